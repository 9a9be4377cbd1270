using System.Reflection;

namespace RxOfctl.Protocol.Tests.Properties;

/// <summary>A code that a record declares: a number of the specification's or an experimenter's, with the versions that have it.</summary>
internal sealed record DeclaredCode(string Experimenter, int Code, OpenFlowVersion From, OpenFlowVersion To)
{
    private static readonly Dictionary<string, string> Experimenters = new()
    {
        ["WireCodeAttribute"] = "",
        ["NiciraCodeAttribute"] = "Nicira",
        ["OnfCodeAttribute"] = "ONF",
    };

    /// <summary>The codes of a record in the order of their declaration: in each version, the first that the version has is written.</summary>
    public static IReadOnlyList<DeclaredCode> Of(Type record) =>
    [
        .. from attribute in record.CustomAttributes
           where Experimenters.ContainsKey(attribute.AttributeType.Name)
           select new DeclaredCode(
               Experimenters[attribute.AttributeType.Name],
               (int)attribute.ConstructorArguments[0].Value!,
               Bound(attribute, "From", OpenFlowVersion.OpenFlow10),
               Bound(attribute, "To", OpenFlowVersion.OpenFlow15)),
    ];

    /// <summary>The code in which a record is written in a version; null where the version has none.</summary>
    public static DeclaredCode? Preferred(Type record, OpenFlowVersion version) => Of(record).FirstOrDefault(code => code.IsIn(version));

    public bool IsIn(OpenFlowVersion version) => From <= version && version <= To;

    private static OpenFlowVersion Bound(CustomAttributeData attribute, string name, OpenFlowVersion otherwise)
    {
        var argument = attribute.NamedArguments.FirstOrDefault(named => named.MemberName == name);
        return argument.MemberInfo is null ? otherwise : (OpenFlowVersion)argument.TypedValue.Value!;
    }
}
