namespace RxOfctl.Packets;

/// <summary>What an ICMPv6 message is (RFC 4443, RFC 4861); any other number is legal too.</summary>
public enum Icmpv6Type : byte
{
    /// <summary>The packet could not be delivered.</summary>
    DestinationUnreachable = 1,

    /// <summary>The packet is larger than the link takes.</summary>
    PacketTooBig = 2,

    /// <summary>The packet had no hop left, or its fragments did not come together.</summary>
    TimeExceeded = 3,

    /// <summary>A header is wrong.</summary>
    ParameterProblem = 4,

    /// <summary>Answer me: ping.</summary>
    EchoRequest = 128,

    /// <summary>The answer to an echo request.</summary>
    EchoReply = 129,

    /// <summary>Who listens to which group? (RFC 2710)</summary>
    MulticastListenerQuery = 130,

    /// <summary>I listen to this group (RFC 2710).</summary>
    MulticastListenerReport = 131,

    /// <summary>I listen no more (RFC 2710).</summary>
    MulticastListenerDone = 132,

    /// <summary>Is there a router?</summary>
    RouterSolicitation = 133,

    /// <summary>Here is a router.</summary>
    RouterAdvertisement = 134,

    /// <summary>Who has this address?</summary>
    NeighborSolicitation = 135,

    /// <summary>I have this address.</summary>
    NeighborAdvertisement = 136,

    /// <summary>There is a better first hop.</summary>
    Redirect = 137,

    /// <summary>I listen to these groups (RFC 3810).</summary>
    MulticastListenerReportV2 = 143,
}
