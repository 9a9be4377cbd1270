using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Statistics;
using RxOfctl.Protocol.Tests.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Documentation;

/// <summary>Which version has what, as a piece of Markdown: told by the records, their attributes and the tables of fields and errors.</summary>
internal static class VersionTable
{
    private const string There = "●";
    private const uint NiciraExperimenter = 0x00002320;
    private const uint NshExperimenter = 0x005ad650;
    private const uint OnfExperimenter = 0x4f4e4600;
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;

    private static readonly Type[] MessagesWithin = [typeof(MultipartRequest), typeof(MultipartReply)];

    /// <summary>One table for each kind of thing.</summary>
    public static string Make()
    {
        var text = new StringBuilder();
        var messages = Concrete<OpenFlowMessage>().Where(type => !MessagesWithin.Any(type.IsSubclassOf)).ToList();
        Add(text, "Messages", Codes(messages.Where(IsOfTheSpecification), ""));
        Add(text, "Multipart messages", Multiparts());
        Add(text, "Messages of Nicira and the ONF", Codes(messages.Where(type => !IsOfTheSpecification(type)), ""));
        Add(text, "Actions", Codes(Concrete<OpenFlowAction>().Where(IsOfTheSpecification), ""));
        Add(text, "Actions of Nicira and the ONF", Codes(Concrete<OpenFlowAction>().Where(type => !IsOfTheSpecification(type)), ""));
        Add(text, "Instructions", Codes(Concrete<Instruction>(), "CodeIn"));
        Add(text, "Match fields", MatchFields());
        Add(text, "Match fields of extensions", ExtensionFields());
        Add(text, "Statistics fields", Oxs.All.Select(type => Row($"`{type.Name}`", version => version == OpenFlow15 ? Number(type.Field) : "")));
        Add(text, "Meter bands", Codes(Concrete<MeterBand>(), "CodeIn"));
        Add(text, "Changes of flows", Codes(Concrete<FlowUpdate>(), "CodeIn"));
        Add(text, "Properties", Properties());
        Add(text, "Errors: how many of each type have a name", Errors());
        return text.ToString();
    }

