using System.Buffers.Binary;
using System.Text.RegularExpressions;

namespace RxOfctl.Interop.Tests.Ovs;

/// <summary>What ovs-ofctl makes of OpenFlow bytes: a second opinion.</summary>
/// <param name="Text">The message or messages in its words.</param>
/// <param name="Complaints">Everything that it holds against them; empty when the bytes are good.</param>
public sealed record OvsReading(string Text, IReadOnlyList<string> Complaints);

/// <summary>ovs-ofctl as a reader of messages. It needs no switch.</summary>
public static partial class OvsOfctl
{
    private const int HeaderLength = 8;
    private const string SeparatorText = "OFPT_ECHO_REQUEST (xid=0x5e9a7a70): 0 bytes of payload\n";

    private static readonly byte[] Separator = Convert.FromHexString("010200085e9a7a70");

    /// <summary>Reads one message.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="verbosity">0 to 2: how much of it to print.</param>
    public static Task<OvsReading> PrintAsync(ReadOnlyMemory<byte> message, int verbosity = 2) =>
        PrintAsync(Convert.ToHexStringLower(message.Span), verbosity);

    /// <summary>Reads one message, given in hexadecimal digits.</summary>
    public static async Task<OvsReading> PrintAsync(string hex, int verbosity = 2)
    {
        var reading = Judge(await Command.RunAsync("ovs-ofctl", ["ofp-print", hex, $"{verbosity}"]));
        return LengthComplaint(Convert.FromHexString(hex)) is { } complaint ? reading with { Complaints = [complaint, .. reading.Complaints] } : reading;
    }

    /// <summary>Reads a file of messages, one after the other.</summary>
    public static async Task<OvsReading> ParseAsync(string file) => Judge(await Command.RunAsync("ovs-ofctl", ["ofp-parse", file]));

    /// <summary>Reads many messages in one run. Returns the output for each, and the output on stderr, which is not about a single message.</summary>
    /// <exception cref="OpenVSwitchException">It ended with another number than 0.</exception>
    public static async Task<(IReadOnlyList<OvsReading> Each, string Errors)> ParseEachAsync(IEnumerable<byte[]> messages)
    {
        // Behind each message comes an echo request of a fixed xid, for the text of a message has any number of lines.
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, [.. messages.SelectMany(message => message.Concat(Separator))]);
            var command = await Command.RunAsync("ovs-ofctl", ["ofp-parse", file]);
            if (command.ExitCode != 0)
                throw new OpenVSwitchException($"'{command.Line}' ended with {command.ExitCode}: {command.Errors}");
            return ([.. command.Output.Split(SeparatorText)[..^1].Select(part => new OvsReading(part, ComplaintsIn(part)))], command.Errors);
        }
        finally
        {
            File.Delete(file);
        }
    }

    // Apart from a file it cannot read to the end, ovs-ofctl always ends with 0. It marks messages that it could not decode with ***. One such
    // mark is no complaint: an OFPT_ERROR may rightly quote only the beginning of a message; a message that is cut itself shows in its length.
    private static OvsReading Judge(Command command)
    {
        List<string> complaints =
        [
            .. ComplaintsIn(command.Output),
            .. command.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries),
        ];
        if (command.ExitCode != 0)
            complaints.Add($"ovs-ofctl ended with {command.ExitCode}");
        return new(command.Output, complaints);
    }

    private static IReadOnlyList<string> ComplaintsIn(string text) => [.. text.Split('\n').Where(line => Complaint().IsMatch(line))];

    // A name in a message may have stars, too.
    [GeneratedRegex(@"\*\*\*(?!truncated to )[a-z_ ]+[a-z:]|too short")]
    private static partial Regex Complaint();

    private static string? LengthComplaint(ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderLength)
            return $"{message.Length} bytes are too short for a header";
        var length = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        return length == message.Length ? null : $"the header says {length} bytes, there are {message.Length}";
    }
}
