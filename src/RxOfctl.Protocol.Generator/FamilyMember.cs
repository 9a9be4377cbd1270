using System.Text;
using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>A record that a number tells from the others of its family.</summary>
/// <param name="Name">The record's name, with its namespace.</param>
/// <param name="Cases">What the families' dispatches have for the record, as text, so that two equal ones compare equal.</param>
/// <param name="Source">The source of the record's second half.</param>
internal sealed record FamilyMember(string Name, string Cases, string Source)
{
    /// <summary>One case of a dispatch: who reads a number in a range of versions.</summary>
    public readonly record struct Case(string Family, uint Experimenter, int Code, int From, int To, string ReadBy);

    /// <summary>The record with its attributes; null where it has no code.</summary>
    public static FamilyMember? From(INamedTypeSymbol record)
    {
        var all = WireCode.Of(record);
        var codes = all.Where(code => code.Family is null).ToList();
        if (codes.Count == 0)
            return null;
        var (family, codeMethod, formMethod, writeMethod) = FamilyOf(record);
        var forms = formMethod is null ? null : new FormSource(record, codes, formMethod, writeMethod);
        var numbers = forms?.Source() ?? Numbers(record, codes, codeMethod);
        return new(
            record.ToDisplayString(),
            string.Join(";", all.Select(code => string.Join(
                ",", code.Family ?? family, code.Experimenter, code.Code, code.From, code.To,
                (code.Family is null ? forms?.ReadBy(code) : null) ?? code.ReadBy))),
            StructureSource.File(record, forms?.Interface, numbers + StructureSource.Body(record, writeMethod)));
    }

    /// <summary>What the dispatch of its family, and perhaps of others, has for the record.</summary>
    public IEnumerable<Case> ToCases() =>
        from text in Cases.Split(';')
        let parts = text.Split(',')
        select new Case(parts[0], uint.Parse(parts[1]), int.Parse(parts[2]), int.Parse(parts[3]), int.Parse(parts[4]), parts[5]);

    private static (string Name, string CodeMethod, string? FormMethod, string WriteMethod) FamilyOf(INamedTypeSymbol record)
    {
        foreach (var type in Bases(record))
        {
            var attribute = type.GetAttributes().FirstOrDefault(candidate => candidate.AttributeClass?.Name == "WireFamilyAttribute");
            if (attribute is null)
                continue;
            string? Named(string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value as string;
            return (type.ToDisplayString(), Named("CodeMethod") ?? "CodeIn", Named("FormMethod"), Named("WriteMethod") ?? "WriteBody");
        }

        throw new InvalidOperationException($"{record} has a code but no base record that is a WireFamily.");
    }

    // Families of properties are interfaces, which a record that is in no family but one has.
    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol record)
    {
        for (var type = record.BaseType; type is not null; type = type.BaseType)
            yield return type;
        foreach (var type in record.AllInterfaces)
            yield return type;
    }

    /// <summary>The method that gives the record's number in a version, unless the record has it by hand.</summary>
    private static string Numbers(INamedTypeSymbol record, IReadOnlyList<WireCode> codes, string method)
    {
        if (StructureSource.Has(record, method))
            return "";
        var source = new StringBuilder(
            $"    internal override int {method}(global::RxOfctl.Protocol.OpenFlowVersion version) => (byte)version switch\n    {{\n");
        foreach (var code in codes)
            source.Append($"        >= {code.From} and <= {code.To} => {code.Code},\n");
        return source.Append("        _ => -1,\n    };\n\n").ToString();
    }
}
