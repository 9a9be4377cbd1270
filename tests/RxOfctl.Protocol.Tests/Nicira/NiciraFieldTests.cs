using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Tests.Nicira;

/// <summary>Fields: the TLV as ovs-ofctl 3.1 wrote it, the field, and its text as ovs-ofctl wrote it.</summary>
public class NiciraFieldTests
{
    private static readonly (string Bytes, OxmField Field, string Text)[] Vectors =
    [
        ("00000002 0005", Nxm.InPort.Is(5), "in_port=5"),
        ("00000002 fffe", Nxm.InPort.Is(PortNumber.Local), "in_port=LOCAL"),
        ("00000206 010203040506", Nxm.EthDst.Is(MacAddress.Parse("01:02:03:04:05:06")), "dl_dst=01:02:03:04:05:06"),
        ("00000602 894f", Nxm.EthType.Is(0x894f), "dl_type=0x894f"),
        ("00000904 1123 1fff", Nxm.VlanTci.Is(0x1123, 0x1fff), "vlan_tci=0x1123/0x1fff"),
        ("00010004 00000005", Nxm.Reg0.Is(5), "reg0=0x5"),
        ("00010004 00000000", Nxm.Reg0.Is(0), "reg0=0"),
        ("00010108 00000005 0000000f", Nxm.Reg0.Is(5, 15), "reg0=0x5/0xf"),
        ("00011e04 00000005", Nxm.Reg15.Is(5), "reg15=0x5"),
        ("00012008 0000000000000007", Nxm.TunId.Is(7), "tun_id=0x7"),
        ("00013502 01 01", Nxm.IpFrag.Is(1, 1), "nw_frag=yes"),
        ("00013502 00 02", Nxm.IpFrag.Is(0, 2), "nw_frag=not_later"),
        ("00013401 00", Nxm.IpFrag.Is(0), "nw_frag=no"),
        ("00013a01 05", Nxm.IpTtl.Is(5), "nw_ttl=5"),
        ("00013c01 05", Nxm.MplsTtl.Is(5), "mpls_ttl=5"),
        ("00013e04 01020304", Nxm.TunIpv4Src.Is(Ipv4Address.Parse("1.2.3.4")), "tun_src=1.2.3.4"),
        ("00014004 01020304", Nxm.TunIpv4Dst.Is(Ipv4Address.Parse("1.2.3.4")), "tun_dst=1.2.3.4"),
        ("00014204 00000007", Nxm.PktMark.Is(7), "pkt_mark=0x7"),
        ("00014402 0002", Nxm.TcpFlags.Is(2), "tcp_flags=syn"),
        ("00014504 0002 0012", Nxm.TcpFlags.Is(2, 0x12), "tcp_flags=+syn-ack"),
        ("00014604 00000004", Nxm.DpHash.Is(4), "dp_hash=0x4"),
        ("00014804 00000000", Nxm.RecircId.Is(0), "recirc_id=0"),
        ("00014a04 00000003", Nxm.ConjId.Is(3), "conj_id=3"),
        ("00014c02 0003", Nxm.TunGbpId.Is(3), "tun_gbp_id=3"),
        ("00014e01 04", Nxm.TunGbpFlags.Is(4), "tun_gbp_flags=0x4"),
        ("00015001 05", Nxm.TunMetadata(0).Is(new byte[] { 5 }), "tun_metadata0=0x5"),
        ("0001cf04 1200 ff00", Nxm.TunMetadata(63).Is(new byte[] { 0x12, 0 }, new byte[] { 0xff, 0 }), "tun_metadata63=0x1200/0xff00"),
        ("0001d104 0001 0001", Nxm.TunFlags.Is(1, 1), "tun_flags=+oam"),
        ("0001d308 00000020 00000021", Nxm.CtState.Is(0x20, 0x21), "ct_state=-new+trk"),
        ("0001d402 0005", Nxm.CtZone.Is(5), "ct_zone=5"),
        ("0001d604 00000006", Nxm.CtMark.Is(6), "ct_mark=0x6"),
        ("0001d810 00000000000000000000000000000007", Nxm.CtLabel.Is(7), "ct_label=0x7"),
        ("0001da10 fe800000000000000000000000000001", Nxm.TunIpv6Src.Is(Ipv6Address.Parse("fe80::1")), "tun_ipv6_src=fe80::1"),
        ("0001de10 00000000000000000000000000000005", Nxm.XXReg0.Is(5), "xxreg0=0x5"),
        ("0001e410 00000000000000000000000000000005", Nxm.XXReg3.Is(5), "xxreg3=0x5"),
        ("0001ee01 06", Nxm.CtNwProto.Is(6), "ct_nw_proto=6"),
        ("0001f004 01020304", Nxm.CtNwSrc.Is(Ipv4Address.Parse("1.2.3.4")), "ct_nw_src=1.2.3.4"),
        ("0001fa02 0050", Nxm.CtTpDst.Is(80), "ct_tp_dst=80"),
        // an experimenter's field has the experimenter's id before its value
        ("ffff0205 005ad650 01", Nsh.Flags.Is(1), "nsh_flags=1"),
        ("ffff0808 005ad650 00000005", Nsh.Spi.Is(5), "nsh_spi=0x5"),
        ("ffff0a05 005ad650 06", Nsh.Si.Is(6), "nsh_si=6"),
        ("ffff0d0c 005ad650 00000007 000000ff", Nsh.C1.Is(7, 255), "nsh_c1=0x7/0xff"),
        ("ffff1405 005ad650 09", Nsh.Ttl.Is(9), "nsh_ttl=9"),
        ("ffff1608 00002320 00000007", NxOxm.ErspanIdx.Is(7), "tun_erspan_idx=0x7"),
        ("ffff1805 00002320 01", NxOxm.ErspanVer.Is(1), "tun_erspan_ver=1"),
        ("ffff1e05 00002320 03", NxOxm.GtpuFlags.Is(3), "tun_gtpu_flags=0x3"),
        ("10000204 00000005", EricOxm.NdReserved.Is(5), "nd_reserved=5"),
        ("10000401 02", EricOxm.NdOptionsType.Is(2), "nd_options_type=2"),
        ("ffff5406 4f4e4600 0002", OnfOxm.TcpFlags.Is(2), "tcp_flags=syn"),
        ("ffff5608 4f4e4600 00000005", OnfOxm.ActsetOutput.Is(5), "actset_output=5"),
    ];

