using System.Collections.Frozen;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Protocol.Text;

/// <summary>The names that <c>ovs-ofctl</c> writes for fields in actions: Nicira's where the field has one there, else the specification's.</summary>
internal static class SubfieldNames
{
    /// <summary>The fields of Nicira that are the same as one of the specification, by that one.</summary>
    public static FrozenDictionary<OxmType, OxmType> Twins { get; } =
        Nxm.All.Where(type => type.SameAs is not null).ToFrozenDictionary(type => type.SameAs!);

    /// <summary>The name of a field.</summary>
    public static string Of(OxmType type) =>
        type.SubfieldName ?? Twins.GetValueOrDefault(type)?.SubfieldName ?? (type.IsUnknown ? type.ShortName : FieldNames.Header(type));
}
