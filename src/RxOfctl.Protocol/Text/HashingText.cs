using System.Globalization;

namespace RxOfctl.Protocol.Text;

/// <summary>The actions that choose by a hash: bundle, bundle_load and multipath.</summary>
internal static class HashingText
{
    public static ActionWord[] Words =>
    [
        new ActionWord("bundle", Bundle).Writes<BundleAction>((action, wording) => Bundle("bundle", action, null, wording)),
        new ActionWord("bundle_load", BundleLoad)
            .Writes<BundleLoadAction>((action, wording) => Bundle("bundle_load", action, action.Dst, wording)),
        new ActionWord("multipath", Multipath).Writes<MultipathAction>(Multipath),
    ];

    private static readonly string[] FieldsNames =
        ["eth_src", "symmetric_l4", "symmetric_l3l4", "symmetric_l3l4+udp", "nw_src", "nw_dst", "symmetric_l3"];

    private static readonly string[] BundleNames = ["active_backup", "hrw"];

    private static readonly string[] MultipathNames = ["modulo_n", "hash_threshold", "hrw", "iter_hash"];

    private static string? Bundle(string name, BundleActionBase action, Subfield? dst, Wording wording)
    {
        if (Name(FieldsNames, (int)action.Fields) is not { } fields || Name(BundleNames, (int)action.Algorithm) is not { } algorithm
            || !action.MemberType.Equals(Nxm.InPort))
            return null;
        var members = string.Join(',', action.Members.Select(wording.Port));
        return $"{name}({fields},{action.Basis},{algorithm},ofport,{(dst is null ? "" : dst + ",")}members:{members})";
    }

    private static string? Multipath(MultipathAction action) =>
        Name(FieldsNames, (int)action.Fields) is { } fields && Name(MultipathNames, (int)action.Algorithm) is { } algorithm
            ? string.Create(CultureInfo.InvariantCulture,
                $"multipath({fields},{action.Basis},{algorithm},{action.MaxLink + 1},{action.Arg},{action.Dst})")
            : null;

    private static string? Name(string[] names, int number) => number < names.Length ? names[number] : null;

    private static int Number(string[] names, TextPart text, string what)
    {
        var index = Array.FindIndex(names, text.Trimmed.Is);
        return index >= 0 ? index : throw text.Error($"{what} is one of {string.Join(", ", names)}");
    }

    private static void Bundle(ActionReader to, in KeyValue word)
    {
        if (word.Value.Split(',') is not [var fields, var basis, var algorithm, var kind, ..] arguments)
            throw word.Value.Error("bundle is written as in bundle(eth_src,0,hrw,ofport,members:1,2)");
        EnsurePorts(kind);
        to.Add(new BundleAction
        {
            Fields = Fields(fields),
            Basis = basis.Trimmed.ReadUInt16("the basis"),
            Algorithm = BundleAlgorithmOf(algorithm),
            Members = Members(arguments[4..], word.Value),
        });
    }

    private static void BundleLoad(ActionReader to, in KeyValue word)
    {
        if (word.Value.Split(',') is not [var fields, var basis, var algorithm, var kind, var dst, ..] arguments)
            throw word.Value.Error("bundle_load is written as in bundle_load(eth_src,0,hrw,ofport,reg0[0..15],members:1,2)");
        EnsurePorts(kind);
        to.Add(new BundleLoadAction(dst.Trimmed.ReadSubfield())
        {
            Fields = Fields(fields),
            Basis = basis.Trimmed.ReadUInt16("the basis"),
            Algorithm = BundleAlgorithmOf(algorithm),
            Members = Members(arguments[5..], word.Value),
        });
    }

    private static void Multipath(ActionReader to, in KeyValue word)
    {
        if (word.Value.Split(',') is not [var fields, var basis, var algorithm, var links, var argument, var dst])
            throw word.Value.Error("multipath is written as in multipath(eth_src,50,modulo_n,4,0,reg0[0..1])");
        var count = links.Trimmed.ReadNumber("the number of links", 0x10000);
        if (count == 0)
            links.Fail("there is one link at least");
        to.Add(new MultipathAction(dst.Trimmed.ReadSubfield())
        {
            Fields = Fields(fields),
            Basis = basis.Trimmed.ReadUInt16("the basis"),
            Algorithm = (MultipathAlgorithm)Number(MultipathNames, algorithm, "the algorithm"),
            MaxLink = (ushort)(count - 1),
            Arg = argument.Trimmed.ReadUInt32("the argument"),
        });
    }

    private static void EnsurePorts(TextPart kind)
    {
        if (!kind.Trimmed.Is("ofport"))
            kind.Fail("members are of the kind ofport");
    }

    private static BundleAlgorithm BundleAlgorithmOf(TextPart text) => (BundleAlgorithm)Number(BundleNames, text, "the algorithm");

    private static ValueList<PortNumber> Members(List<TextPart> arguments, TextPart all)
    {
        if (arguments is not [var first, ..] || !first.Trimmed.TrySplit(":", out var word, out var port)
            || !(word.Is("members") || word.Is("slaves")))
            throw all.Error("the members come last, as in members:1,2");
        arguments[0] = port;
        if (port.Length > 0 && port[0] == '[' && arguments[^1] is { Length: > 0 } last && last[^1] == ']')
        {
            arguments[^1] = last[..^1];
            arguments[0] = arguments[0][1..];
        }

        return arguments.Where(member => !member.Trimmed.IsEmpty).Select(member => member.Trimmed.ReadPort()).ToValueList();
    }

    private static HashFields Fields(TextPart text) => (HashFields)Number(FieldsNames, text, "what is hashed");
}
