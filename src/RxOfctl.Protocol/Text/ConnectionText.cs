namespace RxOfctl.Protocol.Text;

/// <summary>The actions of connection tracking and of network address translation.</summary>
internal static class ConnectionText
{
    private const ushort Ftp = 21;
    private const ushort Tftp = 69;

    public static ActionWord[] Words =>
    [
        new ActionWord("ct", Track).Writes<CtAction>(Track),
        new ActionWord("ct_clear", static (to, in _) => to.Add(new CtClearAction())).Writes<CtClearAction>(_ => "ct_clear"),
        new ActionWord("nat", static (to, in word) => to.Add(Translation(word.Value))).Writes<NatAction>(Translation),
    ];

    private static string? Track(CtAction action, Wording wording)
    {
        if (action.Flags > (CtFlags.Commit | CtFlags.Force) || (action.ZoneSrc is not null && action.Zone != 0))
            return null;
        // The first action stands outside of exec() if it is NAT.
        var nat = action.Actions.Count > 0 ? action.Actions[0] as NatAction : null;
        var others = nat is null ? action.Actions : ValueList.Create(action.Actions.Span[1..]);
        var arguments = ActionText.Joined(
            (action.Flags & CtFlags.Commit) != 0 ? "commit" : null,
            (action.Flags & CtFlags.Force) != 0 ? "force" : null,
            action.RecircTable != TableId.All ? $"table={wording.Table(action.RecircTable)}" : null,
            action.ZoneSrc is not null ? $"zone={action.ZoneSrc}" : action.Zone != 0 ? $"zone={action.Zone}" : null,
            nat is null ? null : ActionText.Of(nat, wording),
            others.IsEmpty ? null : $"exec({wording.Actions(others)})",
            action.Alg switch { 0 => null, Ftp => "alg=ftp", Tftp => "alg=tftp", var alg => $"alg={alg}" });
        return $"ct({arguments})";
    }

    private static void Track(ActionReader to, in KeyValue word)
    {
        var action = new CtAction();
        var actions = new List<OpenFlowAction>();
        foreach (var (key, value, _, _) in KeyValue.ReadAll(word.Value))
        {
            switch (key.ToString())
            {
                case "nat":
                    actions.Add(Translation(value));
                    break;
                case "exec":
                    actions.AddRange(to.ReadNested(value));
                    break;
                default:
                    action = With(action, key, value);
                    break;
            }
        }

        to.Add(action with { Actions = ValueList.Take(actions) });
    }

    private static CtAction With(CtAction action, TextPart key, TextPart value) => key.ToString() switch
    {
        "commit" => action with { Flags = action.Flags | CtFlags.Commit },
        "force" => action with { Flags = action.Flags | CtFlags.Force },
        "table" => action with { RecircTable = value.ReadTable() },
        "zone" when value.TryReadNumber(out var zone, ushort.MaxValue) => action with { Zone = (ushort)zone },
        "zone" => action with { ZoneSrc = value.ReadSubfield() },
        "alg" when value.Is("ftp") => action with { Alg = Ftp },
        "alg" when value.Is("tftp") => action with { Alg = Tftp },
        "alg" => action with { Alg = value.ReadUInt16("an algorithm that is neither ftp nor tftp") },
        _ => throw key.Error("ct has commit, force, table, zone, alg, nat and exec"),
    };

    private static string? Translation(NatAction action)
    {
        if (action == new NatAction())
            return "nat";
        if (!HasWords(action))
            return null;
        var side = (action.Flags & NatFlags.Src) != 0 ? "src" : "dst";
        var arguments = ActionText.Joined(
            action.RangeIpv4Min is null && action.RangeIpv6Min is null ? side : $"{side}={Addresses(action)}{Ports(action)}",
            (action.Flags & NatFlags.Persistent) != 0 ? "persistent" : null,
            (action.Flags & NatFlags.ProtoHash) != 0 ? "hash" : null,
            (action.Flags & NatFlags.ProtoRandom) != 0 ? "random" : null);
        return $"nat({arguments})";
    }

