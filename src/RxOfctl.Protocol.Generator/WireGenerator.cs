using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RxOfctl.Protocol.Generator;

/// <summary>
/// Writes, for every record that declares its wire form by attributes, the reading and the writing of its members; for every
/// family, the dispatch by number. What a record writes by hand (<c>ReadBody</c>, <c>WriteBody</c>) is left to it.
/// </summary>
[Generator]
public sealed class WireGenerator : IIncrementalGenerator
{
    private const string Namespace = "RxOfctl.Protocol.Wire.";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var members = context.SyntaxProvider.ForAttributeWithMetadataName(
            Namespace + "WireCodeAttribute",
            static (_, _) => true,
            static (syntax, _) => FamilyMember.From((INamedTypeSymbol)syntax.TargetSymbol, syntax.Attributes));
        var structures = context.SyntaxProvider.ForAttributeWithMetadataName(
            Namespace + "WireStructureAttribute",
            static (_, _) => true,
            static (syntax, _) => StructureSource.Of((INamedTypeSymbol)syntax.TargetSymbol, LengthAt(syntax.Attributes[0])));
        var families = context.SyntaxProvider.ForAttributeWithMetadataName(
            Namespace + "WireFamilyAttribute",
            static (_, _) => true,
            static (syntax, _) => new Family((INamedTypeSymbol)syntax.TargetSymbol));

        context.RegisterSourceOutput(members, static (output, member) => Add(output, member.Name, member.Source));
        context.RegisterSourceOutput(structures, static (output, structure) => Add(output, structure.Name, structure.Source));
        context.RegisterSourceOutput(
            families.Combine(members.Collect()),
            static (output, pair) => Add(output, pair.Left.Name + ".Dispatch", pair.Left.Dispatch(pair.Right)));
    }

    private static int LengthAt(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "LengthAt").Value.Value as int? ?? -1;

    private static void Add(SourceProductionContext output, string name, string source) =>
        output.AddSource(name + ".g.cs", SourceText.From(source, Encoding.UTF8));
}
