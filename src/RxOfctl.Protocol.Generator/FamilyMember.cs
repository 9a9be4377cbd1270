using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>A record that a number tells from the others of its family.</summary>
/// <param name="Name">The record's name, with its namespace.</param>
/// <param name="Family">The name of the family's base record, with its namespace.</param>
/// <param name="Codes">The numbers with their versions, as text, so that two equal ones compare equal.</param>
/// <param name="Source">The source of the record's second half.</param>
internal sealed record FamilyMember(string Name, string Family, string Codes, string Source)
{
    /// <summary>One number that a record has in a range of versions.</summary>
    public readonly record struct Range(int Code, int From, int To, string ReadBy);

    /// <summary>The record with its attributes.</summary>
    public static FamilyMember From(INamedTypeSymbol record, ImmutableArray<AttributeData> attributes)
    {
        var ranges = attributes.Select(RangeOf).ToList();
        var (family, codeMethod, writeMethod) = FamilyOf(record);
        var code = new StringBuilder($"    internal override int {codeMethod}(global::RxOfctl.Protocol.OpenFlowVersion version) => (byte)version switch\n    {{\n");
        foreach (var range in ranges)
            code.Append($"        >= {range.From} and <= {range.To} => {range.Code},\n");
        code.Append("        _ => -1,\n    };\n\n");
        return new(
            record.ToDisplayString(),
            family,
            string.Join(";", ranges.Select(range => $"{range.Code},{range.From},{range.To},{range.ReadBy}")),
            StructureSource.File(record, null, (StructureSource.Has(record, codeMethod) ? "" : code.ToString()) + StructureSource.Body(record, writeMethod)));
    }

    /// <summary>The numbers with their versions.</summary>
    public IEnumerable<Range> Ranges() =>
        from range in Codes.Split(';')
        let parts = range.Split(',')
        select new Range(int.Parse(parts[0]), int.Parse(parts[1]), int.Parse(parts[2]), parts[3]);

    private static (string Name, string CodeMethod, string WriteMethod) FamilyOf(INamedTypeSymbol record)
    {
        for (var type = record.BaseType; type is not null; type = type.BaseType)
        {
            var attribute = type.GetAttributes().FirstOrDefault(candidate => candidate.AttributeClass?.Name == "WireFamilyAttribute");
            if (attribute is null)
                continue;
            string Named(string name, string fallback) =>
                attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value as string ?? fallback;
            return (type.ToDisplayString(), Named("CodeMethod", "CodeIn"), Named("WriteMethod", "WriteBody"));
        }

        throw new InvalidOperationException($"{record} has a WireCode but no base record that is a WireFamily.");
    }

    private static Range RangeOf(AttributeData attribute)
    {
        int Named(string name, int fallback)
        {
            var value = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value;
            return value.IsNull ? fallback : Convert.ToInt32(value.Value, System.Globalization.CultureInfo.InvariantCulture);
        }

        var readBy = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "ReadBy").Value.Value as string ?? "ReadBody";
        return new((int)attribute.ConstructorArguments[0].Value!, Named("From", Versions.First), Named("To", Versions.Last), readBy);
    }
}
