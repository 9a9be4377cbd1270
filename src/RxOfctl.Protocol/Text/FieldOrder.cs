using System.Collections.Frozen;

namespace RxOfctl.Protocol.Text;

/// <summary>The orders in which <c>ovs-ofctl</c> writes the fields of a match: one in text, another on the wire.</summary>
internal static class FieldOrder
{
    private static readonly OxmType[] Text =
    [
        Nxm.PktMark, Nxm.RecircId, NxOxm.DpHash, Nxm.ConjId, Oxm.ActsetOutput, OnfOxm.ActsetOutput, Nxm.CtState, Nxm.CtZone, Nxm.CtMark,
        Nxm.CtLabel,
        Nxm.CtNwSrc, Nxm.CtIpv6Src, Nxm.CtNwDst, Nxm.CtIpv6Dst, Nxm.CtNwProto, Nxm.CtTpSrc, Nxm.CtTpDst, Oxm.PacketType,
        .. Registers.All,
        Oxm.TunnelId, Nxm.TunId, Nxm.TunIpv4Src, Nxm.TunIpv4Dst, Nxm.TunIpv6Src, Nxm.TunIpv6Dst, Nxm.TunGbpId, Nxm.TunGbpFlags,
        NxOxm.ErspanVer,
        NxOxm.ErspanIdx, NxOxm.ErspanDir, NxOxm.ErspanHwid, NxOxm.GtpuFlags, NxOxm.GtpuMsgType, Nxm.TunFlags, .. TunMetadataType.All,
        Oxm.Metadata, Oxm.InPort, Oxm.InPhyPort, Oxm.VlanVid, Oxm.VlanPcp, Oxm.EthSrc, Oxm.EthDst, Oxm.EthType,
        Oxm.Ipv6Src, Oxm.Ipv6Dst, Oxm.Ipv6FLabel, Oxm.Ipv6Exthdr, Oxm.ArpSpa, Oxm.ArpTpa,
        Nsh.Flags, Nsh.Ttl, Nsh.MdType, Nsh.Np, Nsh.Spi, Nsh.Si, Nsh.C1, Nsh.C2, Nsh.C3, Nsh.C4,
        Oxm.Ipv4Src, Oxm.Ipv4Dst, Oxm.IpProto, Oxm.ArpOp, Oxm.ArpSha, Oxm.ArpTha, Oxm.IpDscp, Oxm.IpEcn, Nxm.IpTtl,
        Oxm.MplsLabel, Oxm.MplsTc, Nxm.MplsTtl, Oxm.MplsBos, Oxm.PbbIsid, Oxm.PbbUca, Nxm.IpFrag,
        Oxm.Icmpv4Type, Oxm.Icmpv4Code, Oxm.Icmpv6Type, Oxm.Icmpv6Code, Oxm.Ipv6NdTarget, Oxm.Ipv6NdSll, Oxm.Ipv6NdTll,
        EricOxm.NdReserved, EricOxm.NdOptionsType,
        Oxm.TcpSrc, Oxm.UdpSrc, Oxm.SctpSrc, Oxm.TcpDst, Oxm.UdpDst, Oxm.SctpDst, Oxm.TcpFlags, OnfOxm.TcpFlags, Nxm.TcpFlags,
    ];

    // Every field stands behind those that it needs.
    private static readonly OxmType[] Wire =
    [
        Oxm.PacketType, NxOxm.DpHash, Nxm.RecircId, Nxm.ConjId, Oxm.InPort, Oxm.InPhyPort, Oxm.ActsetOutput, OnfOxm.ActsetOutput,
        Oxm.EthSrc, Oxm.EthDst, Oxm.EthType, Oxm.VlanVid, Oxm.VlanPcp, Oxm.MplsTc, Oxm.MplsBos, Nxm.MplsTtl, Oxm.MplsLabel, Oxm.PbbIsid,
        Oxm.PbbUca,
        Oxm.Ipv4Src, Oxm.Ipv4Dst, Oxm.Ipv6Src, Oxm.Ipv6Dst, Nxm.IpFrag, Oxm.IpDscp, Oxm.IpEcn, Nxm.IpTtl, Oxm.Ipv6FLabel, Oxm.Ipv6Exthdr,
        Oxm.IpProto,
        Oxm.TcpSrc, Oxm.TcpDst, Oxm.TcpFlags, OnfOxm.TcpFlags, Nxm.TcpFlags, Oxm.UdpSrc, Oxm.UdpDst, Oxm.SctpSrc, Oxm.SctpDst,
        Oxm.Icmpv4Type, Oxm.Icmpv4Code, Oxm.Icmpv6Type, Oxm.Icmpv6Code, EricOxm.NdReserved, Oxm.Ipv6NdTarget, EricOxm.NdOptionsType,
        Oxm.Ipv6NdSll, Oxm.Ipv6NdTll, Oxm.ArpOp, Oxm.ArpSpa, Oxm.ArpTpa, Oxm.ArpSha, Oxm.ArpTha,
        Oxm.TunnelId, Nxm.TunId, Nxm.TunFlags, Nxm.TunIpv4Src, Nxm.TunIpv4Dst, Nxm.TunIpv6Src, Nxm.TunIpv6Dst, Nxm.TunGbpId,
        Nxm.TunGbpFlags,
        .. TunMetadataType.All, NxOxm.ErspanIdx, NxOxm.ErspanVer, NxOxm.ErspanDir, NxOxm.ErspanHwid, NxOxm.GtpuFlags, NxOxm.GtpuMsgType,
        Nsh.Flags, Nsh.Ttl, Nsh.MdType, Nsh.Np, Nsh.Spi, Nsh.Si, Nsh.C1, Nsh.C2, Nsh.C3, Nsh.C4,
        .. Registers.All, Nxm.PktMark, Nxm.CtState, Nxm.CtZone, Nxm.CtMark, Nxm.CtLabel, Nxm.CtNwSrc, Nxm.CtIpv6Src, Nxm.CtNwDst,
        Nxm.CtIpv6Dst,
        Nxm.CtNwProto, Nxm.CtTpSrc, Nxm.CtTpDst, Oxm.Metadata,
    ];

    private static readonly FrozenDictionary<OxmType, int> TextPlaces = Places(Text);
    private static readonly FrozenDictionary<OxmType, int> WirePlaces = Places(Wire);

    // The first of those that come behind the word for a protocol.
    private static readonly OxmType BehindProtocol = Registers.All[0];

    /// <summary>The fields as they are written in text; those that are not listed come behind, as they are.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="hasProtocol">True if a word for a protocol stands for the EtherType; it comes before its number would.</param>
    public static IEnumerable<OxmField> InText(IEnumerable<OxmField> fields, bool hasProtocol) =>
        fields.OrderBy(field => hasProtocol && field.Type.Equals(Oxm.EthType) ? TextPlaces[BehindProtocol] : Place(TextPlaces, field))
            .ThenBy(field => field.Type.Equals(Oxm.EthType) ? 0 : 1);

    /// <summary>The fields as they are written on the wire; those that are not listed come behind, as they are.</summary>
    public static IEnumerable<OxmField> OnWire(IEnumerable<OxmField> fields) => fields.OrderBy(field => Place(WirePlaces, field));

    private static int Place(FrozenDictionary<OxmType, int> places, OxmField field) => places.GetValueOrDefault(field.Type, int.MaxValue);

    private static FrozenDictionary<OxmType, int> Places(OxmType[] order) =>
        order.Select((type, index) => (type, index)).ToFrozenDictionary(pair => pair.type, pair => pair.index);
}
