using RxOfctl.Packets;
using RxOfctl.Protocol.Actions;

namespace RxOfctl.Simulator.Fields;

/// <summary>What actions do to a frame. Checksums that were right stay right; a frame without the header in question stays as it is.</summary>
internal static class PacketEdits
{
    /// <summary>Does an action that changes the frame.</summary>
    /// <returns>The changed frame, or null if it is to be dropped: its time to live has run out.</returns>
    public static EthernetFrame? Apply(EthernetFrame frame, OpenFlowAction action) => action switch
    {
        SetFieldAction set => PacketFields.Find(set.Field.Type)!.Set!(frame, [set.Field]),
        SetVlanVidAction vlan => EditVlan(WithTag(frame), tag => tag with { VlanId = vlan.VlanVid }),
        SetVlanPcpAction vlan => EditVlan(WithTag(frame), tag => tag with { Priority = vlan.VlanPcp }),
        PushVlanAction push => Push(frame, (EtherType)push.EtherType),
        PopVlanAction => frame with { Vlans = [.. frame.Vlans.Skip(1)] },
        SetTpSrcAction port => EditUdp(
            EditTcp(frame, segment => segment with { SourcePort = port.TpPort }), datagram => datagram with { SourcePort = port.TpPort }),
        SetTpDstAction port => EditUdp(
            EditTcp(frame, segment => segment with { DestinationPort = port.TpPort }),
            datagram => datagram with { DestinationPort = port.TpPort }),
        SetNwTtlAction ttl => EditTimeToLive(frame, _ => ttl.NwTtl),
        DecNwTtlAction => TimeToLive(frame) is <= 1 ? null : EditTimeToLive(frame, ttl => (byte)(ttl - 1)),
        _ => frame,
    };

    public static EthernetFrame EditVlan(EthernetFrame frame, Func<VlanTag, VlanTag> edit) =>
        frame.Vlan is { } outermost ? frame with { Vlans = [edit(outermost), .. frame.Vlans.Skip(1)] } : frame;

    public static EthernetFrame EditArp(EthernetFrame frame, Func<ArpPacket, ArpPacket> edit) =>
        frame.Arp is { } arp ? frame with { Arp = edit(arp) } : frame;

    public static EthernetFrame EditIpv4(EthernetFrame frame, Func<Ipv4Packet, Ipv4Packet> edit)
    {
        if (frame.Ipv4 is not { } packet)
            return frame;
        var edited = edit(packet);
        // The checksums of UDP and TCP cover the addresses.
        if (packet.Udp is { } udp)
            edited = edited with { Udp = udp };
        else if (packet.Tcp is { } tcp)
            edited = edited with { Tcp = tcp };
        return frame with { Ipv4 = edited };
    }

    public static EthernetFrame EditUdp(EthernetFrame frame, Func<UdpDatagram, UdpDatagram> edit) =>
        frame.Ipv4 is { Udp: { } v4 } ipv4 ? frame with { Ipv4 = ipv4 with { Udp = edit(v4) } }
        : frame.Ipv6 is { Udp: { } v6 } ipv6 ? frame with { Ipv6 = ipv6 with { Udp = edit(v6) } }
        : frame;

    public static EthernetFrame EditTcp(EthernetFrame frame, Func<TcpSegment, TcpSegment> edit) =>
        frame.Ipv4 is { Tcp: { } v4 } ipv4 ? frame with { Ipv4 = ipv4 with { Tcp = edit(v4) } }
        : frame.Ipv6 is { Tcp: { } v6 } ipv6 ? frame with { Ipv6 = ipv6 with { Tcp = edit(v6) } }
        : frame;

    public static EthernetFrame EditTrafficClass(EthernetFrame frame, byte value, byte mask) =>
        frame.Ipv4 is { } ipv4 ? frame with { Ipv4 = ipv4 with { TypeOfService = (byte)((ipv4.TypeOfService & ~mask) | value) } }
        : frame.Ipv6 is { } ipv6 ? frame with { Ipv6 = ipv6 with { TrafficClass = (byte)((ipv6.TrafficClass & ~mask) | value) } }
        : frame;

    private static EthernetFrame EditTimeToLive(EthernetFrame frame, Func<byte, byte> edit) =>
        frame.Ipv4 is { } ipv4 ? frame with { Ipv4 = ipv4 with { TimeToLive = edit(ipv4.TimeToLive) } }
        : frame.Ipv6 is { } ipv6 ? frame with { Ipv6 = ipv6 with { HopLimit = edit(ipv6.HopLimit) } }
        : frame;

    private static byte? TimeToLive(EthernetFrame frame) => frame.Ipv4?.TimeToLive ?? frame.Ipv6?.HopLimit;

    private static EthernetFrame WithTag(EthernetFrame frame) => frame.Vlan is null ? Push(frame, EtherType.Vlan) : frame;

    // The new tag has the id and the priority of the one that was outermost (OpenFlow 1.3.5 §5.12.1).
    private static EthernetFrame Push(EthernetFrame frame, EtherType tagProtocol) =>
        frame with { Vlans = [(frame.Vlan ?? new VlanTag(0)) with { TagProtocol = tagProtocol }, .. frame.Vlans] };
}
