using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Interop.Tests.Simulator;

/// <summary>A frame, and the match fields that it has with what each needs before it.</summary>
/// <param name="Bytes">The frame.</param>
/// <param name="Fields">Its fields: a match may have any of them together with all that stand before it and are marked as needed.</param>
internal sealed record SampleFrame(ByteString Bytes, IReadOnlyList<SampleField> Fields)
{
    private static readonly MacAddress[] Macs = [new(0x0000_0000_0001), new(0x0000_0000_0002), new(0x0200_0000_0003), MacAddress.Broadcast];
    private static readonly Ipv4Address[] Ipv4s = [new(10, 0, 0, 1), new(10, 0, 0, 2), new(10, 1, 0, 3), new(192, 168, 1, 1)];
    private static readonly Ipv6Address[] Ipv6s = [Ipv6Address.Parse("2001:db8::1"), Ipv6Address.Parse("2001:db8::2"), Ipv6Address.Parse("fe80::3")];
    private static readonly ushort[] Ports = [53, 80, 1000, 0x8001];

    /// <summary>A random frame. Values come from small sets, so that flows made for one often match another.</summary>
    public static SampleFrame Make(Random random)
    {
        var fields = new List<SampleField>();
        var frame = new EthernetFrame { Source = Pick(random, Macs.AsSpan()[..3]), Destination = Pick(random, Macs) };
        fields.Add(new(Oxm.EthDst.Is(frame.Destination)) { Masked = Oxm.EthDst.Is(new(frame.Destination.Value & 0xff), new(0xff)) });
        fields.Add(new(Oxm.EthSrc.Is(frame.Source)));
        if (random.Next(3) == 0)
        {
            var tag = new VlanTag(Pick(random, [(ushort)1, (ushort)5]), (byte)random.Next(3));
            frame = frame with { Vlans = [tag] };
            fields.Add(new(Oxm.VlanVid.Is((ushort)(0x1000 | tag.VlanId))) { Id = 1 });
            fields.Add(new(Oxm.VlanPcp.Is(tag.Priority)) { Needs = 1 });
        }
        else
        {
            fields.Add(new(Oxm.VlanVid.Is(0)));
        }

        frame = random.Next(8) switch
        {
            0 => Arp(random, frame, fields),
            1 or 2 or 3 => Ipv4(random, frame, fields),
            4 or 5 => Ipv6(random, frame, fields),
            6 => Mpls(random, frame, fields),
            _ => Other(frame, fields),
        };
        // Frames may be longer than what is in them.
        var bytes = frame.ToBytes();
        return new(random.Next(3) == 0 ? (ByteString)(byte[])[.. bytes.Span, .. new byte[random.Next(1, 20)]] : bytes, fields);
    }

    private static EthernetFrame Other(EthernetFrame frame, List<SampleField> fields)
    {
        fields.Add(new(Oxm.EthType.Is(0x88b6)) { Id = 2 });
        return frame with { EtherType = (EtherType)0x88b6, Payload = new byte[46] };
    }

    private static EthernetFrame Arp(Random random, EthernetFrame frame, List<SampleField> fields)
    {
        var arp = new ArpPacket
        {
            Operation = Pick(random, [ArpOperation.Request, ArpOperation.Reply]),
            SenderHardwareAddress = Pick(random, Macs),
            TargetHardwareAddress = Pick(random, Macs),
            SenderProtocolAddress = Pick(random, Ipv4s),
            TargetProtocolAddress = Pick(random, Ipv4s),
        };
        fields.Add(new(Oxm.EthType.Is(0x0806)) { Id = 2 });
        fields.Add(new(Oxm.ArpOp.Is((ushort)arp.Operation)) { Needs = 2 });
        fields.Add(new(Oxm.ArpSpa.Is(arp.SenderProtocolAddress)) { Needs = 2, Masked = Prefix(Oxm.ArpSpa, arp.SenderProtocolAddress) });
        fields.Add(new(Oxm.ArpTpa.Is(arp.TargetProtocolAddress)) { Needs = 2, Masked = Prefix(Oxm.ArpTpa, arp.TargetProtocolAddress) });
        fields.Add(new(Oxm.ArpSha.Is(arp.SenderHardwareAddress)) { Needs = 2, From = OpenFlowVersion.OpenFlow12 });
        fields.Add(new(Oxm.ArpTha.Is(arp.TargetHardwareAddress)) { Needs = 2, From = OpenFlowVersion.OpenFlow12 });
        return frame with { Arp = arp };
    }

