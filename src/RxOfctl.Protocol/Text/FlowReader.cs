namespace RxOfctl.Protocol.Text;

/// <summary>Reads flows as <c>ovs-ofctl add-flow</c>, <c>mod-flows</c> and <c>del-flows</c> take them, and a file for a bundle.</summary>
internal static class FlowReader
{
    private const string Actions = "actions";
    private const string Action = "action";
    private const ushort Ipv6Type = 0x86dd;

    public static FlowMod Read(TextPart text, OpenFlowVersion version, FlowModCommand command)
    {
        command = KeyValue.TakeCommand(ref text, command, FlowText.Commands, static number => (FlowModCommand)number.ReadByte("a command"));
        var mod = new FlowMod { Command = command };
        var match = new MatchReader(version);
        var position = 0;
        TextPart? actions = null;
        TextPart? table = null;
        while (actions is null && KeyValue.TryRead(text, ref position, out var pair))
        {
            // All that is behind this word are actions.
            if ((pair.Key.Is(Actions) || pair.Key.Is(Action)) && pair.Whole.Length > pair.Key.Length)
                actions = text[(position - pair.Value.Length)..];
            else if (pair.Key.Is("table"))
                mod = mod with { TableId = (table = pair.Value).Value.ReadTable() };
            else if (!match.TryTake(pair))
                mod = With(mod, pair);
        }

        // Before OpenFlow 1.4 flows have no importance, which ovs-ofctl takes all the same.
        if (version < OpenFlowVersion.OpenFlow14)
            mod = mod with { Importance = 0 };
        var deletes = command is FlowModCommand.Delete or FlowModCommand.DeleteStrict;
        // A deletion that names no table is one in all of them. 1.0 has no number for that and means the same, 1.1 has none.
        if (table is null && deletes && version >= OpenFlowVersion.OpenFlow12)
            mod = mod with { TableId = TableId.All };
        if (actions is null && !deletes)
            text[text.Length..].Fail("a flow ends in actions, as in actions=output:2 or actions=drop");
        mod = mod with { Match = match.ToMatch() };
        var setsNiciraField = false;
        if (actions is { } part)
            mod = mod with { Instructions = ActionReader.ReadInstructions(part, version, mod.Match, out setsNiciraField) };
        // 1.0 has neither such fields nor the protocols of IPv6: ovs-ofctl sends the flow in the form that Nicira gave it.
        var isNicira = version == OpenFlowVersion.OpenFlow10
            && (setsNiciraField || (mod.Match.Get(Oxm.EthType) == Ipv6Type && mod.Match.Get(Oxm.IpProto) is not null));
        return isNicira ? mod.AsNicira10() : mod;
    }

    private static FlowMod With(FlowMod mod, in KeyValue pair)
    {
        var (key, value, _, _) = pair;
        foreach (var (flag, name) in FlowText.Flags)
        {
            if (key.Is(name))
                return mod with { Flags = mod.Flags | flag };
        }

        return key.ToString() switch
        {
            "priority" => mod with { Priority = value.ReadUInt16("priority") },
            "idle_timeout" => mod with { IdleTimeout = value.ReadUInt16("idle_timeout") },
            "hard_timeout" => mod with { HardTimeout = value.ReadUInt16("hard_timeout") },
            "importance" => mod with { Importance = value.ReadUInt16("importance") },
            "cookie" => WithCookie(mod, value),
            "out_port" => mod with { OutPort = value.ReadPort() },
            "out_group" => mod with { OutGroup = value.ReadGroup() },
            "buffer_id" => mod with { BufferId = value.ReadUInt32("buffer_id") },
            // What a dump says of a flow that is there, and an option that has no effect.
            "duration" or "n_packets" or "n_bytes" or "idle_age" or "hard_age" or "allow_hidden_fields" => mod,
            _ => throw key.Error(
                "a flow has table, priority, cookie, timeouts, importance, out_port, out_group, flags, match fields and actions"),
        };
    }

    private static FlowMod WithCookie(FlowMod mod, TextPart text)
    {
        var hasMask = text.TrySplit("/", out var cookie, out var mask);
        mod = mod with { Cookie = cookie.ReadUInt64("cookie") };
        return hasMask ? mod with { CookieMask = mask.ReadUInt64("the mask of cookie") } : mod;
    }
}
