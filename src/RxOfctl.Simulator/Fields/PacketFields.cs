using System.Collections.Frozen;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Simulator.Fields;

/// <summary>The match fields of simulated switches, and their prerequisites (OpenFlow 1.3.5 §7.2.3.6).</summary>
internal static class PacketFields
{
    private static readonly PacketField[] Standard =
    [
        Number(Oxm.InPort, FlowKey.Ports, 32, null),
        Number(Oxm.InPhyPort, FlowKey.Ports, 0, null),
        PipelineNumber(Oxm.Metadata, FlowKey.Metadata, 0),
        Mac(Oxm.EthDst, FlowKey.EthDst, FieldStores.EthDst),
        Mac(Oxm.EthSrc, FlowKey.EthSrc, FieldStores.EthSrc),
        Number(Oxm.EthType, FlowKey.EthDst, 0, FieldStores.EthType),
        Number(Oxm.VlanVid, FlowKey.EthSrc, 0, FieldStores.VlanVid),
        Number(Oxm.VlanPcp, FlowKey.EthSrc, 13, FieldStores.VlanPcp),
        Number(Oxm.IpDscp, FlowKey.Network, 50, FieldStores.IpDscp),
        Number(Oxm.IpEcn, FlowKey.Network, 48, FieldStores.IpEcn),
        Number(Oxm.IpProto, FlowKey.Network, 56, FieldStores.IpProto),
        Address(Oxm.Ipv4Src, FlowKey.Ipv4, 32, FieldStores.Ipv4Src),
        Address(Oxm.Ipv4Dst, FlowKey.Ipv4, 0, FieldStores.Ipv4Dst),
        Number(Oxm.TcpSrc, FlowKey.SourceHardware, 0, FieldStores.TcpSrc),
        Number(Oxm.TcpDst, FlowKey.TargetHardware, 0, FieldStores.TcpDst),
        Number(Oxm.UdpSrc, FlowKey.SourceHardware, 0, FieldStores.UdpSrc),
        Number(Oxm.UdpDst, FlowKey.TargetHardware, 0, FieldStores.UdpDst),
        Number(Oxm.SctpSrc, FlowKey.SourceHardware, 0, FieldStores.SctpSrc),
        Number(Oxm.SctpDst, FlowKey.TargetHardware, 0, FieldStores.SctpDst),
        Number(Oxm.Icmpv4Type, FlowKey.SourceHardware, 0, FieldStores.Icmpv4Type),
        Number(Oxm.Icmpv4Code, FlowKey.TargetHardware, 0, FieldStores.Icmpv4Code),
        Number(Oxm.ArpOp, FlowKey.Network, 0, FieldStores.ArpOp),
        Address(Oxm.ArpSpa, FlowKey.Ipv4, 32, FieldStores.ArpSpa),
        Address(Oxm.ArpTpa, FlowKey.Ipv4, 0, FieldStores.ArpTpa),
        Mac(Oxm.ArpSha, FlowKey.SourceHardware, FieldStores.ArpSha),
        Mac(Oxm.ArpTha, FlowKey.TargetHardware, FieldStores.ArpTha),
        Address(Oxm.Ipv6Src, FlowKey.Ipv6Src, FieldStores.Ipv6Src),
        Address(Oxm.Ipv6Dst, FlowKey.Ipv6Dst, FieldStores.Ipv6Dst),
        Number(Oxm.Ipv6FLabel, FlowKey.LabelAndFlags, 32, FieldStores.Ipv6FLabel),
        Number(Oxm.Icmpv6Type, FlowKey.SourceHardware, 0, FieldStores.Icmpv6Type),
        Number(Oxm.Icmpv6Code, FlowKey.TargetHardware, 0, FieldStores.Icmpv6Code),
        Address(Oxm.Ipv6NdTarget, FlowKey.NdTarget, FieldStores.NdTarget),
        Mac(Oxm.Ipv6NdSll, FlowKey.SourceHardware, FieldStores.NdSourceAddress),
        Mac(Oxm.Ipv6NdTll, FlowKey.TargetHardware, FieldStores.NdTargetAddress),
        Number(Oxm.MplsLabel, FlowKey.Encapsulation, 44, FieldStores.MplsLabel),
        Number(Oxm.MplsTc, FlowKey.Encapsulation, 41, FieldStores.MplsTc),
        Number(Oxm.MplsBos, FlowKey.Encapsulation, 40, FieldStores.MplsBos),
        Number(Oxm.PbbIsid, FlowKey.Encapsulation, 8, FieldStores.PbbIsid),
        PipelineNumber(Oxm.TunnelId, FlowKey.TunnelId, 0),
        Number(Oxm.Ipv6Exthdr, FlowKey.Network, 16, null),
        Number(Oxm.PbbUca, FlowKey.Encapsulation, 0, FieldStores.PbbUca),
        Number(Oxm.TcpFlags, FlowKey.LabelAndFlags, 16, FieldStores.TcpFlags),
        Number(Oxm.ActsetOutput, FlowKey.TypeAndOutput, 0, null),
        Number(Oxm.PacketType, FlowKey.TypeAndOutput, 32, null),
        .. Enumerable.Range(0, FlowKey.RegisterWords).Select(number =>
            PipelineNumber(Oxm.PacketReg(number), FlowKey.Registers + number, 0)),
    ];

