namespace RxOfctl.Protocol.Matching;

/// <summary>
/// What else a match must have before it may have a field (OpenFlow 1.3.5 §7.2.3.6, table 11; 1.5.1 §7.2.3.6). Of the alternatives of a
/// field one must be there, and what that one needs in turn.
/// </summary>
internal static class OxmPrerequisites
{
    private const ushort ArpType = 0x0806;
    private const ushort ReverseArpType = 0x8035;
    private const ushort Ipv4Type = 0x0800;
    private const ushort Ipv6Type = 0x86dd;
    private const ushort MplsType = 0x8847;
    private const ushort MplsMulticastType = 0x8848;
    private const ushort PbbType = 0x88e7;
    private const ushort NshType = 0x894f;
    private const ushort VlanPresent = 0x1000;

    // The namespace of EtherTypes among packet types (ONN_ETHERTYPE).
    private const uint EtherTypes = 1 << 16;

    private static readonly OxmField[] Ipv4 = [Oxm.EthType.Is(Ipv4Type)];
    private static readonly OxmField[] Ipv6 = [Oxm.EthType.Is(Ipv6Type)];

    // By the numbers of OxmNeed.
    private static readonly OxmField[][] Alternatives =
    [
        [],
        [OxmField.Masked(Oxm.InPort, 0, 0)],
        [Oxm.VlanVid.Is(VlanPresent, VlanPresent)],
        Ipv4,
        Ipv6,
        [.. Ipv4, .. Ipv6],
        // Of reverse ARP the specification says nothing; Open vSwitch treats it as ARP.
        [Oxm.EthType.Is(ArpType), Oxm.EthType.Is(ReverseArpType)],
        [Oxm.EthType.Is(MplsType), Oxm.EthType.Is(MplsMulticastType)],
        [Oxm.EthType.Is(PbbType)],
        [Oxm.EthType.Is(NshType)],
        [Oxm.IpProto.Is(1)],
        [Oxm.IpProto.Is(6)],
        [Oxm.IpProto.Is(17)],
        [Oxm.IpProto.Is(58)],
        [Oxm.IpProto.Is(132)],
        [Oxm.Icmpv6Type.Is(135)],
        [Oxm.Icmpv6Type.Is(136)],
        [Oxm.Icmpv6Type.Is(135), Oxm.Icmpv6Type.Is(136)],
    ];

    /// <summary>The alternatives of a field; none where it needs nothing.</summary>
    public static IReadOnlyList<OxmField> Of(OxmType type) => Alternatives[(int)type.Need];

    /// <summary>True if the fields of a match have all that a field needs among them.</summary>
    public static bool AreMet(OxmType type, Match match)
    {
        var alternatives = Of(type);
        if (alternatives.Count == 0)
            return true;
        foreach (var alternative in alternatives)
        {
            // A packet that is not an Ethernet frame has its EtherType in its packet type (OpenFlow 1.5.1 §7.2.3.6).
            if (alternative.Type.Equals(Oxm.EthType)
                && match.TryFind(Oxm.PacketType, out var packetType)
                && !packetType.HasMask
                && packetType.Number == (EtherTypes | alternative.Number))
                return true;
            if (match.TryFind(alternative.Type, out var field)
                && (field.EffectiveMask & alternative.EffectiveMask) == alternative.EffectiveMask
                && (field.Number & alternative.EffectiveMask) == alternative.Number
                && AreMet(alternative.Type, match))
                return true;
        }

        return false;
    }
}

/// <summary>What a match must have beside a field. An alternative may need something in turn, as TCP needs IP.</summary>
internal enum OxmNeed : byte
{
    Nothing,
    InPort,
    Vlan,
    Ipv4,
    Ipv6,
    Ip,
    Arp,
    Mpls,
    Pbb,
    NetworkService,
    Icmpv4,
    Tcp,
    Udp,
    Icmpv6,
    Sctp,
    Solicitation,
    Advertisement,
    NeighborDiscovery,
}
