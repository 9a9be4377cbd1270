using System.Globalization;
using RxOfctl.Packets;
using RxOfctl.Protocol;

namespace RxOfctl.Web.Dashboard.Packets;

/// <summary>A protocol's header in a packet.</summary>
/// <param name="Name">The protocol.</param>
/// <param name="Fields">Its fields, by name.</param>
internal sealed record PacketLayer(string Name, IReadOnlyList<(string Name, string Value)> Fields);

/// <summary>Decodes a packet for a reader.</summary>
internal static class PacketLayers
{
    /// <summary>The layers of a packet, from the outermost; the last may be a payload that is not decoded.</summary>
    public static IReadOnlyList<PacketLayer> Of(ByteString packet)
    {
        if (!packet.TryParseEthernet(out var frame))
            return [new("Too short for Ethernet", [("length", $"{packet.Length} bytes")])];
        var layers = new List<PacketLayer>
        {
            new(
                "Ethernet",
                [
                    ("source", $"{frame.Source}"),
                    ("destination", $"{frame.Destination}"),
                    ("type", Number(frame.EtherType, (ushort)frame.EtherType)),
                ]),
        };
        foreach (var tag in frame.Vlans)
            layers.Add(new("VLAN", [("id", $"{tag.VlanId}"), ("priority", $"{tag.Priority}")]));
        if (frame.Mpls is { } mpls)
            layers.Add(new("MPLS", [.. mpls.Labels.Select(label => ("label", $"{label}"))]));
        if (frame.Arp is { } arp)
            layers.Add(Arp(arp));
        else if (frame.Lldp is { } lldp)
            layers.Add(Lldp(lldp));
        else if ((frame.Ipv4 ?? frame.Mpls?.Ipv4) is { } ipv4)
            AddIpv4(layers, ipv4);
        else if ((frame.Ipv6 ?? frame.Mpls?.Ipv6) is { } ipv6)
            AddIpv6(layers, ipv6);
        else if (frame.Mpls is null)
            layers.Add(Payload(frame.Payload));
        return layers;
    }

    private static PacketLayer Arp(ArpPacket arp) => new(
        "ARP",
        [
            ("operation", $"{arp.Operation}"),
            ("sender", $"{arp.SenderProtocolAddress} at {arp.SenderHardwareAddress}"),
            ("target", $"{arp.TargetProtocolAddress} at {arp.TargetHardwareAddress}"),
        ]);

    private static PacketLayer Lldp(LldpFrame lldp) => new(
        "LLDP",
        [
            ("chassis", $"{lldp.ChassisId}"),
            ("port", $"{lldp.PortId}"),
            ("time to live", $"{lldp.TimeToLive} s"),
            .. lldp.OptionalTlvs.Select(tlv => ($"{tlv.Type}", $"{tlv.Value.Length} bytes")),
        ]);

    private static void AddIpv4(List<PacketLayer> layers, Ipv4Packet ip)
    {
        layers.Add(new(
            "IPv4",
            [
                ("source", $"{ip.Source}"),
                ("destination", $"{ip.Destination}"),
                ("protocol", Number(ip.Protocol, (byte)ip.Protocol)),
                ("time to live", $"{ip.TimeToLive}"),
                ("DSCP, ECN", $"{ip.Dscp}, {ip.Ecn}"),
                ("identification", $"{ip.Identification}"),
                ("flags", $"{ip.Flags}"),
            ]));
        if (ip.IsFragment && ip.FragmentOffset > 0)
            layers.Add(Payload(ip.Payload));
        else if (ip.Icmp is { } icmp)
            layers.Add(new("ICMP", [("type", $"{icmp.Type}"), ("code", $"{icmp.Code}"), .. Echo(icmp.Echo)]));
        else
            AddTransport(layers, ip.Tcp, ip.Udp, ip.Sctp, ip.Payload);
    }

    private static void AddIpv6(List<PacketLayer> layers, Ipv6Packet ip)
    {
        layers.Add(new(
            "IPv6",
            [
                ("source", $"{ip.Source}"),
                ("destination", $"{ip.Destination}"),
                ("next header", Number(ip.NextHeader, (byte)ip.NextHeader)),
                ("hop limit", $"{ip.HopLimit}"),
                ("flow label", $"0x{ip.FlowLabel:x5}"),
            ]));
        if (ip.Icmpv6 is { } icmp)
            layers.Add(new("ICMPv6", [("type", $"{icmp.Type}"), ("code", $"{icmp.Code}"), .. Echo(icmp.Echo), .. Neighbor(icmp)]));
        else
            AddTransport(layers, ip.Tcp, ip.Udp, ip.Sctp, ip.Payload);
    }

    private static void AddTransport(List<PacketLayer> layers, TcpSegment? tcp, UdpDatagram? udp, SctpPacket? sctp, ByteString payload)
    {
        if (tcp is not null)
        {
            layers.Add(new(
                "TCP",
                [
                    .. Ports(tcp.SourcePort, tcp.DestinationPort),
                    ("sequence", $"{tcp.SequenceNumber}"),
                    ("acknowledgment", $"{tcp.AcknowledgmentNumber}"),
                    ("flags", $"{tcp.Flags}"),
                    ("window", $"{tcp.Window}"),
                ]));
            payload = tcp.Payload;
        }
        else if (udp is not null)
        {
            layers.Add(new("UDP", Ports(udp.SourcePort, udp.DestinationPort)));
            payload = udp.Payload;
            if (udp.Dhcp is { } dhcp)
            {
                layers.Add(new(
                    "DHCP",
                    [
                        ("message", $"{dhcp.MessageType}"),
                        ("client", $"{dhcp.ClientHardwareAddress}"),
                        ("your address", $"{dhcp.YourAddress}"),
                        .. dhcp.Options.Select(option => ("option", $"{option}")),
                    ]));
                return;
            }
        }
        else if (sctp is not null)
        {
            layers.Add(new("SCTP", Ports(sctp.SourcePort, sctp.DestinationPort)));
            payload = sctp.Chunks;
        }

        if (!payload.IsEmpty)
            layers.Add(Payload(payload));
    }

    private static (string Name, string Value)[] Ports(ushort source, ushort destination) =>
        [("source port", $"{source}"), ("destination port", $"{destination}")];

    private static (string Name, string Value)[] Echo(IcmpEcho? echo) =>
        echo is { } known ? [("identifier", $"{known.Identifier}"), ("sequence", $"{known.SequenceNumber}")] : [];

    private static (string Name, string Value)[] Neighbor(Icmpv6Packet icmp) => icmp switch
    {
        { NeighborSolicitation: { } solicitation } => [("solicitation", $"{solicitation}")],
        { NeighborAdvertisement: { } advertisement } => [("advertisement", $"{advertisement}")],
        _ => [],
    };

    private static PacketLayer Payload(ByteString payload) => new("Payload", [("length", $"{payload.Length} bytes")]);

    private static string Number<TEnum>(TEnum value, int number)
        where TEnum : struct, Enum
    {
        var hex = number.ToString("x4", CultureInfo.InvariantCulture);
        return Enum.IsDefined(value) ? $"{value} (0x{hex})" : $"0x{hex}";
    }
}
