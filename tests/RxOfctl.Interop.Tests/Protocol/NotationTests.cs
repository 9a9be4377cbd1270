using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Text;
using Xunit.Abstractions;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>
/// How much of the notation is as ovs-ofctl has it: for texts with every word of its manual, sound and unsound, in every version, which bytes they are, what
/// those are written as, and what is refused. The shares are printed; none may fall.
/// </summary>
/// <param name="output">To where the shares, and the texts that differ, are printed.</param>
public class NotationTests(ITestOutputHelper output)
{
    // Where the bytes differ: a part of the text, from which version and to which one, and why.
    private static readonly (string Part, OpenFlowVersion From, OpenFlowVersion To, string Reason)[] OtherBytes =
    [
        ("tun_erspan", OpenFlow10, OpenFlow15, "Open vSwitch 3.1 sends the value of these fields of one byte as their mask, too"),
        ("tun_gtpu_flags", OpenFlow10, OpenFlow15, "likewise"),
        ("table=255", OpenFlow10, OpenFlow15, "to ovs-ofctl it is no table; here it is all of them, as in the specification"),
        ("->dl_vlan", OpenFlow10, OpenFlow15, "Open vSwitch 3.1 sends it with the header of another field, NXM_OF_IN_PORT"),
        ("dec_nsh_ttl", OpenFlow10, OpenFlow12, "Open vSwitch sends this action in versions in which it refuses it"),
        ("decap(", OpenFlow10, OpenFlow12, "likewise"),
        ("mpls_bos", OpenFlow12, OpenFlow12, "the field came with 1.3; Open vSwitch sends it all the same"),
        ("xreg0", OpenFlow12, OpenFlow12, "likewise, with 1.3 by its extension"),
        ("write_actions", OpenFlow10, OpenFlow10, "1.0 has no instructions; ovs-ofctl leaves them out without a word"),
        ("clear_actions", OpenFlow10, OpenFlow10, "likewise"),
        ("vlan_tci=", OpenFlow10, OpenFlow11, "ovs-ofctl takes Nicira's form by the word; the standard's carries the same match"),
        ("vlan_vid=", OpenFlow10, OpenFlow11, "likewise; and without the bit for a tag it matches nothing, which the standard's cannot carry"),
        ("packet_type=(0,0)", OpenFlow10, OpenFlow10, "likewise: all packets of 1.0 are Ethernet frames"),
        ("in_port_oxm", OpenFlow10, OpenFlow11, "likewise"),
        ("sctp", OpenFlow10, OpenFlow10, "likewise, for ports of SCTP"),
        ("rarp,arp_op", OpenFlow10, OpenFlow11, "the operation of RARP is the protocol of IP to the specification of 1.0 and 1.1"),
        ("ecn=", OpenFlow11, OpenFlow11, "ovs-ofctl leaves the field out without a word; here Nicira's form carries it"),
        ("->tun_flags", OpenFlow10, OpenFlow11, "ovs-ofctl loads the one bit that it knows, here the field is loaded wholly"),
        ("->eth_dst", OpenFlow10, OpenFlow11, "of a mask ovs-ofctl makes an action that sets the whole field; here the bits are loaded, as the text says"),
        ("->nw_dst", OpenFlow10, OpenFlow11, "likewise"),
        ("->tcp_dst", OpenFlow10, OpenFlow11, "likewise"),
        ("->vlan_vid", OpenFlow10, OpenFlow11, "likewise"),
        ("->vlan_tci", OpenFlow10, OpenFlow11, "ovs-ofctl makes two actions of it, here one loads the field"),
        ("->icmp_type", OpenFlow10, OpenFlow10, "ovs-ofctl keeps the standard's form for these fields, which are Nicira's"),
        ("->arp_op", OpenFlow10, OpenFlow10, "likewise"),
    ];

    // Where the text of a dump differs: a part of what ovs-ofctl or we write, and why.
    private static readonly (string Part, string Reason)[] OtherText =
    [
        ("tun_erspan_ver", "the mask that Open vSwitch 3.1 sends wrongly, and does not print"),
        ("tun_erspan_dir", "likewise"),
        ("tun_gtpu_flags", "ovs-ofctl prints a name that it does not read, gtpu_flags"),
        ("set_field:oam->tun_flags", "a mask of all known flags; ovs-ofctl reads set_field:+oam->tun_flags, too"),
        ("mpls_bos", "in 1.2 the field is unknown, and written as its bytes"),
        ("->xreg0", "in 1.2 the field is unknown, and the action written as its bytes"),
        ("rarp,arp_op", "the operation of RARP is the protocol of IP to the specification of 1.0 and 1.1"),
    ];

    /// <summary>
    /// The least shares, in percent of the texts that ovs-ofctl accepts: of equal bytes, and of equal text of those that it can print itself. What is missing
    /// is listed in <see cref="OtherBytes"/> and <see cref="OtherText"/>.
    /// </summary>
    public static TheoryData<OpenFlowVersion, double, double> Shares => new()
    {
        { OpenFlow10, 92, 99 },
        { OpenFlow11, 95, 99 },
        { OpenFlow12, 97, 98.5 },
        { OpenFlow13, 98.5, 99 },
        { OpenFlow14, 98.5, 99 },
        { OpenFlow15, 98.5, 99 },
    };

