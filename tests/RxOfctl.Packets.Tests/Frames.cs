using RxOfctl.Protocol;

namespace RxOfctl.Packets.Tests;

/// <summary>Frames as bytes, written from the RFCs, beside what builds them.</summary>
internal static class Frames
{
    public static readonly MacAddress Mac1 = new(1);
    public static readonly MacAddress Mac2 = new(2);
    public static readonly Ipv4Address Ip1 = new(10, 0, 0, 1);
    public static readonly Ipv4Address Ip2 = new(10, 0, 0, 2);

    public static IReadOnlyDictionary<string, (ByteString Bytes, EthernetFrame Frame)> All { get; } =
        new Dictionary<string, (ByteString, EthernetFrame)>
        {
            ["ARP request"] = (
                CommentedHex.Bytes("""
                    ff ff ff ff ff ff  00 00 00 00 00 01  08 06  # to all, from 1, ARP
                    00 01  08 00  06 04                          # Ethernet, IPv4, address lengths
                    00 01                                        # request
                    00 00 00 00 00 01  0a 00 00 01               # sender
                    00 00 00 00 00 00  0a 00 00 02               # target
                    """),
                new() { Destination = MacAddress.Broadcast, Source = Mac1, Arp = ArpPacket.Request(Mac1, Ip1, Ip2) }),

            ["ARP reply in two VLAN tags"] = (
                CommentedHex.Bytes("""
                    00 00 00 00 00 01  00 00 00 00 00 02
                    88 a8  60 64                                 # service tag: priority 3, VLAN 100
                    81 00  10 0a                                 # customer tag: drop eligible, VLAN 10
                    08 06
                    00 01  08 00  06 04
                    00 02                                        # reply
                    00 00 00 00 00 02  0a 00 00 02
                    00 00 00 00 00 01  0a 00 00 01
                    """),
                new()
                {
                    Destination = Mac1,
                    Source = Mac2,
                    Vlans = [new(100, Priority: 3, TagProtocol: EtherType.ServiceVlan), new(10, DropEligible: true)],
                    Arp = ArpPacket.Request(Mac1, Ip1, Ip2).Reply(Mac2),
                }),

            ["ICMP echo request"] = (
                CommentedHex.Bytes("""
                    00 00 00 00 00 02  00 00 00 00 00 01  08 00
                    45 00  00 20                                 # version 4, 5 words, TOS 0, 32 bytes
                    12 34  40 00                                 # identification, don't fragment
                    40 01  14 a7                                 # TTL 64, ICMP, checksum
                    0a 00 00 01  0a 00 00 02
                    08 00  19 27  00 07  00 01                   # echo request, checksum, identifier, sequence number
                    70 69 6e 67                                  # ping
                    """),
                new()
                {
                    Destination = Mac2,
                    Source = Mac1,
                    Ipv4 = new()
                    {
                        Identification = 0x1234,
                        Flags = Ipv4Flags.DontFragment,
                        Source = Ip1,
                        Destination = Ip2,
                        Icmp = IcmpPacket.EchoRequest(7, 1, "ping"u8.ToArray()),
                    },
                }),

            ["UDP"] = (
                CommentedHex.Bytes("""
                    00 00 00 00 00 02  00 00 00 00 00 01  08 00
                    45 b8  00 21                                 # DSCP 46, 33 bytes
                    00 01  00 00
                    3f 11  67 11                                 # TTL 63, UDP, checksum
                    0a 00 00 01  0a 00 00 02
                    13 88  17 70  00 0d  7d 07                   # 5000 to 6000, 13 bytes, checksum
                    68 65 6c 6c 6f                               # hello
                    """),
                new()
                {
                    Destination = Mac2,
                    Source = Mac1,
                    Ipv4 = new()
                    {
                        // The checksum counts addresses that are set only after it.
                        Udp = new() { SourcePort = 5000, DestinationPort = 6000, Payload = "hello"u8.ToArray() },
                        TypeOfService = 0xb8,
                        Identification = 1,
                        TimeToLive = 63,
                        Source = Ip1,
                        Destination = Ip2,
                    },
                }),

            ["SCTP"] = (
                CommentedHex.Bytes("""
                    00 00 00 00 00 02  00 00 00 00 00 01  08 00
                    45 00  00 30  00 03  00 00  40 84  66 45     # SCTP
                    0a 00 00 01  0a 00 00 02
                    2b 67  08 ae  00 00 00 01                    # 11111 to 2222, verification tag 1
                    30 72 e7 45                                  # CRC32c
                    03 00 00 10  00 00 00 02  00 01 00 00  00 00 00 00
                    """),
                new()
                {
                    Destination = Mac2,
                    Source = Mac1,
                    Ipv4 = new()
                    {
                        Sctp = new()
                        {
                            SourcePort = 11111,
                            DestinationPort = 2222,
                            VerificationTag = 1,
                            Chunks = new byte[] { 3, 0, 0, 0x10, 0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0 },
                        },
                        Identification = 3,
                        Source = Ip1,
                        Destination = Ip2,
                    },
                }),

            ["TCP SYN with an option"] = (
                CommentedHex.Bytes("""
                    00 00 00 00 00 02  00 00 00 00 00 01  08 00
                    45 00  00 2c  00 02  00 00  40 06  66 c8     # 44 bytes, TCP
                    0a 00 00 01  0a 00 00 02
                    c0 00  00 50                                 # 49152 to 80
                    01 02 03 04  00 00 00 00                     # sequence and acknowledgment numbers
                    60 02  fa f0                                 # 6 words, SYN, window 64240
                    c4 dc  00 00                                 # checksum, urgent pointer
                    02 04 05 b4                                  # maximum segment size 1460
                    """),
                new()
                {
                    Destination = Mac2,
                    Source = Mac1,
                    Ipv4 = new()
                    {
                        Identification = 2,
                        Source = Ip1,
                        Destination = Ip2,
                        Tcp = new()
                        {
                            SourcePort = 49152,
                            DestinationPort = 80,
                            SequenceNumber = 0x01020304,
                            Flags = TcpFlags.Syn,
                            Window = 64240,
                            Options = ByteString.FromHex("02 04 05 b4"),
                        },
                    },
                }),

            ["IGMP with an IPv4 option"] = (
                CommentedHex.Bytes("""
                    01 00 5e 00 00 16  00 00 00 00 00 01  08 00
                    46 00  00 1a  00 04  00 00  01 02  3a c3     # 6 words, 26 bytes, TTL 1, IGMP
                    0a 00 00 01  e0 00 00 16
                    94 04 00 00                                  # router alert
                    22 00
                    """),
                new()
                {
                    Destination = new(0x0100_5e00_0016),
                    Source = Mac1,
                    Ipv4 = new()
                    {
                        Identification = 4,
                        TimeToLive = 1,
                        Protocol = IpProtocol.Igmp,
                        Source = Ip1,
                        Destination = new(224, 0, 0, 22),
                        Options = ByteString.FromHex("94 04 00 00"),
                        Payload = ByteString.FromHex("22 00"),
                    },
                }),

            ["DHCP discover"] = (
                CommentedHex.Bytes($"""
                    ff ff ff ff ff ff  00 00 00 00 00 01  08 00
                    45 00  01 1b  00 05  00 00  40 11  79 ce
                    00 00 00 00  ff ff ff ff
                    00 44  00 43  01 07  dd 57                   # 68 to 67, 263 bytes
                    01 01 06 00                                  # request, Ethernet, 6 bytes, no hops
                    de ad be ef  00 00  80 00                    # xid, seconds, broadcast
                    00 00 00 00  00 00 00 00                     # ciaddr, yiaddr
                    00 00 00 00  00 00 00 00                     # siaddr, giaddr
                    00 00 00 00 00 01  {Zeros(10)}               # chaddr
                    {Zeros(64)}                                  # sname
                    {Zeros(128)}                                 # file
                    63 82 53 63                                  # magic cookie
                    35 01 01                                     # discover
                    32 04 0a 00 00 05                            # requested address
                    37 03 01 03 06                               # parameter request list
                    ff
                    """),
                new()
                {
                    Destination = MacAddress.Broadcast,
                    Source = Mac1,
                    Ipv4 = new()
                    {
                        Identification = 5,
                        Destination = Ipv4Address.Broadcast,
                        Udp = new()
                        {
                            SourcePort = 68,
                            DestinationPort = 67,
                            Dhcp = new()
                            {
                                TransactionId = 0xdeadbeef,
                                Broadcast = true,
                                ClientHardwareAddress = Mac1,
                                Options =
                                [
                                    DhcpOption.MessageType(DhcpMessageType.Discover),
                                    DhcpOption.Address(DhcpOptionCode.RequestedAddress, new(10, 0, 0, 5)),
                                    new(DhcpOptionCode.ParameterRequestList, ByteString.FromHex("01 03 06")),
                                ],
                            },
                        },
                    },
                }),

            ["Neighbor solicitation"] = (
                CommentedHex.Bytes("""
                    33 33 ff 00 00 02  00 00 00 00 00 01  86 dd
                    60 00 00 00  00 20  3a ff                    # 32 bytes, ICMPv6, hop limit 255
                    fe 80 00 00 00 00 00 00 00 00 00 00 00 00 00 01
                    ff 02 00 00 00 00 00 00 00 00 00 01 ff 00 00 02
                    87 00  7c 97  00 00 00 00                    # neighbor solicitation, checksum, reserved
                    fe 80 00 00 00 00 00 00 00 00 00 00 00 00 00 02
                    01 01  00 00 00 00 00 01                     # source link-layer address
                    """),
                new()
                {
                    Destination = new(0x3333_ff00_0002),
                    Source = Mac1,
                    Ipv6 = new()
                    {
                        HopLimit = 255,
                        Source = Ipv6Address.Parse("fe80::1"),
                        Destination = Ipv6Address.Parse("ff02::1:ff00:2"),
                        Icmpv6 = new()
                        {
                            NeighborSolicitation = new() { Target = Ipv6Address.Parse("fe80::2"), SourceLinkLayerAddress = Mac1 },
                        },
                    },
                }),

            ["Neighbor advertisement"] = (
                CommentedHex.Bytes("""
                    00 00 00 00 00 01  00 00 00 00 00 02  86 dd
                    60 00 00 00  00 20  3a ff
                    fe 80 00 00 00 00 00 00 00 00 00 00 00 00 00 02
                    fe 80 00 00 00 00 00 00 00 00 00 00 00 00 00 01
                    88 00  1a 1a  60 00 00 00                    # neighbor advertisement, checksum, solicited and override
                    fe 80 00 00 00 00 00 00 00 00 00 00 00 00 00 02
                    02 01  00 00 00 00 00 02                     # target link-layer address
                    """),
                new()
                {
                    Destination = Mac1,
                    Source = Mac2,
                    Ipv6 = new()
                    {
                        HopLimit = 255,
                        Source = Ipv6Address.Parse("fe80::2"),
                        Destination = Ipv6Address.Parse("fe80::1"),
                        Icmpv6 = new()
                        {
                            NeighborAdvertisement = new()
                            {
                                Solicited = true,
                                Override = true,
                                Target = Ipv6Address.Parse("fe80::2"),
                                TargetLinkLayerAddress = Mac2,
                            },
                        },
                    },
                }),

            ["ICMPv6 echo request"] = (
                CommentedHex.Bytes("""
                    00 00 00 00 00 02  00 00 00 00 00 01  86 dd
                    62 0a bc de  00 0c  3a 40                    # traffic class 0x20, flow label 0xabcde
                    20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01
                    20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02
                    80 00  45 6b  00 07  00 01
                    70 69 6e 67
                    """),
                new()
                {
                    Destination = Mac2,
                    Source = Mac1,
                    Ipv6 = new()
                    {
                        TrafficClass = 0x20,
                        FlowLabel = 0xabcde,
                        Source = Ipv6Address.Parse("2001:db8::1"),
                        Destination = Ipv6Address.Parse("2001:db8::2"),
                        Icmpv6 = Icmpv6Packet.EchoRequest(7, 1, "ping"u8.ToArray()),
                    },
                }),

            ["TCP in IPv6"] = (
                CommentedHex.Bytes("""
                    00 00 00 00 00 02  00 00 00 00 00 01  86 dd
                    60 00 00 00  00 15  06 40
                    20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01
                    20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02
                    c0 00  00 50  00 00 00 01  00 00 00 02
                    50 10  00 64  1b a7  00 00                   # 5 words, ACK, window 100
                    78                                           # one byte: the checksum counts a zero after it
                    """),
                new()
                {
                    Destination = Mac2,
                    Source = Mac1,
                    Ipv6 = new()
                    {
                        Source = Ipv6Address.Parse("2001:db8::1"),
                        Destination = Ipv6Address.Parse("2001:db8::2"),
                        Tcp = new()
                        {
                            SourcePort = 49152,
                            DestinationPort = 80,
                            SequenceNumber = 1,
                            AcknowledgmentNumber = 2,
                            Flags = TcpFlags.Ack,
                            Window = 100,
                            Payload = "x"u8.ToArray(),
                        },
                    },
                }),

            ["UDP after IPv6 extension headers"] = (
                CommentedHex.Bytes("""
                    00 00 00 00 00 02  00 00 00 00 00 01  86 dd
                    60 00 00 00  00 1d  00 40
                    20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01
                    20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02
                    3c 00  01 04 00 00 00 00                     # hop-by-hop options: destination options follow; 4 bytes of padding
                    11 00  01 04 00 00 00 00                     # destination options: UDP follows
                    13 88  17 70  00 0d  35 95
                    68 65 6c 6c 6f
                    """),
                new()
                {
                    Destination = Mac2,
                    Source = Mac1,
                    Ipv6 = new()
                    {
                        Source = Ipv6Address.Parse("2001:db8::1"),
                        Destination = Ipv6Address.Parse("2001:db8::2"),
                        NextHeader = IpProtocol.HopByHopOptions,
                        Payload = ByteString.FromHex("3c00010400000000 1100010400000000 13881770000d3595 68656c6c6f"),
                    },
                }),

            ["MPLS"] = (
                CommentedHex.Bytes("""
                    00 00 00 00 00 02  00 00 00 00 00 01  88 47
                    00 01 0a 40                                  # label 16, traffic class 5, TTL 64
                    00 01 11 3f                                  # label 17, bottom, TTL 63
                    45 00  00 1c  00 03  00 00  40 11  66 cc
                    0a 00 00 01  0a 00 00 02
                    00 01  00 02  00 08  eb d8
                    """),
                new()
                {
                    Destination = Mac2,
                    Source = Mac1,
                    Mpls = new()
                    {
                        Labels = [new(16, TrafficClass: 5), new(17, TimeToLive: 63)],
                        Ipv4 = new()
                        {
                            Identification = 3,
                            Source = Ip1,
                            Destination = Ip2,
                            Udp = new() { SourcePort = 1, DestinationPort = 2 },
                        },
                    },
                }),

            ["LLDP"] = (
                CommentedHex.Bytes("""
                    01 80 c2 00 00 0e  00 00 00 00 00 01  88 cc
                    02 07  04  00 00 00 00 00 01                 # chassis ID: MAC address
                    04 03  07  31 32                             # port ID: locally assigned, 12
                    06 02  00 78                                 # 120 seconds
                    0a 02  73 31                                 # system name
                    fe 06  00 26 e1 00  ab cd                    # an organization's
                    00 00
                    """),
                new()
                {
                    Destination = LldpFrame.NearestBridge,
                    Source = Mac1,
                    Lldp = new()
                    {
                        ChassisId = LldpChassisId.Of(Mac1),
                        PortId = LldpPortId.LocallyAssigned("12"),
                        OptionalTlvs =
                        [
                            new(LldpTlvType.SystemName, "s1"u8.ToArray()),
                            LldpTlv.OrganizationallySpecific(0x0026e1, 0, ByteString.FromHex("ab cd")),
                        ],
                    },
                }),

            ["802.3 with LLC"] = (
                CommentedHex.Bytes("""
                    01 80 c2 00 00 00  00 00 00 00 00 01  00 07  # seven bytes follow
                    42 42 03                                     # LLC: spanning tree, unnumbered information
                    00 00 00 80                                  # a topology change notification
                    """),
                new()
                {
                    Destination = new(0x0180_c200_0000),
                    Source = Mac1,
                    EtherType = (EtherType)7,
                    Payload = ByteString.FromHex("424203 00000080"),
                }),
        };

    public static TheoryData<string> Names { get; } = new(All.Keys);

    private static string Zeros(int count) => new('0', 2 * count);
}
