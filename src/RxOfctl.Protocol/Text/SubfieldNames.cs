namespace RxOfctl.Protocol.Text;

/// <summary>
/// The names that <c>ovs-ofctl</c> writes for fields in actions: Nicira's where the field has one there, else the specification's.
/// </summary>
internal static class SubfieldNames
{
    /// <summary>The name of a field.</summary>
    public static string Of(OxmType type) =>
        type.SubfieldName ?? OxmAliases.Twins.GetValueOrDefault(type)?.SubfieldName
            ?? (type.IsUnknown ? type.ShortName : FieldNames.Header(type));
}
