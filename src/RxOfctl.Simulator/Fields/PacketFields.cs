using System.Collections.Frozen;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Simulator.Fields;

/// <summary>The fields that the simulated switches know.</summary>
internal static class PacketFields
{
    private const ushort VlanPresent = 0x1000;
    private const ushort FirstEtherType = 0x0600;

    // What OpenFlow 1.0 (§3.4) gives as the type of a frame that has a length instead.
    private const ushort NoEtherType = 0x05ff;

    private static readonly FrozenDictionary<OxmType, PacketField> Known = new[]
    {
        Port(Oxm.InPort, packet => packet.InPort),
        PacketField.Of(Oxm.Metadata, value => value, packet => packet.Metadata),
        Mac(Oxm.EthDst, packet => packet.Frame.Destination, (frame, value) => frame with { Destination = value }),
        Mac(Oxm.EthSrc, packet => packet.Frame.Source, (frame, value) => frame with { Source = value }),
        Number(Oxm.EthType, packet => (ushort)packet.Frame.EtherType < FirstEtherType ? NoEtherType : (ushort)packet.Frame.EtherType),
        Number(Oxm.VlanVid, packet => packet.Frame.Vlan is { } tag ? (ushort)(VlanPresent | tag.VlanId) : (ushort)0,
            (frame, value) => PacketEdits.EditVlan(frame, tag => tag with { VlanId = (ushort)(value & ~VlanPresent) })),
        Number(Oxm.VlanPcp, packet => packet.Frame.Vlan?.Priority,
            (frame, value) => PacketEdits.EditVlan(frame, tag => tag with { Priority = value }), HasVlan),
        Number(Oxm.IpDscp, packet => packet.Ipv4?.Dscp ?? packet.Ipv6?.Dscp,
            (frame, value) => PacketEdits.EditTrafficClass(frame, (byte)(value << 2), mask: 0xfc), IsIp),
        Number(Oxm.IpEcn, packet => packet.Ipv4?.Ecn ?? packet.Ipv6?.Ecn,
            (frame, value) => PacketEdits.EditTrafficClass(frame, value, mask: 3), IsIp),
        Number(Oxm.IpProto, packet => (byte?)packet.Ipv4?.Protocol ?? (byte?)packet.Ipv6?.NextHeader, null, IsIp),
        Address(Oxm.Ipv4Src, packet => packet.Ipv4?.Source,
            (frame, value) => PacketEdits.EditIpv4(frame, packet => packet with { Source = value }), Is(EtherType.Ipv4)),
        Address(Oxm.Ipv4Dst, packet => packet.Ipv4?.Destination,
            (frame, value) => PacketEdits.EditIpv4(frame, packet => packet with { Destination = value }), Is(EtherType.Ipv4)),
        Number(Oxm.TcpSrc, packet => packet.Tcp?.SourcePort,
            (frame, value) => PacketEdits.EditTcp(frame, segment => segment with { SourcePort = value }), Is(IpProtocol.Tcp)),
        Number(Oxm.TcpDst, packet => packet.Tcp?.DestinationPort,
            (frame, value) => PacketEdits.EditTcp(frame, segment => segment with { DestinationPort = value }), Is(IpProtocol.Tcp)),
        Number(Oxm.UdpSrc, packet => packet.Udp?.SourcePort,
            (frame, value) => PacketEdits.EditUdp(frame, datagram => datagram with { SourcePort = value }), Is(IpProtocol.Udp)),
        Number(Oxm.UdpDst, packet => packet.Udp?.DestinationPort,
            (frame, value) => PacketEdits.EditUdp(frame, datagram => datagram with { DestinationPort = value }), Is(IpProtocol.Udp)),
        Number(Oxm.Icmpv4Type, packet => (byte?)packet.Icmp?.Type, null, Is(IpProtocol.Icmp)),
        Number(Oxm.Icmpv4Code, packet => packet.Icmp?.Code, null, Is(IpProtocol.Icmp)),
        Number(Oxm.ArpOp, packet => (ushort?)packet.Arp?.Operation,
            (frame, value) => PacketEdits.EditArp(frame, packet => packet with { Operation = (ArpOperation)value }), Is(EtherType.Arp)),
        Address(Oxm.ArpSpa, packet => packet.Arp?.SenderProtocolAddress,
            (frame, value) => PacketEdits.EditArp(frame, packet => packet with { SenderProtocolAddress = value }), Is(EtherType.Arp)),
        Address(Oxm.ArpTpa, packet => packet.Arp?.TargetProtocolAddress,
            (frame, value) => PacketEdits.EditArp(frame, packet => packet with { TargetProtocolAddress = value }), Is(EtherType.Arp)),
        Mac(Oxm.ArpSha, packet => packet.Arp?.SenderHardwareAddress,
            (frame, value) => PacketEdits.EditArp(frame, packet => packet with { SenderHardwareAddress = value }), Is(EtherType.Arp)),
        Mac(Oxm.ArpTha, packet => packet.Arp?.TargetHardwareAddress,
            (frame, value) => PacketEdits.EditArp(frame, packet => packet with { TargetHardwareAddress = value }), Is(EtherType.Arp)),
        PacketField.Of(Oxm.Ipv6Src, value => value.Value, packet => packet.Ipv6?.Source, null, Is(EtherType.Ipv6)),
        PacketField.Of(Oxm.Ipv6Dst, value => value.Value, packet => packet.Ipv6?.Destination, null, Is(EtherType.Ipv6)),
        Number(Oxm.Icmpv6Type, packet => (byte?)packet.Icmpv6?.Type, null, Is(IpProtocol.Icmpv6)),
        Number(Oxm.Icmpv6Code, packet => packet.Icmpv6?.Code, null, Is(IpProtocol.Icmpv6)),
    }.ToFrozenDictionary(field => field.Type);