    // Source or destination, of one family of addresses, whose range has a beginning if it has an end.
    private static bool HasWords(NatAction action) =>
        (action.Flags & (NatFlags.Src | NatFlags.Dst)) is NatFlags.Src or NatFlags.Dst
        && action.Flags < (NatFlags)((int)NatFlags.ProtoRandom << 1)
        && (action.RangeIpv4Min is not null || action.RangeIpv4Max is null)
        && (action.RangeIpv6Min is not null || action.RangeIpv6Max is null)
        && (action.RangeProtoMin is not null || action.RangeProtoMax is null)
        && (action.RangeIpv4Min is null || action.RangeIpv6Min is null)
        && (action.RangeProtoMin is null || action.RangeIpv4Min is not null || action.RangeIpv6Min is not null);

    private static string Addresses(NatAction action)
    {
        if (action.RangeIpv4Min is { } first)
            return action.RangeIpv4Max is not { } last || last == first ? $"{first}" : $"{first}-{last}";
        return action.RangeIpv6Max is not { } max || max == action.RangeIpv6Min
            ? Bracketed(action.RangeIpv6Min)
            : $"{Bracketed(action.RangeIpv6Min)}-{Bracketed(max)}";

        // A colon before a port needs brackets around an address that has colons itself.
        string Bracketed(Ipv6Address? address) => action.RangeProtoMin is not null ? $"[{address}]" : $"{address}";
    }

    private static string Ports(NatAction action) =>
        action.RangeProtoMin is not { } first ? ""
        : action.RangeProtoMax is not { } last || last == first ? $":{first}"
        : $":{first}-{last}";

    private static NatAction Translation(TextPart text)
    {
        var action = new NatAction();
        foreach (var (key, value, _, _) in KeyValue.ReadAll(text))
        {
            action = key.ToString() switch
            {
                "src" => Range(action with { Flags = action.Flags | NatFlags.Src }, value),
                "dst" => Range(action with { Flags = action.Flags | NatFlags.Dst }, value),
                "persistent" => action with { Flags = action.Flags | NatFlags.Persistent },
                "hash" => action with { Flags = action.Flags | NatFlags.ProtoHash },
                "random" => action with { Flags = action.Flags | NatFlags.ProtoRandom },
                _ => throw key.Error("nat has src or dst, persistent, hash and random"),
            };
        }

        if ((action.Flags & NatFlags.Src) != 0 && (action.Flags & NatFlags.Dst) != 0)
            text.Fail("nat has src or dst, not both");
        return action;
    }

    // 10.0.0.1-10.0.0.9:100-200, [fe80::1]-[fe80::9]:100, fe80::1-fe80::9
    private static NatAction Range(NatAction action, TextPart text)
    {
        if (text.IsEmpty)
            return action;
        var (addresses, ports) = SplitPorts(text);
        if (addresses.IsEmpty)
            text.Fail("an address comes before the ports");
        var hasMax = addresses.TrySplit("-", out var first, out var last);
        if (Ipv4Address.TryParse(first.Span, null, out var ipv4))
        {
            // To Open vSwitch an address of zeros is none.
            if (ipv4.Value != 0)
                action = action with { RangeIpv4Min = ipv4 };
            if (hasMax && !Ipv4Address.TryParse(last.Span, null, out ipv4))
                last.Fail("an IPv4 address like the first");
            if (hasMax)
                action = action with { RangeIpv4Max = ipv4 };
        }
        else
        {
            action = action with { RangeIpv6Min = Ipv6(first) };
            if (hasMax)
                action = action with { RangeIpv6Max = Ipv6(last) };
        }

        if (ports.IsEmpty)
            return action;
        var hasMaxPort = ports.TrySplit("-", out var firstPort, out var lastPort);
        action = action with { RangeProtoMin = firstPort.ReadUInt16("a port") };
        return hasMaxPort ? action with { RangeProtoMax = lastPort.ReadUInt16("a port") } : action;
    }

    private static (TextPart Addresses, TextPart Ports) SplitPorts(TextPart text)
    {
        // The colons of an IPv6 address without brackets are its own.
        var colon = text.Span.LastIndexOf(':');
        var isPort = colon >= 0 && (text[colon - 1 is var before && before >= 0 ? before : 0] == ']' || text.IndexOf(':') == colon);
        return isPort ? (text[..colon], text[(colon + 1)..]) : (text, text[text.Length..]);
    }

    private static Ipv6Address Ipv6(TextPart text)
    {
        var address = text.Length > 1 && text[0] == '[' && text[^1] == ']' ? text[1..^1] : text;
        return Ipv6Address.TryParse(address.Span, null, out var ipv6)
            ? ipv6
            : throw text.Error("addresses are written as in 10.0.0.1-10.0.0.9 or [fe80::1]-[fe80::9]");
    }
}
