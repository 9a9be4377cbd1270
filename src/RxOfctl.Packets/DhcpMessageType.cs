namespace RxOfctl.Packets;

/// <summary>What a DHCP message says (RFC 2132 §9.6).</summary>
public enum DhcpMessageType : byte
{
    /// <summary>DHCPDISCOVER: which servers are there?</summary>
    Discover = 1,

    /// <summary>DHCPOFFER: you could have this.</summary>
    Offer = 2,

    /// <summary>DHCPREQUEST: I take this.</summary>
    Request = 3,

    /// <summary>DHCPDECLINE: somebody else has it.</summary>
    Decline = 4,

    /// <summary>DHCPACK: it is yours.</summary>
    Ack = 5,

    /// <summary>DHCPNAK: you cannot have it.</summary>
    Nak = 6,

    /// <summary>DHCPRELEASE: I need it no more.</summary>
    Release = 7,

    /// <summary>DHCPINFORM: I have an address, tell me the rest.</summary>
    Inform = 8,
}
