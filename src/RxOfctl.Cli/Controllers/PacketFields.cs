using RxOfctl.Packets;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli.Controllers;

/// <summary>The fields that flows match, of the packet in a packet-in.</summary>
internal static class PacketFields
{
    private const ushort VlanPresent = 0x1000;

    public static Match Of(PacketIn message)
    {
        var fields = new List<OxmField>(message.Match);
        if (message.Data.TryParseEthernet(out var frame))
            AddFrame(fields, frame);
        return Match.Create([.. fields.DistinctBy(field => field.Type)]);
    }

    private static void AddFrame(List<OxmField> fields, EthernetFrame frame)
    {
        fields.AddRange([Oxm.EthDst.Is(frame.Destination), Oxm.EthSrc.Is(frame.Source), Oxm.EthType.Is((ushort)frame.EtherType)]);
        if (frame.Vlan is { } tag)
            fields.AddRange([Oxm.VlanVid.Is((ushort)(VlanPresent | tag.VlanId)), Oxm.VlanPcp.Is(tag.Priority)]);
        if (frame.Arp is { } arp)
        {
            fields.AddRange(
            [
                Oxm.ArpOp.Is((ushort)arp.Operation), Oxm.ArpSpa.Is(arp.SenderProtocolAddress), Oxm.ArpTpa.Is(arp.TargetProtocolAddress),
                Oxm.ArpSha.Is(arp.SenderHardwareAddress), Oxm.ArpTha.Is(arp.TargetHardwareAddress),
            ]);
        }
        else if (frame.Ipv4 is { } ipv4)
        {
            fields.AddRange(
            [
                Oxm.Ipv4Src.Is(ipv4.Source), Oxm.Ipv4Dst.Is(ipv4.Destination), Oxm.IpProto.Is((byte)ipv4.Protocol),
                Oxm.IpDscp.Is(ipv4.Dscp), Oxm.IpEcn.Is(ipv4.Ecn),
            ]);
        }
        else if (frame.Ipv6 is { } ipv6)
        {
            fields.AddRange(
            [
                Oxm.Ipv6Src.Is(ipv6.Source), Oxm.Ipv6Dst.Is(ipv6.Destination), Oxm.IpProto.Is((byte)ipv6.NextHeader),
                Oxm.IpDscp.Is(ipv6.Dscp), Oxm.IpEcn.Is(ipv6.Ecn),
            ]);
        }

        AddTransport(fields, frame);
    }

    private static void AddTransport(List<OxmField> fields, EthernetFrame frame)
    {
        if (frame.Tcp is { } tcp)
            fields.AddRange([Oxm.TcpSrc.Is(tcp.SourcePort), Oxm.TcpDst.Is(tcp.DestinationPort)]);
        else if (frame.Udp is { } udp)
            fields.AddRange([Oxm.UdpSrc.Is(udp.SourcePort), Oxm.UdpDst.Is(udp.DestinationPort)]);
        else if (frame.Sctp is { } sctp)
            fields.AddRange([Oxm.SctpSrc.Is(sctp.SourcePort), Oxm.SctpDst.Is(sctp.DestinationPort)]);
        else if (frame.Icmp is { } icmp)
            fields.AddRange([Oxm.Icmpv4Type.Is((byte)icmp.Type), Oxm.Icmpv4Code.Is(icmp.Code)]);
        else if (frame.Icmpv6 is { } icmpv6)
            fields.AddRange([Oxm.Icmpv6Type.Is((byte)icmpv6.Type), Oxm.Icmpv6Code.Is(icmpv6.Code)]);
    }
}
