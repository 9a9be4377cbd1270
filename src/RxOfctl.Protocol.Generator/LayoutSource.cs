using System.Text;
using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>The methods that read and write a record that has a layout for each range of versions.</summary>
internal sealed class LayoutSource(INamedTypeSymbol record, IReadOnlyList<Layout> layouts)
{
    private const string Reader = "ref global::RxOfctl.Protocol.Wire.WireReader reader";
    private const string Writer = "ref global::RxOfctl.Protocol.Wire.WireWriter writer";

    /// <summary>The condition that an entry says its own length in a version.</summary>
    public static string HasLength(IReadOnlyList<Layout> layouts) =>
        string.Join(" || ", layouts.Where(layout => layout.LengthAt >= 0).Select(layout => $"(byte)version is >= {layout.From} and <= {layout.To}"));

    /// <summary>The methods.</summary>
    public string Source(string writeMethod, string readMethod, string modifier)
    {
        var source = new StringBuilder();
        var members = layouts.SelectMany(layout => layout.Fields).Where(field => field.HasValue).Select(field => field.Member).Distinct().ToList();
        source.AppendLine($"    private static readonly {record.Name} Unset = new();").AppendLine();
        source.AppendLine($"    internal static {record.Name} {(StructureSource.Has(record, readMethod) ? "ReadLayout" : readMethod)}({Reader}) => (byte)reader.Version switch").AppendLine("    {");
        foreach (var layout in layouts)
            source.AppendLine($"        >= {layout.From} and <= {layout.To} => ReadFrom{layout.From}(ref reader),");
        source.AppendLine("        _ => throw new global::System.Diagnostics.UnreachableException(),").AppendLine("    };").AppendLine();
        source.AppendLine($"    {modifier} void {writeMethod}({Writer})").AppendLine("    {");
        source.AppendLine("        switch ((byte)writer.Version)").AppendLine("        {");
        foreach (var layout in layouts)
        {
            source.AppendLine($"            case >= {layout.From} and <= {layout.To}:").AppendLine($"                WriteFrom{layout.From}(ref writer);");
            source.AppendLine("                break;");
        }

        source.AppendLine("        }").AppendLine("    }").AppendLine();
        foreach (var layout in layouts)
        {
            AddRead(source, layout);
            AddWrite(source, layout, members);
        }

        return source.ToString();
    }

    private void AddRead(StringBuilder source, Layout layout)
    {
        source.AppendLine($"    private static {record.Name} ReadFrom{layout.From}({Reader})").AppendLine("    {");
        if (layout.LengthAt >= 0)
        {
            source.AppendLine($"        var entry = reader.ReadMeasured({layout.LengthAt});");
            source.AppendLine("        var value = ReadMembersFrom" + layout.From + "(ref entry);");
            source.AppendLine($"        entry.EnsureEnd(\"{record.Name}\");").AppendLine("        return value;").AppendLine("    }").AppendLine();
            source.AppendLine($"    private static {record.Name} ReadMembersFrom{layout.From}({Reader})").AppendLine("    {");
        }

        foreach (var line in layout.Fields.SelectMany(field => field.Read()))
            source.AppendLine("        " + line);
        source.AppendLine("        return new()").AppendLine("        {");
        foreach (var member in layout.Fields.Where(field => field.HasValue).GroupBy(field => field.Member))
        {
            var locals = string.Join(", ", member.Select(field => field.Local));
            source.AppendLine(member.First().Part is null ? $"            {member.Key} = {locals}," : $"            {member.Key} = new({locals}),");
        }

        source.AppendLine("        };").AppendLine("    }").AppendLine();
    }

    private void AddWrite(StringBuilder source, Layout layout, IReadOnlyList<string> members)
    {
        source.AppendLine($"    private void WriteFrom{layout.From}({Writer})").AppendLine("    {");
        foreach (var member in members.Where(member => layout.Fields.All(field => !field.HasValue || field.Member != member)))
        {
            source.AppendLine(
                $"        writer.RefuseIf(!global::System.Collections.Generic.EqualityComparer<{TypeOf(member)}>.Default.Equals({member}, Unset.{member}), \"{record.Name}.{member}\");");
        }

        // Of a member that has its parts here, what these do not say would be lost.
        foreach (var member in layout.Fields.Where(field => field.Part is not null).Select(field => field.Member).Distinct())
            source.AppendLine($"        {member}.RefuseOthers(writer, \"{record.Name}\");");
        if (layout.LengthAt >= 0)
            source.AppendLine("        var start = writer.Position;");
        foreach (var line in layout.Fields.SelectMany(field => field.Write()))
            source.AppendLine("        " + line);
        if (layout.LengthAt >= 0)
            source.AppendLine($"        writer.SetLength(start + {layout.LengthAt}, writer.Position - start);");
        source.AppendLine("    }").AppendLine();
    }

    private string TypeOf(string member) =>
        record.GetMembers(member).OfType<IPropertySymbol>().Single().Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
