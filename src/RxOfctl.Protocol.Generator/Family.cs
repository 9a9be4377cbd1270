using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>The base record of a family: the source of its dispatch is the numbers of all members.</summary>
/// <param name="Name">The record's name, with its namespace.</param>
/// <param name="Type">The record's name.</param>
/// <param name="HasForms">Whether experimenters have forms in the family.</param>
/// <param name="IsWithin">Whether the family is within another.</param>
/// <param name="Declaration">The file, with a mark where the dispatch goes.</param>
internal sealed record Family(string Name, string Type, bool HasForms, bool IsWithin, string Declaration)
{
    private const string Marker = "/*dispatch*/";
    private const string Reader = "ref global::RxOfctl.Protocol.Wire.WireReader reader";

    /// <summary>The family of a base record.</summary>
    public Family(INamedTypeSymbol root, AttributeData attribute)
        : this(
            root.ToDisplayString(),
            root.Name,
            attribute.NamedArguments.Any(argument => argument.Key == "FormMethod"),
            root.BaseType?.SpecialType != SpecialType.System_Object,
            StructureSource.File(root, null, Marker))
    {
    }

    /// <summary>The methods that read the body of the member that has a number in a version, or give null where none has it.</summary>
    public string Dispatch(ImmutableArray<FamilyMember> members)
    {
        var cases = (from member in members
                     from one in member.ToCases()
                     where one.Family == Name
                     orderby one.Experimenter, one.Code, one.From
                     select (one.Experimenter, Line: $"{one.Code}, >= {one.From} and <= {one.To}) => global::{member.Name}.{one.ReadBy}(ref reader),")).ToList();
        var source = new StringBuilder();
        AddMethod(
            source,
            $"private static {Type}? ReadKnown(int code, {Reader})",
            "(code, (byte)reader.Version)",
            cases.Where(one => one.Experimenter == 0).Select(one => "(" + one.Line));
        if (HasForms)
        {
            AddMethod(
                source.AppendLine(),
                $"internal {(IsWithin ? "new " : "")}static {Type}? ReadExperimenter(uint experimenter, uint code, {Reader})",
                "(experimenter, code, (byte)reader.Version)",
                cases.Where(one => one.Experimenter != 0).Select(one => $"(0x{one.Experimenter:x8}, {one.Line}"));
        }

        return Declaration.Replace(Marker, source.ToString().TrimEnd());
    }

    private static void AddMethod(StringBuilder source, string signature, string subject, IEnumerable<string> cases)
    {
        source.AppendLine($"    {signature} =>").AppendLine($"        {subject} switch").AppendLine("        {");
        foreach (var one in cases)
            source.AppendLine("            " + one);
        source.AppendLine("            _ => null,").AppendLine("        };");
    }
}