    /// <summary>The field of a type, or null if the simulated switches do not know it.</summary>
    public static PacketField? Find(OxmType type) => Known.GetValueOrDefault(type);

    private static PacketField Port(OxmType<PortNumber> type, Func<Packet, PortNumber?> inPacket) =>
        PacketField.Of(type, value => value.Value, inPacket);

    private static PacketField Mac(
        OxmType<MacAddress> type,
        Func<Packet, MacAddress?> inPacket,
        Func<EthernetFrame, MacAddress, EthernetFrame> set,
        Func<Match, bool>? hasPrerequisites = null) =>
        PacketField.Of(type, value => value.Value, inPacket, set, hasPrerequisites);

    private static PacketField Address(
        OxmType<Ipv4Address> type,
        Func<Packet, Ipv4Address?> inPacket,
        Func<EthernetFrame, Ipv4Address, EthernetFrame> set,
        Func<Match, bool> hasPrerequisites) =>
        PacketField.Of(type, value => value.Value, inPacket, set, hasPrerequisites);

    private static PacketField Number(
        OxmType<ushort> type,
        Func<Packet, ushort?> inPacket,
        Func<EthernetFrame, ushort, EthernetFrame>? set = null,
        Func<Match, bool>? hasPrerequisites = null) =>
        PacketField.Of(type, value => value, inPacket, set, hasPrerequisites);

    private static PacketField Number(
        OxmType<byte> type,
        Func<Packet, byte?> inPacket,
        Func<EthernetFrame, byte, EthernetFrame>? set,
        Func<Match, bool> hasPrerequisites) =>
        PacketField.Of(type, value => value, inPacket, set, hasPrerequisites);

    private static bool HasVlan(Match match) => match.Get(Oxm.VlanVid) is { } vlan && (vlan & VlanPresent) != 0;

    private static bool IsIp(Match match) => match.Get(Oxm.EthType) is (ushort)EtherType.Ipv4 or (ushort)EtherType.Ipv6;

    private static Func<Match, bool> Is(EtherType type) => match => match.Get(Oxm.EthType) == (ushort)type;

    private static Func<Match, bool> Is(IpProtocol protocol) => match => IsIp(match) && match.Get(Oxm.IpProto) == (byte)protocol;
}
