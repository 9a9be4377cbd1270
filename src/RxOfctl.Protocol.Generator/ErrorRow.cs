using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>One line of a table of errors.</summary>
/// <param name="Member">The name of the member.</param>
/// <param name="Name">The name in the newest specification.</param>
/// <param name="Description">The description, a sentence.</param>
/// <param name="OtherName">The name in other versions, with these; null if there is none.</param>
/// <param name="Forms">The numbers for each range of versions.</param>
internal sealed record ErrorRow(string Member, string Name, string Description, string? OtherName, IReadOnlyList<ErrorRow.Form> Forms)
{
    /// <summary>Numbers in a range of versions.</summary>
    public readonly record struct Form(string Experimenter, int First, int Last, string Type, string Code)
    {
        private const int Every = byte.MaxValue;

        public static Form Parse(string text)
        {
            var parts = text.Split(':');
            var experimenter = Array.Find(["nx", "onf"], name => parts[0].StartsWith(name, StringComparison.Ordinal)) ?? "";
            var (first, last) = Range(parts[0].Substring(experimenter.Length));
            var numbers = parts[1].Split('/');
            return new(experimenter, first, last, numbers[0], numbers.Length > 1 ? numbers[1] : "0");
        }

        /// <summary>The versions in words.</summary>
        public string Versions =>
            Last == Every ? "Every version"
            : First == Last ? Generator.Versions.Text(First)
            : $"{Generator.Versions.Text(First)} to {Generator.Versions.Text(Last)}";

        public string Source
        {
            get
            {
                var experimenter = Experimenter switch { "nx" => "0x00002320", "onf" => "0x4f4e4600", _ => "null" };
                const string version = "(global::RxOfctl.Protocol.OpenFlowVersion)";
                return $"new({version}{First}, {version}{Last}, new({experimenter}, {Type}, {Code}))";
            }
        }

        private static (int First, int Last) Range(string text) => text switch
        {
            "all" => (0, Every),
            _ when text.EndsWith("+", StringComparison.Ordinal) => (Generator.Versions.Parse(text.TrimEnd('+')), Generator.Versions.Last),
            _ => (Generator.Versions.Parse(text.Split('-')[0]), Generator.Versions.Parse(text.Split('-').Last())),
        };
    }

    /// <summary>The lines of a table.</summary>
    public static IEnumerable<ErrorRow> Of(AttributeData table)
    {
        var (member, prefix) = ((string)table.ConstructorArguments[0].Value!, (string)table.ConstructorArguments[1].Value!);
        return from line in ((string)table.ConstructorArguments[2].Value!).Split('\n')
               where line.Trim().Length > 0
               let parts = line.Split('|')
               let words = parts[0].Split([' '], StringSplitOptions.RemoveEmptyEntries)
               select new ErrorRow(
                   member + string.Concat(words[0].Split('_').Select(word => word.Substring(0, 1) + word.Substring(1).ToLowerInvariant())),
                   $"{prefix}_{words[0]}",
                   parts[1].Trim(),
                   parts.Length > 2 ? parts[2].Trim() : null,
                   [.. words.Skip(1).Select(Form.Parse)]);
    }

    /// <summary>The member with its documentation.</summary>
    public string Source()
    {
        var name = OtherName is null ? Name : $"{Name} ({OtherName})";
        var meaning = char.ToLowerInvariant(Description[0]) + Description.Substring(1);
        return $$"""
                /// <summary>{{name}}: {{meaning}} {{VersionText()}}</summary>
                public static OpenFlowError {{Member}} { get; } = new(
                    "{{Name}}",
                    "{{Description}}",
                    [{{string.Join(", ", Forms.Select(form => form.Source))}}]);

            """;
    }

    private string VersionText()
    {
        var own = Forms.Where(form => form.Experimenter.Length == 0).ToList();
        var texts = new List<string>();
        if (own.Count > 0)
        {
            // Ranges follow each other: the numbers change and the error stays.
            var all = own[0] with { First = own.Min(form => form.First), Last = own.Max(form => form.Last) };
            texts.Add(all.First == 0 ? all.Versions : $"OpenFlow {all.Versions}");
        }

        foreach (var group in Forms.Where(form => form.Experimenter.Length > 0).GroupBy(form => form.Experimenter))
        {
            var all = group.First() with { First = group.Min(form => form.First), Last = group.Max(form => form.Last) };
            texts.Add($"{(group.Key == "nx" ? "Nicira's" : "the ONF's")} extension for {all.Versions}");
        }

        return char.ToUpperInvariant(texts[0][0]) + string.Join("; ", texts).Substring(1) + ".";
    }
}