    [OvsTheory]
    [MemberData(nameof(Shares))]
    public async Task Bytes_and_texts_are_those_of_ovs_ofctl_but_for_the_listed_ones(OpenFlowVersion version, double bytes, double texts)
    {
        var accepted = (await Notation.AskAsync(version)).Accepted;
        var otherBytes = accepted.Where(flow => !IsSame($"bytes of {flow.Text}", Convert.ToHexStringLower(flow.Bytes), Encoded(flow.Text, version))).ToList();
        var written = await WrittenAsync(accepted.Select(flow => flow.Bytes), version);
        var otherTexts = written.Where(pair => !IsSame("text", pair.Ovs, pair.Ours)).ToList();

        var (byteShare, textShare) = (100 - 100.0 * otherBytes.Count / accepted.Count, 100 - 100.0 * otherTexts.Count / written.Count);
        output.WriteLine($"{version.ToText()}: {byteShare:f1} % of {accepted.Count} texts are the same bytes, {textShare:f1} % of {written.Count} the same text.");
        Assert.True(accepted.Count > Notation.Texts.Count / 2, $"ovs-ofctl took {accepted.Count} texts only.");
        Assert.Empty(otherBytes.Select(flow => flow.Text).Where(text => !Array.Exists(OtherBytes, other => version >= other.From && version <= other.To && Has(text, other.Part))));
        Assert.Empty(otherTexts.Where(pair => !Array.Exists(OtherText, other => Has(pair.Ovs, other.Part) || Has(pair.Ours, other.Part))));
        Assert.True(byteShare >= bytes, $"{byteShare:f1} % are the same bytes, it were {bytes} %.");
        Assert.True(textShare >= texts, $"{textShare:f1} % are the same text, it were {texts} %.");
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);

    private static string Encoded(string text, OpenFlowVersion version)
    {
        try
        {
            return Convert.ToHexStringLower(OpenFlowCodec.Encode(FlowMod.Parse(text, version), version, 1, EncodeOptions.NiciraFlowMod | EncodeOptions.FlowModTableId));
        }
        catch (Exception exception) when (exception is OpenFlowFormatException or OpenFlowEncodeException)
        {
            return exception.Message;
        }
    }

    // What both write of the same flow in a switch.
    private static async Task<List<(string Ovs, string Ours)>> WrittenAsync(IEnumerable<byte[]> messages, OpenFlowVersion version)
    {
        var flows = new List<FlowStats>();
        var replies = new List<byte[]>();
        foreach (var message in messages)
        {
            if (TryDecode(message) is not { } mod || TryEncode(new FlowStatsReply { Body = [Stats(mod, version)] }, version) is not { } reply)
                continue;
            replies.Add(reply);
            flows.Add(((FlowStatsReply)OpenFlowCodec.Decode(reply, out _)).Body[0]);
        }

        var (printed, _) = await OvsOfctl.ParseEachAsync(replies);
        // Of some flows that it makes itself ovs-ofctl prints the bytes only: it refuses their actions when it reads them.
        return
        [
            .. from pair in printed.Zip(flows)
               where !pair.First.Text.Contains("00000000  ", StringComparison.Ordinal)
               select (string.Join(' ', pair.First.Text.Split('\n')[1..]).Trim(), pair.Second.ToText(version)),
        ];
    }

    private static FlowMod? TryDecode(byte[] message)
    {
        try
        {
            return OpenFlowCodec.Decode(message, out _) as FlowMod;
        }
        catch (OpenFlowDecodeException)
        {
            return null;
        }
    }

    // In 1.0 a flow that Nicira's flow-mod made is not in the standard's statistics, and so is left out here.
    private static byte[]? TryEncode(FlowStatsReply reply, OpenFlowVersion version)
    {
        try
        {
            return OpenFlowCodec.Encode(reply, version, 1);
        }
        catch (UnsupportedByVersionException) when (version == OpenFlow10)
        {
            return null;
        }
    }

    private static FlowStats Stats(FlowMod mod, OpenFlowVersion version) => new()
    {
        TableId = mod.TableId,
        Priority = mod.Priority,
        IdleTimeout = mod.IdleTimeout,
        HardTimeout = mod.HardTimeout,
        Cookie = mod.Cookie,
        Importance = version >= OpenFlow14 ? mod.Importance : (ushort)0,
        Match = mod.Match,
        Instructions = mod.Instructions,
    };

    private bool IsSame(string what, string ovs, string ours)
    {
        // The transaction id counts from 1 in one, and is ours in the other.
        var same = ovs == ours;
        if (!same)
            output.WriteLine($"{what}\n  ovs  {ovs}\n  ours {ours}");
        return same;
    }
}