    private static readonly PacketField[] Extensions =
    [
        Number(Nxm.InPort, FlowKey.Ports, 32, null),
        Mac(Nxm.EthDst, FlowKey.EthDst, FieldStores.EthDst),
        Mac(Nxm.EthSrc, FlowKey.EthSrc, FieldStores.EthSrc),
        Number(Nxm.EthType, FlowKey.EthDst, 0, null),
        Number(Nxm.VlanTci, FlowKey.EthSrc, 0, FieldStores.VlanTci),
        PacketField.Of(Nxm.IpTos, FlowKey.Network, 48, value => (UInt128)value, number => (byte)number, FieldStores.IpTos),
        Number(Nxm.IpProto, FlowKey.Network, 56, null),
        Address(Nxm.IpSrc, FlowKey.Ipv4, 32, FieldStores.Ipv4Src),
        Address(Nxm.IpDst, FlowKey.Ipv4, 0, FieldStores.Ipv4Dst),
        Number(Nxm.TcpSrc, FlowKey.SourceHardware, 0, FieldStores.TcpSrc),
        Number(Nxm.TcpDst, FlowKey.TargetHardware, 0, FieldStores.TcpDst),
        Number(Nxm.UdpSrc, FlowKey.SourceHardware, 0, FieldStores.UdpSrc),
        Number(Nxm.UdpDst, FlowKey.TargetHardware, 0, FieldStores.UdpDst),
        Number(Nxm.IcmpType, FlowKey.SourceHardware, 0, FieldStores.Icmpv4Type),
        Number(Nxm.IcmpCode, FlowKey.TargetHardware, 0, FieldStores.Icmpv4Code),
        Number(Nxm.ArpOp, FlowKey.Network, 0, FieldStores.ArpOp),
        Address(Nxm.ArpSpa, FlowKey.Ipv4, 32, FieldStores.ArpSpa),
        Address(Nxm.ArpTpa, FlowKey.Ipv4, 0, FieldStores.ArpTpa),
        Mac(Nxm.ArpSha, FlowKey.SourceHardware, FieldStores.ArpSha),
        Mac(Nxm.ArpTha, FlowKey.TargetHardware, FieldStores.ArpTha),
        Address(Nxm.Ipv6Src, FlowKey.Ipv6Src, FieldStores.Ipv6Src),
        Address(Nxm.Ipv6Dst, FlowKey.Ipv6Dst, FieldStores.Ipv6Dst),
        Number(Nxm.Icmpv6Type, FlowKey.SourceHardware, 0, FieldStores.Icmpv6Type),
        Number(Nxm.Icmpv6Code, FlowKey.TargetHardware, 0, FieldStores.Icmpv6Code),
        Address(Nxm.NdTarget, FlowKey.NdTarget, FieldStores.NdTarget),
        Mac(Nxm.NdSll, FlowKey.SourceHardware, FieldStores.NdSourceAddress),
        Mac(Nxm.NdTll, FlowKey.TargetHardware, FieldStores.NdTargetAddress),
        Number(Nxm.Ipv6Label, FlowKey.LabelAndFlags, 32, FieldStores.Ipv6FLabel),
        Number(Nxm.IpEcn, FlowKey.Network, 48, FieldStores.IpEcn),
        PipelineNumber(Nxm.TunId, FlowKey.TunnelId, 0),
        Number(Nxm.TcpFlags, FlowKey.LabelAndFlags, 16, FieldStores.TcpFlags),
        Number(OnfOxm.TcpFlags, FlowKey.LabelAndFlags, 16, FieldStores.TcpFlags),
        Number(OnfOxm.ActsetOutput, FlowKey.TypeAndOutput, 0, null),
        Number(Nxm.IpTtl, FlowKey.Network, 40, FieldStores.TimeToLive),
        Number(Nxm.IpFrag, FlowKey.Network, 32, null),
        Number(Nxm.MplsTtl, FlowKey.Encapsulation, 32, FieldStores.MplsTtl),
        PipelineNumber(Nxm.PktMark, FlowKey.Marks, 32),
        Number(Nxm.ConjId, FlowKey.Marks, 0, null),
        .. Registers().Select((type, number) => PipelineNumber(type, FlowKey.Registers + number / 2, number % 2 == 0 ? 32 : 0)),
        .. WideRegisters().Select((type, number) => PacketField.OfPipeline(
            type, FlowKey.Registers + 2 * number, 0, value => value, number => number)),
    ];

