using RxOfctl.Protocol.Nicira;

namespace RxOfctl.Protocol.Text;

/// <summary>The actions that choose by a hash: bundle, bundle_load and multipath.</summary>
internal static class HashingText
{
    public static Dictionary<string, ReadAction> Words { get; } = new()
    {
        ["bundle"] = Bundle,
        ["bundle_load"] = BundleLoad,
        ["multipath"] = Multipath,
    };

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
            Algorithm = algorithm.Trimmed.ToString() switch
            {
                "modulo_n" => MultipathAlgorithm.ModuloN,
                "hash_threshold" => MultipathAlgorithm.HashThreshold,
                "hrw" => MultipathAlgorithm.Hrw,
                "iter_hash" => MultipathAlgorithm.IterHash,
                _ => throw algorithm.Error("the algorithm is modulo_n, hash_threshold, hrw or iter_hash"),
            },
            MaxLink = (ushort)(count - 1),
            Arg = argument.Trimmed.ReadUInt32("the argument"),
        });
    }

    private static void EnsurePorts(TextPart kind)
    {
        if (!kind.Trimmed.Is("ofport"))
            kind.Fail("members are of the kind ofport");
    }

    private static BundleAlgorithm BundleAlgorithmOf(TextPart text) => text.Trimmed.ToString() switch
    {
        "active_backup" => BundleAlgorithm.ActiveBackup,
        "hrw" => BundleAlgorithm.Hrw,
        _ => throw text.Error("the algorithm is active_backup or hrw"),
    };

    private static ValueList<PortNumber> Members(List<TextPart> arguments, TextPart all)
    {
        if (arguments is not [var first, ..] || !first.Trimmed.TrySplit(":", out var word, out var port) || !(word.Is("members") || word.Is("slaves")))
            throw all.Error("the members come last, as in members:1,2");
        arguments[0] = port;
        if (port.Length > 0 && port[0] == '[' && arguments[^1] is { Length: > 0 } last && last[^1] == ']')
        {
            arguments[^1] = last[..^1];
            arguments[0] = arguments[0][1..];
        }

        return arguments.Where(member => !member.Trimmed.IsEmpty).Select(member => member.Trimmed.ReadPort()).ToValueList();
    }

    private static HashFields Fields(TextPart text)
    {
        foreach (var fields in Enum.GetValues<HashFields>())
        {
            if (text.Trimmed.Is(fields.ToText()))
                return fields;
        }

        throw text.Error("what is hashed is eth_src, symmetric_l4, symmetric_l3l4, symmetric_l3l4+udp, symmetric_l3, nw_src or nw_dst");
    }
}