    private static EthernetFrame Ipv4(Random random, EthernetFrame frame, List<SampleField> fields)
    {
        var packet = new Ipv4Packet
        {
            Source = Pick(random, Ipv4s),
            Destination = Pick(random, Ipv4s),
            TimeToLive = Pick(random, [(byte)1, (byte)2, (byte)64]),
            TypeOfService = (byte)random.Next(4),
        };
        fields.Add(new(Oxm.EthType.Is(0x0800)) { Id = 2 });
        fields.Add(new(Oxm.Ipv4Src.Is(packet.Source)) { Needs = 2, Masked = Prefix(Oxm.Ipv4Src, packet.Source) });
        fields.Add(new(Oxm.Ipv4Dst.Is(packet.Destination)) { Needs = 2, Masked = Prefix(Oxm.Ipv4Dst, packet.Destination) });
        fields.Add(new(Oxm.IpDscp.Is(0)) { Needs = 2 });
        fields.Add(new(Oxm.IpEcn.Is((byte)(packet.TypeOfService & 3))) { Needs = 2, From = OpenFlowVersion.OpenFlow12 });
        switch (random.Next(3))
        {
            case 0:
                packet = packet with { Udp = Udp(random, fields) };
                break;
            case 1:
                packet = packet with { Tcp = Tcp(random, fields) };
                break;
            default:
                packet = packet with { Icmp = IcmpPacket.EchoRequest(1, 2) };
                fields.Add(new(Oxm.IpProto.Is(1)) { Needs = 2, Id = 3 });
                fields.Add(new(Oxm.Icmpv4Type.Is(8)) { Needs = 3 });
                fields.Add(new(Oxm.Icmpv4Code.Is(0)) { Needs = 3 });
                break;
        }

        return frame with { Ipv4 = packet };
    }

    private static EthernetFrame Ipv6(Random random, EthernetFrame frame, List<SampleField> fields)
    {
        var packet = new Ipv6Packet
        {
            Source = Pick(random, Ipv6s),
            Destination = Pick(random, Ipv6s),
            HopLimit = Pick(random, [(byte)1, (byte)2, (byte)255]),
        };
        fields.Add(new(Oxm.EthType.Is(0x86dd)) { Id = 2 });
        fields.Add(new(Oxm.Ipv6Src.Is(packet.Source)) { Needs = 2, From = OpenFlowVersion.OpenFlow12 });
        fields.Add(new(Oxm.Ipv6Dst.Is(packet.Destination)) { Needs = 2, From = OpenFlowVersion.OpenFlow12 });
        fields.Add(new(Oxm.Ipv6FLabel.Is(0)) { Needs = 2, From = OpenFlowVersion.OpenFlow12 });
        switch (random.Next(3))
        {
            case 0:
                packet = packet with { Udp = Udp(random, fields) };
                break;
            case 1:
                packet = packet with { Tcp = Tcp(random, fields) };
                break;
            default:
                var target = Pick(random, Ipv6s);
                var mac = Pick(random, Macs);
                packet = packet with
                {
                    Icmpv6 = new() { Type = Icmpv6Type.NeighborSolicitation, NeighborSolicitation = new() { Target = target, SourceLinkLayerAddress = mac } },
                };
                fields.Add(new(Oxm.IpProto.Is(58)) { Needs = 2, Id = 3, From = OpenFlowVersion.OpenFlow12 });
                fields.Add(new(Oxm.Icmpv6Type.Is(135)) { Needs = 3, Id = 4, From = OpenFlowVersion.OpenFlow12 });
                fields.Add(new(Oxm.Ipv6NdTarget.Is(target)) { Needs = 4, From = OpenFlowVersion.OpenFlow12 });
                fields.Add(new(Oxm.Ipv6NdSll.Is(mac)) { Needs = 4, From = OpenFlowVersion.OpenFlow12 });
                break;
        }

        return frame with { Ipv6 = packet };
    }

