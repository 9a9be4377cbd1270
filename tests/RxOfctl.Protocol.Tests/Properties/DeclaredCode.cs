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

    /// <summary>Whether a frame is an experimenter's form as the code is: the message itself, or the multipart message.</summary>
    public bool IsOf(byte[] frame)
    {
        const byte ExperimenterMessage = 4;
        var header = frame[0] == 1 ? 12 : 16;
        var isExperimenter = frame[1] == ExperimenterMessage || (frame.Length >= header && IsMultipart(frame) && frame[8] == 0xff && frame[9] == 0xff);
        return isExperimenter == (Experimenter.Length > 0);
    }

    private static bool IsMultipart(byte[] frame) => frame[0] == 1 ? frame[1] is 16 or 17 : frame[1] is 18 or 19;

    private static OpenFlowVersion Bound(CustomAttributeData attribute, string name, OpenFlowVersion otherwise)
    {
        var argument = attribute.NamedArguments.FirstOrDefault(named => named.MemberName == name);
        return argument.MemberInfo is null ? otherwise : (OpenFlowVersion)argument.TypedValue.Value!;
    }
}
