using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RxOfctl.Protocol.Generator;

/// <summary>
/// Writes, for every record that declares its wire form by attributes, the reading and the writing of its members; for every
/// family, the dispatch by number and the choice among forms. What a record writes by hand (<c>ReadBody</c>, <c>WriteBody</c>) is left to
/// it.
/// </summary>
[Generator]
public sealed class WireGenerator : IIncrementalGenerator
{
    private const string Namespace = "RxOfctl.Protocol.Wire.";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var members = Members(context, "WireCodeAttribute").Collect()
            .Combine(Members(context, "NiciraCodeAttribute").Collect())
            .Combine(Members(context, "OnfCodeAttribute").Collect())
            .Select(static (all, _) => all.Left.Left.AddRange(all.Left.Right).AddRange(all.Right));
        var structures = context.SyntaxProvider.ForAttributeWithMetadataName(
            Namespace + "WireStructureAttribute",
            static (_, _) => true,
            static (syntax, _) => StructureSource.Of((INamedTypeSymbol)syntax.TargetSymbol, LengthAt(syntax.Attributes[0])));
        var families = context.SyntaxProvider.ForAttributeWithMetadataName(
            Namespace + "WireFamilyAttribute",
            static (_, _) => true,
            static (syntax, _) => new Family((INamedTypeSymbol)syntax.TargetSymbol, syntax.Attributes[0]));

        context.RegisterSourceOutput(members.SelectMany(static (all, _) => all), static (output, member) =>
            Add(output, member.Name, member.Source));
        context.RegisterSourceOutput(structures, static (output, structure) => Add(output, structure.Name, structure.Source));
        context.RegisterSourceOutput(
            families.Combine(members),
            static (output, pair) => Add(output, pair.Left.Name + ".Dispatch", pair.Left.Dispatch(pair.Right)));
    }

    /// <summary>The records whose first code is of one attribute, so that one with codes of several comes once.</summary>
    private static IncrementalValuesProvider<FamilyMember> Members(IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(
            Namespace + attribute,
            static (_, _) => true,
            (syntax, _) => WireCode.FirstAttribute((INamedTypeSymbol)syntax.TargetSymbol) == attribute
                ? FamilyMember.From((INamedTypeSymbol)syntax.TargetSymbol)
                : null)
            .Where(static member => member is not null)!;

    private static int LengthAt(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "LengthAt").Value.Value as int? ?? -1;

    private static void Add(SourceProductionContext output, string name, string source) =>
        output.AddSource(name + ".g.cs", SourceText.From(source, Encoding.UTF8));
}