    private static EthernetFrame Mpls(Random random, EthernetFrame frame, List<SampleField> fields)
    {
        MplsLabel[] labels = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => new MplsLabel((uint)random.Next(100, 102), (byte)random.Next(2), Pick(random, [(byte)1, (byte)2, (byte)64])))];
        fields.Add(new(Oxm.EthType.Is(0x8847)) { Id = 2 });
        fields.Add(new(Oxm.MplsLabel.Is(labels[0].Label)) { Needs = 2, From = OpenFlowVersion.OpenFlow12 });
        fields.Add(new(Oxm.MplsTc.Is(labels[0].TrafficClass)) { Needs = 2, From = OpenFlowVersion.OpenFlow12 });
        fields.Add(new(Oxm.MplsBos.Is((byte)(labels.Length == 1 ? 1 : 0))) { Needs = 2, From = OpenFlowVersion.OpenFlow13 });
        var inner = new Ipv4Packet { Source = Pick(random, Ipv4s), Destination = Pick(random, Ipv4s), Udp = Udp(random, []) };
        return frame with { Mpls = new() { Labels = labels, Ipv4 = inner } };
    }

    private static UdpDatagram Udp(Random random, List<SampleField> fields)
    {
        var datagram = new UdpDatagram { SourcePort = Pick(random, Ports), DestinationPort = Pick(random, Ports), Payload = new byte[random.Next(20)] };
        fields.Add(new(Oxm.IpProto.Is(17)) { Needs = 2, Id = 3 });
        fields.Add(new(Oxm.UdpSrc.Is(datagram.SourcePort)) { Needs = 3 });
        fields.Add(new(Oxm.UdpDst.Is(datagram.DestinationPort)) { Needs = 3 });
        return datagram;
    }

    private static TcpSegment Tcp(Random random, List<SampleField> fields)
    {
        var segment = new TcpSegment { SourcePort = Pick(random, Ports), DestinationPort = Pick(random, Ports), Payload = new byte[random.Next(20)] };
        fields.Add(new(Oxm.IpProto.Is(6)) { Needs = 2, Id = 3 });
        fields.Add(new(Oxm.TcpSrc.Is(segment.SourcePort)) { Needs = 3 });
        fields.Add(new(Oxm.TcpDst.Is(segment.DestinationPort)) { Needs = 3 });
        return segment;
    }

    private static OxmField Prefix(OxmType<Ipv4Address> type, Ipv4Address address) =>
        type.Is(new(address.Value & Ipv4Address.Mask(16).Value), Ipv4Address.Mask(16));

    private static T Pick<T>(Random random, ReadOnlySpan<T> values) => values[random.Next(values.Length)];
}

/// <summary>A field of a frame.</summary>
/// <param name="Field">The field with its value.</param>
internal sealed record SampleField(OxmField Field)
{
    /// <summary>The field with a mask, where the frame matches that too.</summary>
    public OxmField? Masked { get; init; }

    /// <summary>What others name that need it; 0 for one that no other needs.</summary>
    public int Id { get; init; }

    /// <summary>The field that it needs, which may need another; 0 for none.</summary>
    public int Needs { get; init; }

    /// <summary>The first version that has it.</summary>
    public OpenFlowVersion From { get; init; } = OpenFlowVersion.OpenFlow10;
}
