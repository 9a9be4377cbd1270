namespace RxOfctl.Packets;

/// <summary>The type of an ICMP message (RFC 792). Other numbers are valid too.</summary>
public enum IcmpType : byte
{
    /// <summary>Echo reply.</summary>
    EchoReply = 0,

    /// <summary>Destination unreachable.</summary>
    DestinationUnreachable = 3,

    /// <summary>Redirect to a better first hop.</summary>
    Redirect = 5,

    /// <summary>Echo request (ping).</summary>
    EchoRequest = 8,

    /// <summary>Router advertisement (RFC 1256).</summary>
    RouterAdvertisement = 9,

    /// <summary>Router solicitation (RFC 1256).</summary>
    RouterSolicitation = 10,

    /// <summary>Time exceeded: the hop limit was reached, or fragments were missing.</summary>
    TimeExceeded = 11,

    /// <summary>Parameter problem: a header field is invalid.</summary>
    ParameterProblem = 12,

    /// <summary>Timestamp request.</summary>
    TimestampRequest = 13,

    /// <summary>Timestamp reply.</summary>
    TimestampReply = 14,
}
