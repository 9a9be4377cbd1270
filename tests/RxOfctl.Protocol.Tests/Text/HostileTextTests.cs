using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Tests.Properties;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Tests.Text;

/// <summary>Whatever a text is, it is read or refused with an <see cref="OpenFlowFormatException"/>, in bounded time and stack.</summary>
public class HostileTextTests
{
    private const int Texts = 60;
    private const int MutationsOfEach = 40;

    // What the mutations insert: what the readers look for, and values at their limits.
    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "[]", "[0..15]", "[31]", "..", "->", "=", ":", ",", "/", "-", "+", "|", "0", "-1", "0x", "0xff", "0xffffffffffffffffffffffffffffffffff",
        "4294967296", "65536", "256", "::", "fe80::1", "10.0.0.1", "10.0.0.0/33", "00:11:22:33:44:55", "ff:ff:ff:ff:ff:ff/0", "all", "any", "actions=", "bucket=", "bands=",
        "group_id=", "meter=", "tun_metadata0", "tun_metadata0=0xff/0x0f", "reg0", "xreg0", "xxreg0", "NXM_NX_REG0", "OXM_OF_VLAN_VID", "ct_label", "packet_type=(1,0x800)", "vlan_tci", "dl_vlan",
        "tcp", "arp", "ip", "nd_target", "ct(", "nat(", "learn(", "clone(", "load:", "move:", "set_field:", "bundle(", "multipath(", "encap(nsh(", "decap(", "note:", "raw:",
        "controller(", "userdata=", "conjunction(", "sample(", "enqueue:", "resubmit(", "check_pkt_larger(", "write_actions(", "output(", "drop", "\0", "é", "\t", " ", "*",
    ];

    public static TheoryData<OpenFlowVersion> AllVersions => [.. ProtocolTypes.AllVersions];

    [Theory]
    [InlineData("clone(", ")")]
    [InlineData("ct(exec(", "))")]
    [InlineData("ct(commit,exec(clone(", ")))")]
    [InlineData("write_actions(clone(", "))")]
    public void Nesting_is_bounded_as_it_is_on_the_wire(string open, string close)
    {
        var deep = $"actions={string.Concat(Enumerable.Repeat(open, 20_000))}output:1{string.Concat(Enumerable.Repeat(close, 20_000))}";

        var exception = Assert.Throws<OpenFlowFormatException>(() => FlowMod.Parse(deep));

        Assert.True(exception.Message.Length < 500, "The message quotes only the part of a text that is wrong.");
        Assert.Throws<OpenFlowFormatException>(() => FlowMod.Parse("actions=" + string.Concat(Enumerable.Repeat(open, 20_000))));
    }

    [Fact]
    public void Nesting_goes_as_deep_as_the_wire_decoder()
    {
        var deepest = $"actions={string.Concat(Enumerable.Repeat("clone(", 32))}output:1{new string(')', 32)}";
        var mod = FlowMod.Parse(deepest);

        Assert.Equal(mod, OpenFlowCodec.Decode(OpenFlowCodec.Encode(mod, OpenFlowVersion.OpenFlow13, 1), out _));
        Assert.False(FlowMod.TryParse($"actions={string.Concat(Enumerable.Repeat("clone(", 33))}output:1{new string(')', 33)}", out _));
    }

    [Fact]
    public void Tunnel_metadata_outside_its_mask_does_not_matter_as_in_other_fields()
    {
        Assert.Equal(Match.Parse("tun_metadata0=0x0f/0x0f"), Match.Parse("tun_metadata0=0xff/0x0f"));
        Assert.False(Match.TryParse("tun_metadata0=0x" + new string('1', 250), out _));
    }

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Any_mutated_text_is_read_or_refused(OpenFlowVersion version)
    {
        var random = new Random(ArbitraryValues.Seed + (int)version);
        for (var seed = 0; seed < Texts; seed++)
        {
            foreach (var type in new[] { typeof(FlowMod), typeof(GroupMod), typeof(MeterMod) })
            {
                if (new MessageMaker(version, ArbitraryValues.Seed + seed).Make(type) is not { } message)
                    continue;
                for (var mutation = 0; mutation < MutationsOfEach; mutation++)
                    ReadOrRefuse(Mutated(message.ToString()!, random), version);
            }
        }
    }

    private static string Mutated(string text, Random random)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var (start, end) = (random.Next(text.Length + 1), random.Next(text.Length + 1));
            text = random.Next(4) switch
            {
                0 => text[..start] + Pieces[random.Next(Pieces.Length)] + text[start..],
                1 => text[..start] + Pieces[random.Next(Pieces.Length)] + text[Math.Min(start + random.Next(12), text.Length)..],
                2 => text[..Math.Min(start, end)] + text[Math.Max(start, end)..],
                _ => text[..start] + text[Math.Min(start, end)..Math.Min(Math.Min(start, end) + 40, Math.Max(start, end))] + text[start..],
            };
        }

        return text;
    }

    private static void ReadOrRefuse(string text, OpenFlowVersion version)
    {
        Action[] readings =
        [
            () => FlowMod.Parse(text, version), () => FlowMod.Parse(text, version, FlowModCommand.Delete), () => GroupMod.Parse(text, version),
            () => MeterMod.Parse(text), () => Match.Parse(text, version), () => OpenFlowAction.ParseList(text, version), () => Instruction.ParseList(text, version),
        ];
        foreach (var reading in readings)
        {
            try
            {
                reading();
            }
            catch (OpenFlowFormatException exception)
            {
                Assert.InRange(exception.Position, 0, text.Length);
            }
            catch (Exception exception)
            {
                Assert.Fail($"{version.ToText()}: \"{text}\" threw {exception}");
            }
        }
    }
}
