using System.Text;
using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>The methods that read and write a record that has a layout for each range of versions, or for a form with a name.</summary>
/// <param name="record">The record.</param>
/// <param name="layouts">Its layouts.</param>
/// <param name="members">All of its members that are on the wire somewhere.</param>
internal sealed class LayoutSource(INamedTypeSymbol record, IReadOnlyList<Layout> layouts, IReadOnlyList<string> members)
{
    private const string Reader = "ref global::RxOfctl.Protocol.Wire.WireReader reader";
    private const string Writer = "ref global::RxOfctl.Protocol.Wire.WireWriter writer";

    /// <summary>The condition that an entry says its own length in a version.</summary>
    public static string HasLength(IReadOnlyList<Layout> layouts) =>
        string.Join(" || ", layouts.Where(layout => layout.LengthAt >= 0 && layout.Name is null)
            .Select(layout => $"(byte)version is >= {layout.From} and <= {layout.To}"));

    /// <summary>The members that a layout does not have.</summary>
    public IEnumerable<string> Missing(Layout layout) => members.Except(layout.Members);

    /// <summary>The methods of the structures.</summary>
    public string Source()
    {
        var source = new StringBuilder();
        foreach (var layout in layouts)
        {
            AddRead(source, layout);
            AddWrite(source, layout);
            if (layout.Name is not null)
                AddFits(source, layout);
        }

        return source.ToString();
    }

    /// <summary>The methods that choose the structure of a version.</summary>
    public string Choice(string writeMethod, string readMethod, string modifier)
    {
        var source = new StringBuilder();
        var ofVersions = layouts.Where(layout => layout.Name is null).ToList();
        source.AppendLine($"    internal static {record.Name} {readMethod}({Reader}) => (byte)reader.Version switch").AppendLine("    {");
        foreach (var layout in ofVersions)
            source.AppendLine($"        >= {layout.From} and <= {layout.To} => Read{layout.Suffix}(ref reader),");
        source.AppendLine("        _ => throw new global::System.Diagnostics.UnreachableException(),").AppendLine("    };").AppendLine();
        source.AppendLine($"    {(writeMethod == "WriteLayout" ? "private" : modifier)} void {writeMethod}({Writer})").AppendLine("    {");
        source.AppendLine("        switch ((byte)writer.Version)").AppendLine("        {");
        foreach (var layout in ofVersions)
        {
            source.AppendLine($"            case >= {layout.From} and <= {layout.To}:")
                .AppendLine($"                Write{layout.Suffix}(ref writer);");
            source.AppendLine("                break;");
        }

        return source.AppendLine("        }").AppendLine("    }").AppendLine().ToString();
    }

    private void AddRead(StringBuilder source, Layout layout)
    {
        source.AppendLine($"    internal static {record.Name} Read{layout.Suffix}({Reader})").AppendLine("    {");
        if (layout.LengthAt >= 0)
        {
            source.AppendLine($"        var entry = reader.ReadMeasured({layout.LengthAt});");
            source.AppendLine("        var value = ReadMembers" + layout.Suffix + "(ref entry);");
            source.AppendLine($"        entry.EnsureEnd(\"{record.Name}\");").AppendLine("        return value;").AppendLine("    }")
                .AppendLine();
            source.AppendLine($"    private static {record.Name} ReadMembers{layout.Suffix}({Reader})").AppendLine("    {");
        }

        foreach (var line in layout.Fields.SelectMany(field => field.Read()))
            source.AppendLine("        " + line);
        if (layout.HasProperties)
            AddReadProperties(source, layout);
        var values = layout.Fields.Where(field => field.HasValue).GroupBy(field => field.Member).ToLookup(IsOnlyRead);
        var arguments = values[true]
            .Select(member => $"{char.ToLowerInvariant(member.Key[0])}{member.Key.Substring(1)}: {LayoutField.ValueOf(record, member)}");
        source.AppendLine($"        return new({string.Join(", ", arguments)})").AppendLine("        {");
        foreach (var member in values[false])
            source.AppendLine($"            {member.Key} = {LayoutField.ValueOf(record, member)},");
        if (layout.HasProperties)
            source.AppendLine("            UnknownProperties = unknown is null ? default : ValueList.Take(unknown),");
        source.AppendLine("        };").AppendLine("    }").AppendLine();
    }

    // What a message ends in: properties in any order.
    private void AddReadProperties(StringBuilder source, Layout layout)
    {
        var properties = layout.Fields.Where(field => field.Kind == LayoutKind.Property).ToList();
        foreach (var property in properties)
            source.AppendLine($"        var {property.Local} = Unset.{property.Member};");
        if (properties.Exists(property => property.IsOnce))
            source.AppendLine("        var seen = 0ul;");
        source.AppendLine("""
                    global::System.Collections.Generic.List<UnknownProperty>? unknown = null;
                    while (reader.Remaining > 0)
                    {
                        var value = reader.ReadProperty(out var type);
                        switch (type)
                        {
            """);
        foreach (var property in properties)
        {
            source.AppendLine($"                case {property.Width}:");
            if (property.IsOnce)
                source.AppendLine("                    value.EnsureFirst(ref seen, type);");
            source.AppendLine($"                    {property.Local} = {property.ReadProperty()};")
                .AppendLine("                    break;");
        }

        source.AppendLine($$"""
                            default:
                                (unknown ??= []).Add(new(type, value.ReadRest()));
                                break;
                        }

                        value.EnsureEnd("a property of {{record.Name}}");
                    }

            """);
    }

    private void AddWrite(StringBuilder source, Layout layout)
    {
        source.AppendLine($"    internal void Write{layout.Suffix}({Writer})").AppendLine("    {");
        foreach (var member in Missing(layout))
            source.AppendLine($"        writer.RefuseIf({IsSet(member)}, \"{record.Name}.{member}\");");

        // Of a member that has its parts here, what these do not say would be lost.
        foreach (var member in layout.Fields.Where(field => field.Part is not null).Select(field => field.Member).Distinct())
        {
            if (StructureSource.Has(StructureSource.TypeOf(record, member), "RefuseOthers"))
                source.AppendLine($"        {member}.RefuseOthers(writer, \"{record.Name}\");");
        }

        if (layout.LengthAt >= 0)
            source.AppendLine("        var start = writer.Position;");
        foreach (var line in layout.Fields.SelectMany(field => field.Write()))
            source.AppendLine("        " + line);
        if (layout.HasProperties)
            source.AppendLine("        writer.WriteUnknownProperties(UnknownProperties);");
        if (layout.LengthAt >= 0)
            source.AppendLine($"        writer.SetLength(start + {layout.LengthAt}, writer.Position - start);");
        source.AppendLine("    }").AppendLine();
    }

    private void AddFits(StringBuilder source, Layout layout)
    {
        var condition = string.Join(" && ", Missing(layout).Select(member => "!" + IsSet(member)).DefaultIfEmpty("true"));
        source.AppendLine($"    private bool Fits{layout.Name}(global::RxOfctl.Protocol.OpenFlowVersion version) => {condition};");
        source.AppendLine();
    }

    private bool IsOnlyRead(IGrouping<string, LayoutField> member) =>
        StructureSource.PropertyOf(record, member.Key) is { SetMethod: null };

    private string IsSet(string member) =>
        StructureSource.IsSet(StructureSource.TypeOf(record, member).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), member);
}
