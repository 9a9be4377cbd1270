using System.Text;
using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>The second half of a record: what reads and writes it.</summary>
/// <param name="Name">The record's name, with its namespace.</param>
/// <param name="Source">The source.</param>
internal sealed record StructureSource(string Name, string Source)
{
    /// <summary>A structure without a number, which lists are made of.</summary>
    /// <param name="record">The record.</param>
    /// <param name="lengthAt">Where the structure has its own length, in bytes from its start; -1 if it has none.</param>
    public static StructureSource Of(INamedTypeSymbol record, int lengthAt)
    {
        var name = record.Name;
        var explicitly = $"global::RxOfctl.Protocol.Wire.IWireStructure<{name}>";
        var layouts = LayoutSource.HasLength(Layout.Of(record));
        var hasLength = lengthAt >= 0 ? "true" : layouts.Length > 0 ? layouts : Has(record, "HasLength") ? "HasLength(version)" : "false";
        var body = (lengthAt < 0 ? Body(record) : Measured(record, lengthAt)) + $$"""

                static {{name}} {{explicitly}}.Read(ref global::RxOfctl.Protocol.Wire.WireReader reader) => ReadBody(ref reader);

                static bool {{explicitly}}.HasLength(global::RxOfctl.Protocol.OpenFlowVersion version) => {{hasLength}};

                void {{explicitly}}.Write(ref global::RxOfctl.Protocol.Wire.WireWriter writer) => WriteBody(ref writer);

            """;
        return new(record.ToDisplayString(), File(record, explicitly, body));
    }

    /// <summary>The methods of a structure that has its own length among its members, where it is padding to them.</summary>
    private static string Measured(INamedTypeSymbol record, int lengthAt) => Body(record, "WriteMembers", "ReadMembers") + $$"""

                internal static {{record.Name}} ReadBody(ref global::RxOfctl.Protocol.Wire.WireReader reader)
                {
                    var entry = reader.ReadMeasured({{lengthAt}});
                    var value = ReadMembers(ref entry);
                    entry.EnsureEnd("{{record.Name}}");
                    return value;
                }

                internal void WriteBody(ref global::RxOfctl.Protocol.Wire.WireWriter writer)
                {
                    var start = writer.Position;
                    WriteMembers(ref writer);
                    writer.SetLength(start + {{lengthAt}}, writer.Position - start);
                }

            """;

    /// <summary>The methods that read and write the members, but for those that the record has by hand.</summary>
    public static string Body(INamedTypeSymbol record, string writeMethod = "WriteBody", string readMethod = "ReadBody")
    {
        if (record.IsAbstract)
            return "";
        var modifier = record.BaseType?.SpecialType == SpecialType.System_Object ? "internal" : "internal override";
        var layouts = Layout.Of(record);
        var fields = layouts.Any(layout => layout.Name is null) ? [] : WireField.Of(record);
        var members = layouts.SelectMany(layout => layout.Members).Concat(fields.Select(field => field.Name)).Distinct().ToList();
        var layoutSource = new LayoutSource(record, layouts, members);
        var source = new StringBuilder();
        // Where a version or a form lacks a member it has the value that a new record has.
        if (fields.Any(field => !field.IsEverywhere) || layouts.Any(layout => layout.HasProperties || layoutSource.Missing(layout).Any()))
            source.AppendLine($"    private static readonly {record.Name} Unset = new();").AppendLine();
        if (layouts.Any(layout => layout.Name is null))
            source.Append(layoutSource.Choice(Free(record, writeMethod, "WriteLayout"), Free(record, readMethod, "ReadLayout"), modifier));
        else
            AddDeclared(source, record, fields, writeMethod, readMethod, modifier);
        return source.Append(layoutSource.Source()).ToString();
    }

    private static void AddDeclared(
        StringBuilder source, INamedTypeSymbol record, IReadOnlyList<WireField> fields, string writeMethod, string readMethod,
        string modifier)
    {
        (readMethod, writeMethod) = (Free(record, readMethod, "ReadDeclared"), Free(record, writeMethod, "WriteDeclared"));
        if (!Has(record, readMethod))
        {
            source.AppendLine($"    internal static {record.Name} {readMethod}(ref global::RxOfctl.Protocol.Wire.WireReader reader)")
                .AppendLine("    {");
            foreach (var line in fields.SelectMany(field => field.Read()))
                source.AppendLine("        " + line);
            source.AppendLine("        return new()").AppendLine("        {");
            foreach (var field in fields)
                source.AppendLine("            " + field.Assignment);
            source.AppendLine("        };").AppendLine("    }").AppendLine();
        }

        if (Has(record, writeMethod))
            return;
        modifier = writeMethod == "WriteDeclared" ? "internal" : modifier;
        source.AppendLine($"    {modifier} void {writeMethod}(ref global::RxOfctl.Protocol.Wire.WireWriter writer)");
        source.AppendLine("    {");
        foreach (var line in fields.SelectMany(field => field.Write(record.Name)))
            source.AppendLine("        " + line);
        source.AppendLine("    }").AppendLine();
    }

    /// <summary>A file with the part of a record.</summary>
    public static string File(INamedTypeSymbol record, string? implements, string body) =>
        $$"""
        // <auto-generated/>
        #nullable enable
        namespace {{record.ContainingNamespace.ToDisplayString()}};

        partial record {{record.Name}}{{(implements is null ? "" : " : " + implements)}}
        {
        {{body.TrimEnd()}}
        }

        """;

    /// <summary>
    /// The name of a method that is to be written; where the record has it by hand, and calls another for its declared members, that one's.
    /// </summary>
    private static string Free(INamedTypeSymbol record, string method, string members) =>
        Has(record, method) && record.DeclaringSyntaxReferences.Any(part => part.GetSyntax().ToString().Contains(members + "(ref "))
            ? members
            : method;

    /// <summary>True if a type, or one that it derives from, has a method that is written by hand and can be called.</summary>
    public static bool Has(ITypeSymbol type, string method) =>
        type.GetMembers(method).Any(member => !member.IsImplicitlyDeclared && !member.IsAbstract && !member.IsVirtual)
        || (type.BaseType is { } parent && parent.GetMembers(method)
            .Any(member => member.DeclaredAccessibility == Accessibility.ProtectedAndInternal));

    /// <summary>A property of a type or of one that it derives from.</summary>
    public static IPropertySymbol PropertyOf(ITypeSymbol owner, string name)
    {
        for (var type = owner; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
                return property;
        }

        throw new InvalidOperationException($"A layout of {owner} names {name}, which it does not have.");
    }

    /// <summary>The type of a property.</summary>
    public static ITypeSymbol TypeOf(ITypeSymbol owner, string name) => PropertyOf(owner, name).Type;

    /// <summary>The condition that a member has another value than in a new record.</summary>
    public static string IsSet(string type, string member) =>
        $"!global::System.Collections.Generic.EqualityComparer<{type}>.Default.Equals({member}, Unset.{member})";
}
