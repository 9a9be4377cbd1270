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

    /// <summary>The fields that actions of table 0 can set. ovs-ofctl writes those that begin alike together: <c>ip_{src,dst}</c>, <c>reg0...reg15</c>.</summary>
    public static IReadOnlyList<string> FieldsToSet(string output)
    {
        var line = output.Split('\n').First(line => SetLine().IsMatch(line));
        var names = SplitOutside(SetLine().Replace(line, "").Trim(), ' ').SelectMany(Expanded);
        // The two tools have other words for some.
        return [.. names.Select(name => Renamed.GetValueOrDefault(name, name)).Distinct().Order(StringComparer.Ordinal)];
    }

    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["dl_src"] = "eth_src",
        ["dl_dst"] = "eth_dst",
        ["dl_vlan_pcp"] = "vlan_pcp",
        ["nw_src"] = "ip_src",
        ["nw_dst"] = "ip_dst",
        ["in_port_oxm"] = "in_port",
    };

    private static IEnumerable<string> Expanded(string word)
    {
        if (word.IndexOf('{', StringComparison.Ordinal) is >= 0 and var open)
        {
            var close = word.LastIndexOf('}');
            return SplitOutside(word[(open + 1)..close], ',').SelectMany(inner => Expanded(word[..open] + inner + word[(close + 1)..]));
        }

        if (Range().Match(word) is not { Success: true } range)
            return [word];
        var (first, last) = (int.Parse(range.Groups["first"].Value, null), int.Parse(range.Groups["last"].Value, null));
        return Enumerable.Range(first, last - first + 1).Select(number => $"{range.Groups["name"].Value}{number}");
    }

    private static IEnumerable<string> SplitOutside(string text, char separator)
    {
        var (depth, start) = (0, 0);
        for (var index = 0; index <= text.Length; index++)
        {
            if (index == text.Length || (text[index] == separator && depth == 0))
            {
                yield return text[start..index];
                start = index + 1;
            }
            else
            {
                depth += text[index] == '{' ? 1 : text[index] == '}' ? -1 : 0;
            }
        }
    }

    [GeneratedRegex(@"^ *(supported on Set-Field:|Write-Actions set_field and Apply-Actions set_field:)")]
    private static partial Regex SetLine();

    [GeneratedRegex(@"^(?<name>.*?)(?<first>\d+)\.\.\..*?(?<last>\d+)$")]
    private static partial Regex Range();

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
