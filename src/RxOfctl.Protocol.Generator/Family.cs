using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>The base record of a family: the source of its dispatch is the numbers of all members.</summary>
internal sealed record Family(string Name, string Type, string Declaration)
{
    private const string Marker = "/*dispatch*/";

    /// <summary>The family of a base record.</summary>
    public Family(INamedTypeSymbol root)
        : this(root.ToDisplayString(), root.Name, StructureSource.File(root, null, Marker))
    {
    }

    /// <summary>The method that reads the body of the member that has a number in a version, or gives null where none has it.</summary>
    public string Dispatch(ImmutableArray<FamilyMember> members)
    {
        var cases = from member in members
                    where member.Family == Name
                    from range in member.Ranges()
                    orderby range.Code, range.From
                    select $"            ({range.Code}, >= {range.From} and <= {range.To}) => global::{member.Name}.{range.ReadBy}(ref reader),";
        var source = new StringBuilder();
        source.AppendLine($"    private static {Type}? ReadKnown(int code, ref global::RxOfctl.Protocol.Wire.WireReader reader) =>");
        source.AppendLine("        (code, (byte)reader.Version) switch").AppendLine("        {");
        foreach (var line in cases)
            source.AppendLine(line);
        source.AppendLine("            _ => null,").AppendLine("        };");
        return Declaration.Replace(Marker, source.ToString().TrimEnd());
    }
}
