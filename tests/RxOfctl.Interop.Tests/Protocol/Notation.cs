using System.Collections.Concurrent;
using System.Text;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>A flow in text, and the bytes that ovs-ofctl sends for it.</summary>
internal sealed record SentFlow(string Text, byte[] Bytes);

/// <summary>
/// Flows in text with every word of ovs-ofctl's manual, valid and invalid, and the bytes that ovs-ofctl sends for them. Each version is asked once in a
/// test run.
/// </summary>
internal static class Notation
{
    // The texts of one version are 600 short processes.
    private const int Processes = 3;

    private static readonly ConcurrentDictionary<(OpenFlowVersion, string), Lazy<Task<Answers>>> OfVersions = new();

    public static IReadOnlyList<string> Texts { get; } = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Protocol", "notation.txt"));

    /// <summary>What ovs-ofctl accepts and rejects in a version.</summary>
    /// <param name="version">The version.</param>
    /// <param name="format">The flow format (option -F), or empty for the one that ovs-ofctl chooses.</param>
    public static Task<Answers> AskAsync(OpenFlowVersion version, string format = "") =>
        OfVersions.GetOrAdd((version, format), key => new(() => MakeAsync(key.Item1, key.Item2))).Value;

    private static async Task<Answers> MakeAsync(OpenFlowVersion version, string format)
    {
        var sent = new ConcurrentDictionary<string, byte[]?>();
        string[] options = ["-mmmmm", "-O", TextRecorder.Name(version), .. format.Length > 0 ? new[] { "-F", format } : []];
        await Parallel.ForEachAsync(Texts, new ParallelOptions { MaxDegreeOfParallelism = Processes }, async (text, cancellation) =>
            sent[text] = Bytes((await Command.RunAsync("ovs-ofctl", [.. options, "parse-flow", text], cancellationToken: cancellation)).Output));
        return new(
            [.. from text in Texts let bytes = sent[text] where bytes is not null select new SentFlow(text, bytes)],
            [.. Texts.Where(text => sent[text] is null)]);
    }

    // Five m's make ovs-ofctl print the bytes, sixteen a line after an offset and before their characters. It prints none of a text that it rejects.
    private static byte[]? Bytes(string printed)
    {
        var hex = new StringBuilder();
        foreach (var line in printed.Split('\n').Where(line => line.Length > 59 && line[8] == ' ' && line[..8].All(char.IsAsciiHexDigit)))
            hex.Append(line[10..line.IndexOf('|', StringComparison.Ordinal)].Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal));
        return hex.Length == 0 ? null : Convert.FromHexString(hex.ToString());
    }

    /// <summary>The texts that ovs-ofctl accepts, with their bytes, and those that it rejects.</summary>
    public sealed record Answers(IReadOnlyList<SentFlow> Accepted, IReadOnlyList<string> Rejected);
}
