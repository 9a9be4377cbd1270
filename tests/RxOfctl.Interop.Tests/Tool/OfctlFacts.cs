using System.Text.RegularExpressions;

namespace RxOfctl.Interop.Tests.Tool;

/// <summary>What the output of ovs-ofctl or of rxofctl says, without the layout: without lines of message types, and without what changes by itself.</summary>
internal static partial class OfctlFacts
{
    /// <summary>The lines, in order.</summary>
    public static IReadOnlyList<string> Of(string output) =>
    [
        .. from line in output.Split('\n')
           let fact = Times().Replace(Header().Replace(line, ""), "").Trim()
           where fact.Length > 0 && !Count().IsMatch(fact)
           select Spaces().Replace(fact, " "),
    ];

    /// <summary>The words, in order: for what ovs-ofctl writes on several lines and rxofctl on one.</summary>
    public static IReadOnlyList<string> Words(string output) => [.. Of(output).SelectMany(line => line.Split(' ', '=')).Where(word => word.Length > 0)];

    /// <summary>For each table, active, lookup and matched. Both tools write tables that are alike together.</summary>
    public static IReadOnlyDictionary<int, string> Tables(string output)
    {
        var tables = new SortedDictionary<int, string>();
        IReadOnlyList<int> current = [];
        var last = "";
        foreach (var line in output.Split('\n'))
        {
            if (TableLine().Match(line) is { Success: true } heading)
            {
                var first = int.Parse(heading.Groups["first"].Value, null);
                var end = heading.Groups["last"].Success ? int.Parse(heading.Groups["last"].Value, null) : first;
                current = [.. Enumerable.Range(first, end - first + 1)];
                foreach (var table in current)
                    tables[table] = last;
            }

            if (TableFacts().Match(line) is { Success: true } facts)
            {
                last = facts.Value;
                foreach (var table in current)
                    tables[table] = last;
            }
        }

        return tables;
    }

    [GeneratedRegex(@"^(OFP|NX)[A-Z0-9_]*( reply)?( \(OF1\.\d\))? \(xid=0x[0-9a-f]+\):? ?")]
    private static partial Regex Header();

    [GeneratedRegex(@"(duration[=:]?[0-9.]+s,? ?)|((idle|hard)_age=\d+, )|(xid=0x[0-9a-f]+ ?)")]
    private static partial Regex Times();

    [GeneratedRegex(@"^\d+ (ports|queues|ids)$")]
    private static partial Regex Count();

    [GeneratedRegex(@" +")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^ +tables? (?<first>\d+)(\.\.\.(?<last>\d+))?:")]
    private static partial Regex TableLine();

    [GeneratedRegex(@"active=\d+, lookup=\d+, matched=\d+")]
    private static partial Regex TableFacts();
}
