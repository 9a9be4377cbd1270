namespace RxOfctl.Packets;

/// <summary>The type of an ICMPv6 message (RFC 4443, RFC 4861). Other numbers are valid too.</summary>
public enum Icmpv6Type : byte
{
    /// <summary>Destination unreachable.</summary>
    DestinationUnreachable = 1,

    /// <summary>Packet too big: it exceeds the MTU of a link.</summary>
    PacketTooBig = 2,

    /// <summary>Time exceeded: the hop limit was reached, or fragments were missing.</summary>
    TimeExceeded = 3,

    /// <summary>Parameter problem: a header field is invalid.</summary>
    ParameterProblem = 4,

    /// <summary>Echo request (ping).</summary>
    EchoRequest = 128,

    /// <summary>Echo reply.</summary>
    EchoReply = 129,

    /// <summary>Multicast listener query (RFC 2710).</summary>
    MulticastListenerQuery = 130,

    /// <summary>Multicast listener report (RFC 2710).</summary>
    MulticastListenerReport = 131,

    /// <summary>Multicast listener done (RFC 2710).</summary>
    MulticastListenerDone = 132,

    /// <summary>Router solicitation.</summary>
    RouterSolicitation = 133,

    /// <summary>Router advertisement.</summary>
    RouterAdvertisement = 134,

    /// <summary>Neighbor solicitation.</summary>
    NeighborSolicitation = 135,

    /// <summary>Neighbor advertisement.</summary>
    NeighborAdvertisement = 136,

    /// <summary>Redirect to a better first hop.</summary>
    Redirect = 137,

    /// <summary>Multicast listener report, version 2 (RFC 3810).</summary>
    MulticastListenerReportV2 = 143,
}