    public static TheoryData<int, string> Indexes()
    {
        var data = new TheoryData<int, string>();
        for (var index = 0; index < Vectors.Length; index++)
            data.Add(index, Vectors[index].Text);
        return data;
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Every_field_is_written_and_read_as_its_bytes_in_a_match(int index, string text)
    {
        var (hex, field, _) = Vectors[index];
        Assert.Equal(text, field.ToString());
        foreach (var version in (OpenFlowVersion[])[OpenFlowVersion.OpenFlow12, OpenFlowVersion.OpenFlow13, OpenFlowVersion.OpenFlow14])
        {
            var bytes = OpenFlowCodec.Encode(new FlowMod { Match = [field] }, version, xid: 1);
            var tlv = ByteString.FromHex(hex).ToArray();
            // Header and body of a flow-mod have 48 bytes, type and length of the match four.
            Assert.Equal(Convert.ToHexStringLower(tlv), Convert.ToHexStringLower(bytes.AsSpan(52, tlv.Length)));
            var read = Assert.IsType<FlowMod>(OpenFlowCodec.Decode(bytes, out _));
            Assert.Equal(field, Assert.Single(read.Match));
            Assert.Same(field.Type, read.Match[0].Type);
        }
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void A_match_of_Nicira_has_every_field_in_OpenFlow_10(int index, string text)
    {
        var mod = new FlowMod { Match = [Vectors[index].Field] };
        var read = Assert.IsType<FlowMod>(OpenFlowCodec.Decode(OpenFlowCodec.Encode(mod, OpenFlowVersion.OpenFlow10, xid: 1, EncodeOptions.NiciraFlowMod), out _));
        Assert.Equal(mod, read);
        Assert.Equal(text, read.Match[0].ToString());
        // The structure of 1.0 carries those that the specification has by another name.
        var plain = new FlowMod { Match = mod.Match };
        if (IsIn10(text))
            Assert.Equal(plain, OpenFlowCodec.Decode(OpenFlowCodec.Encode(plain, OpenFlowVersion.OpenFlow10, xid: 1), out _));
        else
            Assert.Throws<UnsupportedByVersionException>(() => OpenFlowCodec.Encode(plain, OpenFlowVersion.OpenFlow10, xid: 1));
    }

    private static bool IsIn10(string text) => text.Split('=')[0] is "in_port" or "dl_dst" or "dl_type" || text == "vlan_tci=0x1123/0x1fff";

    [Fact]
    public void No_two_fields_have_the_same_number()
    {
        var fields = Nxm.All.Concat(Enumerable.Range(0, 64).Select(Nxm.TunMetadata)).Concat(Nsh.All).Concat(NxOxm.All).Concat(EricOxm.All).Concat(OnfOxm.All).ToList();
        Assert.Equal(fields.Count, fields.Distinct().Count());
        // Of the class 1 the numbers 0 to 125 but 115 to 118.
        Assert.Equal(18 + 126 - 4, Nxm.All.Count + 64);
    }

    [Fact]
    public void Tunnel_metadata_are_bytes_of_any_width_up_to_124()
    {
        var wide = new byte[124];
        wide.AsSpan().Fill(0x5a);
        var mod = new FlowMod { Match = [Nxm.TunMetadata(7).Is(wide, wide)] };
        var read = Assert.IsType<FlowMod>(OpenFlowCodec.Decode(OpenFlowCodec.Encode(mod, OpenFlowVersion.OpenFlow13, xid: 1), out _));
        Assert.Equal(mod, read);
        Assert.Equal(wide, read.Match.Get(Nxm.TunMetadata(7))!.Value.ToArray());
        Assert.Equal(wide, read.Match.GetMask(Nxm.TunMetadata(7))!.Value.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Nxm.TunMetadata(0).Is(new byte[125]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Nxm.TunMetadata(0).Is(ByteString.Empty));
        Assert.Throws<ArgumentException>(() => Nxm.TunMetadata(0).Is(new byte[] { 1 }, new byte[] { 1, 1 }));
        Assert.Throws<ArgumentException>(() => Nxm.TunMetadata(0).Is(new byte[] { 2 }, new byte[] { 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Nxm.TunMetadata(64));
        Assert.Null(read.Match.Get(Nxm.TunMetadata(8)));
    }

    [Fact]
    public void A_port_without_a_number_in_16_bits_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Nxm.InPort.Is(0x10000));

    [Theory]
    [InlineData("00010003 000000")] // a register of three bytes
    [InlineData("00015103 000000")] // tunnel metadata with a mask of half a byte more
    [InlineData("0001507d")] // tunnel metadata of 125 bytes
    [InlineData("ffff0803 005ad6")] // an experimenter's field without its id
    [InlineData("ffff0804 005ad650")] // without its value
    [InlineData("ffff0808 005ad650 01000000")] // 25 bits of 24
    public void What_a_field_cannot_be_is_refused(string hex)
    {
        var tlv = ByteString.FromHex(hex).ToArray();
        byte[] padded = [.. tlv, .. new byte[256]];
        var length = tlv[3] + 4;
        var frame = OpenFlowCodec.Encode(new FlowMod { Match = [OxmField.Unknown(0x7ffe, 0, false, new byte[length - 4])] }, OpenFlowVersion.OpenFlow10, xid: 1, EncodeOptions.NiciraFlowMod);
        padded.AsSpan(0, length).CopyTo(frame.AsSpan(48));
        Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(frame, out _));
    }

    [Fact]
    public void A_field_of_an_experimenter_that_is_not_known_keeps_its_bytes()
    {
        var mod = new FlowMod { Match = [OxmField.Unknown(OxmClass.Experimenter, 42, false, ByteString.FromHex("00abcdef 0002"))] };
        Assert.Equal(mod, OpenFlowCodec.Decode(OpenFlowCodec.Encode(mod, OpenFlowVersion.OpenFlow13, xid: 1), out _));
    }

    [Fact]
    public void A_field_is_set_by_the_action_of_the_specification()
    {
        // set_field, length, the TLV, padding
        var bytes = ByteString.FromHex("0019 0010 00015001 05 00000000000000").ToArray();
        var action = Assert.IsType<SetFieldAction>(ActionFrame.Decode(bytes, OpenFlowVersion.OpenFlow13));
        Assert.Equal("set_field:0x5->tun_metadata0", action.ToString());
        Assert.Equal(bytes, ActionFrame.Encode(action, OpenFlowVersion.OpenFlow13));
        Assert.Equal("set_field:10->nsh_si", new SetFieldAction(Nsh.Si.Is(10)).ToString());
        Assert.Equal("set_field:1.2.3.4->tun_dst", new SetFieldAction(Nxm.TunIpv4Dst.Is(Ipv4Address.Parse("1.2.3.4"))).ToString());
    }
}
