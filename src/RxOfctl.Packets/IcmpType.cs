namespace RxOfctl.Packets;

/// <summary>What an ICMP message is (RFC 792); any other number is legal too.</summary>
public enum IcmpType : byte
{
    /// <summary>The answer to an echo request.</summary>
    EchoReply = 0,

    /// <summary>The packet could not be delivered.</summary>
    DestinationUnreachable = 3,

    /// <summary>There is a better first hop.</summary>
    Redirect = 5,

    /// <summary>Answer me: ping.</summary>
    EchoRequest = 8,

    /// <summary>Here is a router (RFC 1256).</summary>
    RouterAdvertisement = 9,

    /// <summary>Is there a router? (RFC 1256)</summary>
    RouterSolicitation = 10,

    /// <summary>The packet had no hop left, or its fragments did not come together.</summary>
    TimeExceeded = 11,

    /// <summary>The header is wrong.</summary>
    ParameterProblem = 12,

    /// <summary>Ask for the time.</summary>
    TimestampRequest = 13,

    /// <summary>The answer to a timestamp request.</summary>
    TimestampReply = 14,
}
