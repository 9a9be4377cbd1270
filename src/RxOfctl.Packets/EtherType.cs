namespace RxOfctl.Packets;

/// <summary>The protocol of an Ethernet frame's payload (IEEE 802 EtherType). Other numbers are valid too.</summary>
public enum EtherType : ushort
{
    /// <summary>No type: an 802.3 frame of length zero.</summary>
    None = 0,

    /// <summary>IPv4, RFC 894.</summary>
    Ipv4 = 0x0800,

    /// <summary>ARP, RFC 826.</summary>
    Arp = 0x0806,

    /// <summary>The tag protocol of a customer VLAN tag, IEEE 802.1Q.</summary>
    Vlan = 0x8100,

    /// <summary>IPv6, RFC 2464.</summary>
    Ipv6 = 0x86dd,

    /// <summary>MPLS, RFC 5332.</summary>
    Mpls = 0x8847,

    /// <summary>MPLS with an upstream-assigned label, RFC 5332.</summary>
    MplsMulticast = 0x8848,

    /// <summary>EAP over LAN, IEEE 802.1X.</summary>
    Eapol = 0x888e,

    /// <summary>The tag protocol of a service VLAN tag, IEEE 802.1ad.</summary>
    ServiceVlan = 0x88a8,

    /// <summary>LLDP, IEEE 802.1AB.</summary>
    Lldp = 0x88cc,

    /// <summary>Provider backbone bridging, IEEE 802.1ah.</summary>
    ProviderBackboneBridging = 0x88e7,

    /// <summary>Broadcast probes of OpenFlow controllers (BDDP): an LLDP frame that bridges forward. Not assigned by the IEEE.</summary>
    Bddp = 0x8942,

    /// <summary>The tag protocol of an outer VLAN tag before 802.1ad settled on 0x88a8.</summary>
    LegacyServiceVlan = 0x9100,
}