    private static readonly FrozenDictionary<OxmType, PacketField> Known =
        Standard.Concat(Extensions).ToFrozenDictionary(field => field.Type);

    /// <summary>The fields of the specification.</summary>
    public static IReadOnlyList<PacketField> OfSpecification => Standard;

    /// <summary>The field of a type; null if it is not supported.</summary>
    public static PacketField? Find(OxmType? type) => type is null ? null : Known.GetValueOrDefault(type);

    /// <summary>True if the known bits of a packet satisfy the prerequisites of a field.</summary>
    /// <param name="type">The field.</param>
    /// <param name="key">The bits that are known.</param>
    /// <param name="mask">Which bits those are.</param>
    public static bool HasPrerequisites(OxmType type, ReadOnlySpan<ulong> key, ReadOnlySpan<ulong> mask)
    {
        var alternatives = type.Prerequisites;
        if (alternatives.Count == 0)
            return true;
        foreach (var alternative in alternatives)
        {
            if (Known.GetValueOrDefault(alternative.Type) is not { } field)
                continue;
            var (value, bits) = field.InMatch([alternative]);
            // An alternative that matches any value asks that the field be there.
            var wanted = bits == 0 ? field.AllOnes : bits;
            if ((field.Get(mask) & wanted) == wanted && (field.Get(key) & bits) == value && HasPrerequisites(alternative.Type, key, mask))
                return true;
        }

        return false;
    }

    private static OxmType<uint>[] Registers() =>
    [
        Nxm.Reg0, Nxm.Reg1, Nxm.Reg2, Nxm.Reg3, Nxm.Reg4, Nxm.Reg5, Nxm.Reg6, Nxm.Reg7,
        Nxm.Reg8, Nxm.Reg9, Nxm.Reg10, Nxm.Reg11, Nxm.Reg12, Nxm.Reg13, Nxm.Reg14, Nxm.Reg15,
    ];

    private static OxmType<UInt128>[] WideRegisters() => [Nxm.XXReg0, Nxm.XXReg1, Nxm.XXReg2, Nxm.XXReg3];

    private static PacketField Number(OxmType<PortNumber> type, int word, int shift, Action<Packet, UInt128>? store) =>
        PacketField.Of(type, word, shift, value => value.Value, number => new PortNumber((uint)number), store);

    private static PacketField Number(OxmType<byte> type, int word, int shift, Action<Packet, UInt128>? store) =>
        PacketField.Of(type, word, shift, value => value, number => (byte)number, store);

    private static PacketField Number(OxmType<ushort> type, int word, int shift, Action<Packet, UInt128>? store) =>
        PacketField.Of(type, word, shift, value => value, number => (ushort)number, store);

    private static PacketField Number(OxmType<uint> type, int word, int shift, Action<Packet, UInt128>? store) =>
        PacketField.Of(type, word, shift, value => value, number => (uint)number, store);

    private static PacketField PipelineNumber(OxmType<uint> type, int word, int shift) =>
        PacketField.OfPipeline(type, word, shift, value => value, number => (uint)number);

    private static PacketField PipelineNumber(OxmType<ulong> type, int word, int shift) =>
        PacketField.OfPipeline(type, word, shift, value => value, number => (ulong)number);

    private static PacketField Mac(OxmType<MacAddress> type, int word, Action<Packet, UInt128> store) =>
        PacketField.Of(type, word, 16, value => value.Value, number => new MacAddress((ulong)number), store);

    private static PacketField Address(OxmType<Ipv4Address> type, int word, int shift, Action<Packet, UInt128> store) =>
        PacketField.Of(type, word, shift, value => value.Value, number => new Ipv4Address((uint)number), store);

    private static PacketField Address(OxmType<Ipv6Address> type, int word, Action<Packet, UInt128> store) =>
        PacketField.Of(type, word, 0, value => value.Value, number => new Ipv6Address(number), store);
}
