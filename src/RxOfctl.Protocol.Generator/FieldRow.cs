using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>One line of a table of match fields.</summary>
internal sealed class FieldRow
{
    private readonly FieldKind _kind;
    private readonly string _class;
    private readonly string _experimenter;
    private readonly string _number;
    private readonly string _name;
    private readonly string _ovsName;
    private readonly string _header;
    private readonly string _description;
    private readonly bool _isSpecified;
    private readonly int _from;
    private readonly string? _needs;
    private readonly string? _sameAs;

    private FieldRow(AttributeData table, string line)
    {
        object? Named(string name) => table.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;
        var parts = line.Split('|');
        var words = parts[0].Split([' '], StringSplitOptions.RemoveEmptyEntries);
        var names = words.Skip(3).Where(word => !word.Contains(':')).ToList();
        string? Option(string name) =>
            words.FirstOrDefault(word => word.StartsWith(name + ":", StringComparison.Ordinal))?.Substring(name.Length + 1);
        Member = words[1];
        _class = table.ConstructorArguments[0].Value!.ToString();
        _experimenter = Named("Experimenter")?.ToString() ?? "0";
        _number = words[0];
        _kind = new(words[2]);
        _name = names[0];
        _ovsName = names.Find(name => name != names[0] && char.IsLower(name[0])) ?? names[0];
        _header = names.Find(name => char.IsUpper(name[0])) ?? (string)table.ConstructorArguments[1].Value! + names[0].ToUpperInvariant();
        _description = parts[1].Trim();
        // The specification's fields begin with a version of it; those of extensions are in every version in which a message has such
        // fields.
        _isSpecified = Named("IsSpecified") is true;
        _from = Option("from") is { } from ? Versions.Parse(from) : _isSpecified ? FirstWithFields : Versions.First;
        _needs = Option("needs");
        _sameAs = Option("is");
    }

    private const int FirstWithFields = 3;

    public string Member { get; }

    /// <summary>The lines of a table.</summary>
    public static IEnumerable<FieldRow> Of(AttributeData table) =>
        from line in ((string)table.ConstructorArguments[2].Value!).Split('\n')
        where line.Trim().Length > 0
        select new FieldRow(table, line);

    /// <summary>The member with its documentation.</summary>
    public string Source()
    {
        var versions = _from > FirstWithFields ? $" OpenFlow {Versions.Text(_from)}{(_from < Versions.Last ? " and later" : "")}." : "";
        var type = _kind.HasOwnType ? $"{Member}Type" : $"OxmType<{_kind.Type}>";
        return $$"""
                /// <summary>{{_description.TrimEnd('.')}} ({{_header}}).{{versions}}</summary>
                public static {{type}} {{Member}} { get; } = {{(_kind.HasOwnType ? "new()" : New())}}{{Initializer()}};

            """;
    }

    private string New() =>
        $"new(\"{_name}\", \"{_ovsName}\", {_number}, {_kind.Bits}, {(_kind.IsMaskable ? "true" : "false")}, (OpenFlowVersion){_from}, "
        + $"{_kind.ToNumber}, {_kind.FromNumber}, {_kind.Format}, {_class}, {_kind.FormatMasked})";

    private string Initializer()
    {
        var members = new List<string>();
        if (_kind.Width is { } width)
            members.Add($"Width = {width}");
        if (_experimenter != "0")
            members.Add($"Experimenter = {_experimenter}");
        if (!_isSpecified)
            members.Add($"SubfieldName = \"{_header}\"");
        if (_needs is not null)
            members.Add($"Need = OxmNeed.{_needs}");
        if (_sameAs is not null)
            members.Add($"SameAs = {_sameAs}");
        return members.Count == 0 ? "" : $" {{ {string.Join(", ", members)} }}";
    }
}