    private static void Add(StringBuilder text, string heading, IEnumerable<string> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"<details><summary>{heading}</summary>\n\n| | 1.0 | 1.1 | 1.2 | 1.3 | 1.4 | 1.5 |\n|---|---|---|---|---|---|---|\n");
        foreach (var row in rows)
            text.Append(row).Append('\n');
        text.Append("\n</details>\n\n");
    }

    private static string Row(string name, Func<OpenFlowVersion, string> cell) =>
        $"| {name} | {string.Join(" | ", ProtocolTypes.AllVersions.Select(cell))} |";

    // What is unknown has whatever number it came with.
    private static IEnumerable<Type> Concrete<T>() =>
        ProtocolTypes.ConcreteTypes(typeof(T)).Where(type => !type.Name.StartsWith("Unknown", StringComparison.Ordinal) && type != typeof(AsyncMask) && type != typeof(ExperimenterProperty)).OrderBy(type => type.Name, StringComparer.Ordinal);

    private static IEnumerable<string> Codes(IEnumerable<Type> types, string method) => types.Select(type => Row($"`{type.Name}`", version => Code(type, method, version)));

    private static string Code(Type type, string method, OpenFlowVersion version)
    {
        var declared = DeclaredCode.Of(type);
        if (declared.Count > 0)
            return string.Join(", ", declared.Where(code => code.IsIn(version)).Select(Number).Distinct());
        // The records that tell their number themselves tell it whatever their members are.
        var code = (int)type.GetMethod(method, Hidden)!.Invoke(RuntimeHelpers.GetUninitializedObject(type), [version])!;
        return code < 0 ? "" : Number(code);
    }

    private static bool IsOfTheSpecification(Type type) => DeclaredCode.Of(type).Any(code => code.Experimenter.Length == 0);

    private static string Number(DeclaredCode code) => $"{code.Experimenter} {Number(code.Code)}".TrimStart();

    // An experimenter's number is the same everywhere, and is left out.
    private static string Number(int code) => code == 0xffff ? There : code.ToString(CultureInfo.InvariantCulture);

    // A request and its reply have one number.
    private static IEnumerable<string> Multiparts() =>
        from type in Concrete<MultipartRequest>().Concat(Concrete<MultipartReply>())
        group type by type.Name.Replace("Request", "", StringComparison.Ordinal).Replace("Reply", "", StringComparison.Ordinal) into pair
        orderby pair.Key
        select Row($"`{pair.Key}`", version => string.Join(", ", pair.SelectMany(type => Code(type, "", version).Split(", ")).Where(code => code.Length > 0).Distinct()));

    private static IEnumerable<string> MatchFields()
    {
        var fixed10 = FixedFields("Places10");
        var fixed11 = FixedFields("Places11");
        return
        [
            .. Oxm.All.Select(type => Row($"`{type.Name}`{(type.Maskable ? "" : ", no mask")}", version => version switch
            {
                OpenFlow10 => fixed10.Contains(type) ? There : "",
                OpenFlow11 => fixed11.Contains(type) ? There : "",
                _ => version >= type.From ? Number(type.Field) : "",
            })),
            Row($"`{Oxm.PacketReg(0).Name}` to `{Oxm.PacketReg(127).Name}`", version => version >= Oxm.PacketReg(0).From ? "0 to 127" : ""),
        ];
    }

    private static HashSet<OxmType> FixedFields(string name)
    {
        var table = typeof(Match).GetField(name, Hidden)!.GetValue(null)!;
        var place = table.GetType().GetProperty("Item")!;
        var none = Activator.CreateInstance(place.PropertyType);
        return [.. Oxm.All.Where(type => !Equals(place.GetValue(table, [type]), none))];
    }

    // Too many to list: one row for each class tells how many there are. Those of Nicira stand in its messages and actions of 1.0 and 1.1, too.
    private static IEnumerable<string> ExtensionFields()
    {
        var table = typeof(Nxm).Assembly.GetType("RxOfctl.Protocol.Matching.KnownFields")!.GetField("Extensions", Hidden)!.GetValue(null)!;
        return from type in ((IDictionary)table).Values.Cast<OxmType>()
               group type by (type.Class, type.Experimenter) into all
               orderby all.Key
               select Row(ClassName(all.Key.Class, all.Key.Experimenter), version => CountText(all.Count(type => type.From <= version)));
    }

    private static string ClassName(ushort oxmClass, uint experimenter) => (oxmClass, experimenter) switch
    {
        (OxmClass.Nxm0, _) => "NXM, class 0x0000",
        (OxmClass.Nxm1, _) => "NXM, class 0x0001",
        (OxmClass.Experimenter, NiciraExperimenter) => "Nicira",
        (OxmClass.Experimenter, NshExperimenter) => "NSH",
        (OxmClass.Experimenter, OnfExperimenter) => "ONF",
        _ => $"class 0x{oxmClass:x4}",
    };

    private static string CountText(int count) => count == 0 ? "" : Number(count);

    private static IEnumerable<string> Properties() =>
    [
        .. Codes(Concrete<Property>(), "CodeIn"),
        .. Enum.GetValues<AsyncMaskType>().Select(type => Row($"`AsyncMask` of `{type}`", version =>
        {
            var message = new SetAsync { Properties = [new AsyncMask(type, 0)] };
            var isOneOfSix = version == OpenFlow13 && type <= AsyncMaskType.FlowRemovedMaster;
            return isOneOfSix ? There : ProtocolTypes.Refusal(message, version) is null ? Number((int)type) : "";
        })),
    ];

    private static IEnumerable<string> Errors()
    {
        var types = OpenFlowError.All.Select(error => error.Name.Split('_')[0]).Distinct().Order(StringComparer.Ordinal);
        return types.Select(prefix => Row($"`{prefix}_*`", version => CountText(OpenFlowError.All.Count(error =>
            error.Name.StartsWith(prefix + "_", StringComparison.Ordinal)
            && (error.TryGetNumbers(version, out _, out _) || error.TryGetExperimenterNumbers(version, out _, out _, out _))))));
    }
}
