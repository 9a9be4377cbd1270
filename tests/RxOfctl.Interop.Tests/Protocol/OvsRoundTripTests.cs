using System.Globalization;
using System.Text.RegularExpressions;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using Xunit.Abstractions;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>
/// Every message that ovs-ofctl sends decodes, and encodes again to the same bytes. RXOFCTL_ROUNDTRIP_MESSAGES (a number) says how many of each version
/// are checked; .ci/long asks for 10,000.
/// </summary>
/// <param name="output">To where the figures are printed.</param>
public partial class OvsRoundTripTests(ITestOutputHelper output)
{
    // It warns of old names of ports, which it takes all the same.
    private static readonly string[] NoWarnings = ["-voff"];

    private const int DefaultMessages = 300;
    private const int Shown = 5;

    // Of ten messages, six are flows with the words of the manual, three are flows as people type them, and one is a group.
    private const int Tenth = 10;
    private const int OfManual = 6;

    /// <summary>The messages that do not come back, by a part of their text, and why.</summary>
    private static readonly (string Part, string Reason)[] Different =
    [
        ("set_field:3->dl_vlan_pcp", "Open vSwitch 3.1 sends it with the header of another field, NXM_OF_IN_PORT, and a length that this field cannot have"),
    ];

    private static readonly string[] Commands = ["add", "modify", "modify_strict", "delete", "delete_strict"];

    private static int Messages { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("RXOFCTL_ROUNDTRIP_MESSAGES"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : DefaultMessages;

    /// <summary>The versions, and the flow format: 1.0 has two, of which ovs-ofctl usually chooses by the flow.</summary>
    public static TheoryData<OpenFlowVersion, string> Formats => new()
    {
        { OpenFlowVersion.OpenFlow10, "OpenFlow10+table_id" },
        { OpenFlowVersion.OpenFlow10, "NXM+table_id" },
        { OpenFlowVersion.OpenFlow11, "" },
        { OpenFlowVersion.OpenFlow12, "" },
        { OpenFlowVersion.OpenFlow13, "" },
        { OpenFlowVersion.OpenFlow14, "" },
        { OpenFlowVersion.OpenFlow15, "" },
    };

    [OvsTheory]
    [MemberData(nameof(Formats))]
    public async Task What_ovs_ofctl_sends_comes_back_byte_for_byte(OpenFlowVersion version, string format)
    {
        var flows = await FlowsAsync(version, format);
        var groups = Groups(version);
        var messages = await TextRecorder.RecordFileAsync(version, "add-flows", flows, format.Length > 0 ? [.. NoWarnings, "-F", format] : NoWarnings);
        // In 1.0 it first says how it will send flows.
        var setUp = messages.Count - flows.Count;
        Assert.Equal(version != OpenFlowVersion.OpenFlow10 ? 0 : format.StartsWith("NXM", StringComparison.Ordinal) ? 2 : 1, setUp);
        var sent = messages.Zip([.. Enumerable.Repeat("set-up", setUp), .. flows]).ToList();
        if (groups.Count > 0)
            sent.AddRange((await TextRecorder.RecordFileAsync(version, "add-groups", groups, NoWarnings)).Zip(groups));

        Assert.Equal(setUp + flows.Count + groups.Count, sent.Count);
        var different = new List<string>();
        var listed = 0;
        foreach (var (bytes, text) in sent)
        {
            if (Again(bytes) is var again && again == Convert.ToHexStringLower(bytes))
                continue;
            if (Array.Exists(Different, item => text.Contains(item.Part, StringComparison.Ordinal)))
                listed++;
            else
                different.Add($"{text}\n  sent  {Convert.ToHexStringLower(bytes)}\n  again {again}");
        }

        output.WriteLine($"{version.ToText()} {format}: {sent.Count} messages, {listed} differ as listed, {different.Count} otherwise.");
        Assert.True(different.Count == 0, $"{different.Count} of {sent.Count} differ:\n{string.Join('\n', different.Take(Shown))}");
    }

    private static string Again(byte[] bytes)
    {
        try
        {
            var message = OpenFlowCodec.Decode(bytes, out var xid);
            return Convert.ToHexStringLower(OpenFlowCodec.Encode(message, (OpenFlowVersion)bytes[0], xid));
        }
        catch (Exception exception) when (exception is OpenFlowDecodeException or OpenFlowEncodeException or UnsupportedByVersionException)
        {
            return exception.Message;
        }
    }

    private static async Task<List<string>> FlowsAsync(OpenFlowVersion version, string format)
    {
        var accepted = (await Notation.AskAsync(version, format)).Accepted;
        var hasNxm = format.StartsWith("NXM", StringComparison.Ordinal);
        // In 1.0 without Nicira's extension a flow can have far less.
        var typed = hasNxm ? OpenFlowVersion.OpenFlow11 : version;
        var count = Messages - Groups(version).Count;
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(index => index % Tenth < OfManual
            ? Decorated(accepted[random.Next(accepted.Count)].Text, version, random)
            : new TextMaker(typed, index).Flow())];
    }

    private static List<string> Groups(OpenFlowVersion version) =>
        version == OpenFlowVersion.OpenFlow10
            ? []
            : [.. Enumerable.Range(0, Messages / Tenth).Select(seed => new TextMaker(version, seed).Group(seed))];

    // The flow with another command, priority, cookie, timeouts and flags. What the text has itself comes later, and so counts.
    private static string Decorated(string text, OpenFlowVersion version, Random random)
    {
        var actions = text.IndexOf("actions=", StringComparison.Ordinal);
        var command = OnlyAdded().IsMatch(text[..actions]) ? Commands[0] : Commands[random.Next(Commands.Length)];
        var deletes = command.StartsWith("delete", StringComparison.Ordinal);
        var parts = new List<string>();
        Maybe($"priority={random.Next(0x10000)}", command != "delete" && command != "modify");
        Maybe($"cookie=0x{random.Next():x}", command == "add");
        Maybe($"cookie=0x{random.Next():x}/0xffffffff", command != "add" && version != OpenFlowVersion.OpenFlow10);
        Maybe($"idle_timeout={random.Next(0x10000)}", !deletes);
        Maybe($"hard_timeout={random.Next(0x10000)}", !deletes);
        Maybe("send_flow_rem", !deletes);
        Maybe("check_overlap", command == "add");
        Maybe($"out_port={random.Next(1, 0x1000)}", deletes);
        return $"{command} {string.Join(',', [.. parts, deletes ? text[..actions] : text])}";

        void Maybe(string part, bool isAllowed)
        {
            if (isAllowed && random.Next(2) == 0)
                parts.Add(part);
        }
    }

    // What a flow may have only when it is added.
    [GeneratedRegex("priority|importance|cookie|timeout|send_flow_rem|check_overlap|reset_counts|_counts|out_port|out_group")]
    private static partial Regex OnlyAdded();
}
