using System.Collections.Frozen;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Onf;

namespace RxOfctl.Protocol.Matching;

/// <summary>
/// What else a match must have before it may have a field (OpenFlow 1.3.5 §7.2.3.6, table 11; 1.5.1 §7.2.3.6). Of the alternatives of a field
/// one must be there, and what that one needs in turn.
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
    private static readonly OxmField[] Ip = [Oxm.EthType.Is(Ipv4Type), Oxm.EthType.Is(Ipv6Type)];

    // Of reverse ARP the specification says nothing; Open vSwitch treats it as ARP.
    private static readonly OxmField[] Arp = [Oxm.EthType.Is(ArpType), Oxm.EthType.Is(ReverseArpType)];
    private static readonly OxmField[] Mpls = [Oxm.EthType.Is(MplsType), Oxm.EthType.Is(MplsMulticastType)];
    private static readonly OxmField[] Pbb = [Oxm.EthType.Is(PbbType)];
    private static readonly OxmField[] NetworkService = [Oxm.EthType.Is(NshType)];
    private static readonly OxmField[] Icmpv4 = [Oxm.IpProto.Is(1)];
    private static readonly OxmField[] Tcp = [Oxm.IpProto.Is(6)];
    private static readonly OxmField[] Udp = [Oxm.IpProto.Is(17)];
    private static readonly OxmField[] Icmpv6 = [Oxm.IpProto.Is(58)];
    private static readonly OxmField[] Sctp = [Oxm.IpProto.Is(132)];
    private static readonly OxmField[] Solicitation = [Oxm.Icmpv6Type.Is(135)];
    private static readonly OxmField[] Advertisement = [Oxm.Icmpv6Type.Is(136)];
    private static readonly OxmField[] NeighborDiscovery = [Oxm.Icmpv6Type.Is(135), Oxm.Icmpv6Type.Is(136)];

    private static readonly FrozenDictionary<OxmType, OxmField[]> Table = new Dictionary<OxmType, OxmField[]>
    {
        // Any port at all.
        [Oxm.InPhyPort] = [OxmField.Masked(Oxm.InPort, 0, 0)],
        [Oxm.VlanPcp] = [Oxm.VlanVid.Is(VlanPresent, VlanPresent)],
        [Oxm.IpDscp] = Ip,
        [Oxm.IpEcn] = Ip,
        [Oxm.IpProto] = Ip,
        [Nxm.IpTtl] = Ip,
        [Nxm.IpFrag] = Ip,
        [Oxm.Ipv4Src] = Ipv4,
        [Oxm.Ipv4Dst] = Ipv4,
        [Oxm.TcpSrc] = Tcp,
        [Oxm.TcpDst] = Tcp,
        [Oxm.TcpFlags] = Tcp,
        [OnfOxm.TcpFlags] = Tcp,
        [Nxm.TcpFlags] = Tcp,
        [Oxm.UdpSrc] = Udp,
        [Oxm.UdpDst] = Udp,
        [Oxm.SctpSrc] = Sctp,
        [Oxm.SctpDst] = Sctp,
        [Oxm.Icmpv4Type] = Icmpv4,
        [Oxm.Icmpv4Code] = Icmpv4,
        [Oxm.ArpOp] = Arp,
        [Oxm.ArpSpa] = Arp,
        [Oxm.ArpTpa] = Arp,
        [Oxm.ArpSha] = Arp,
        [Oxm.ArpTha] = Arp,
        [Oxm.Ipv6Src] = Ipv6,
        [Oxm.Ipv6Dst] = Ipv6,
        [Oxm.Ipv6FLabel] = Ipv6,
        [Oxm.Ipv6Exthdr] = Ipv6,
        [Oxm.Icmpv6Type] = Icmpv6,
        [Oxm.Icmpv6Code] = Icmpv6,
        [Oxm.Ipv6NdTarget] = NeighborDiscovery,
        [Oxm.Ipv6NdSll] = Solicitation,
        [Oxm.Ipv6NdTll] = Advertisement,
        [EricOxm.NdReserved] = NeighborDiscovery,
        [EricOxm.NdOptionsType] = NeighborDiscovery,
        [Oxm.MplsLabel] = Mpls,
        [Oxm.MplsTc] = Mpls,
        [Oxm.MplsBos] = Mpls,
        [Nxm.MplsTtl] = Mpls,
        [Oxm.PbbIsid] = Pbb,
        [Oxm.PbbUca] = Pbb,
        [Nsh.Flags] = NetworkService,
        [Nsh.Ttl] = NetworkService,
        [Nsh.MdType] = NetworkService,
        [Nsh.Np] = NetworkService,
        [Nsh.Spi] = NetworkService,
        [Nsh.Si] = NetworkService,
        [Nsh.C1] = NetworkService,
        [Nsh.C2] = NetworkService,
        [Nsh.C3] = NetworkService,
        [Nsh.C4] = NetworkService,
    }.ToFrozenDictionary();

    /// <summary>The alternatives of a field; none where it needs nothing.</summary>
    public static IReadOnlyList<OxmField> Of(OxmType type) => Table.GetValueOrDefault(type) ?? [];

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
                && match.TryFind(Oxm.PacketType, out var packetType) && !packetType.HasMask && packetType.Number == (EtherTypes | alternative.Number))
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
