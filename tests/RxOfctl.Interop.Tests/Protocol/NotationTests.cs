using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Text;
using Xunit.Abstractions;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>
/// How much of the notation is as ovs-ofctl has it: for texts with every word of its manual, sound and unsound, in every version, which bytes they are, what
/// those are written as, and what is refused. The shares are printed; none may fall.
/// </summary>
/// <param name="output">To where the shares, and the texts that differ, are printed.</param>
public class NotationTests(ITestOutputHelper output)
{
    /// <summary>
    /// The shares in percent of the texts that ovs-ofctl takes: of equal bytes, and of equal text. What is missing in 1.0 are flows that
    /// ovs-ofctl sends in Nicira's form though the standard's could carry them; in 1.0 and 1.1 words that the text has by the version only; in 1.2 fields and actions that came
    /// later, which Open vSwitch sends all the same; everywhere masks that Open vSwitch 3.1 sends wrongly (tun_erspan_ver and its kin, tun_gtpu_flags),
    /// values that it misreads (set_field of dl_vlan and dl_vlan_pcp), ports from 65528 on, which are ordinary ones to us, and table=255.
    /// </summary>
    public static TheoryData<OpenFlowVersion, double, double> Shares => new()
    {
        { OpenFlowVersion.OpenFlow10, 73, 87 },
        { OpenFlowVersion.OpenFlow11, 94, 90 },
        { OpenFlowVersion.OpenFlow12, 97, 94 },
        { OpenFlowVersion.OpenFlow13, 98.5, 96 },
        { OpenFlowVersion.OpenFlow14, 98.5, 96 },
        { OpenFlowVersion.OpenFlow15, 98, 94.5 },
    };

    [OvsTheory]
    [MemberData(nameof(Shares))]
    public async Task The_shares_of_equal_bytes_and_equal_texts_do_not_fall(OpenFlowVersion version, double bytes, double texts)
    {
        var accepted = (await Notation.AskAsync(version)).Accepted;
        var equal = accepted.Where(flow => IsSame($"bytes of {flow.Text}", Convert.ToHexStringLower(flow.Bytes), Encoded(flow.Text, version))).ToList();
        var written = await WrittenAsync(accepted.Select(flow => flow.Bytes), version);
        var equalTexts = written.Count(pair => IsSame("text", pair.Ovs, pair.Ours));

        var (byteShare, textShare) = (100.0 * equal.Count / accepted.Count, 100.0 * equalTexts / written.Count);
        output.WriteLine($"{version.ToText()}: {byteShare:f1} % of {accepted.Count} texts are the same bytes, {textShare:f1} % of {written.Count} the same text.");
        Assert.True(accepted.Count > Notation.Texts.Count / 2, $"ovs-ofctl took {accepted.Count} texts only.");
        Assert.True(byteShare >= bytes, $"{byteShare:f1} % are the same bytes, it were {bytes} %.");
        Assert.True(textShare >= texts, $"{textShare:f1} % are the same text, it were {texts} %.");
    }

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
        return [.. printed.Select(reading => string.Join(' ', reading.Text.Split('\n')[1..]).Trim()).Zip(flows.Select(flow => flow.ToText(version)))];
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
        catch (UnsupportedByVersionException) when (version == OpenFlowVersion.OpenFlow10)
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
        Importance = version >= OpenFlowVersion.OpenFlow14 ? mod.Importance : (ushort)0,
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
