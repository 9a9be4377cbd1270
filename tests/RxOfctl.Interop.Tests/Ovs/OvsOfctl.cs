using System.Buffers.Binary;

namespace RxOfctl.Interop.Tests.Ovs;

/// <summary>What ovs-ofctl makes of OpenFlow bytes: a second opinion.</summary>
/// <param name="Text">The message or messages in its words.</param>
/// <param name="Complaints">Everything that it holds against them; empty when the bytes are good.</param>
public sealed record OvsReading(string Text, IReadOnlyList<string> Complaints);

/// <summary>ovs-ofctl as a reader of messages. It needs no switch.</summary>
public static class OvsOfctl
{
    private const int HeaderLength = 8;

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

    // Apart from a file it cannot read to the end, ovs-ofctl ends with 0 whatever it meets. It marks what it could not decode with ***. One such
    // mark is no complaint: an OFPT_ERROR may rightly quote only the beginning of a message; a message that is cut itself shows in its length.
    private static OvsReading Judge(Command command)
    {
        List<string> complaints =
        [
            .. command.Output.Split('\n').Where(line => (line.Contains("***", StringComparison.Ordinal) && !line.StartsWith("(***truncated to ", StringComparison.Ordinal))
                || line.Contains("too short", StringComparison.Ordinal)),
            .. command.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries),
        ];
        if (command.ExitCode != 0)
            complaints.Add($"ovs-ofctl ended with {command.ExitCode}");
        return new(command.Output, complaints);
    }

    private static string? LengthComplaint(ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderLength)
            return $"{message.Length} bytes are too short for a header";
        var length = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        return length == message.Length ? null : $"the header says {length} bytes, there are {message.Length}";
    }
}
