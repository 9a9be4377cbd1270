namespace RxOfctl.Packets;

/// <summary>The type of a DHCP message (RFC 2132 §9.6).</summary>
public enum DhcpMessageType : byte
{
    /// <summary>DHCPDISCOVER: a client looks for servers.</summary>
    Discover = 1,

    /// <summary>DHCPOFFER: a server offers an address.</summary>
    Offer = 2,

    /// <summary>DHCPREQUEST: a client requests the offered address.</summary>
    Request = 3,

    /// <summary>DHCPDECLINE: a client reports that the address is in use.</summary>
    Decline = 4,

    /// <summary>DHCPACK: a server confirms the address.</summary>
    Ack = 5,

    /// <summary>DHCPNAK: a server refuses the request.</summary>
    Nak = 6,

    /// <summary>DHCPRELEASE: a client returns the address.</summary>
    Release = 7,

    /// <summary>DHCPINFORM: a client that has an address requests the other parameters.</summary>
    Inform = 8,
}
