using System.Globalization;

namespace RxOfctl.Protocol.Text;

/// <summary>Flow monitors as <c>ovs-ofctl monitor SWITCH watch:</c> takes them, and their updates as it writes them.</summary>
internal static class FlowMonitorText
{
    /// <summary>What a monitor reports if its text does not say otherwise.</summary>
    private const FlowMonitorFlags All =
        FlowMonitorFlags.Initial | FlowMonitorFlags.Add | FlowMonitorFlags.Removed | FlowMonitorFlags.Modify
        | FlowMonitorFlags.Instructions | FlowMonitorFlags.OnlyOwn;

    // The words that take a flag away. To ovs-ofctl the changes of its own connection are those that it watches by default
    // (OFPFMF_ONLY_OWN).
    private static readonly (string Word, FlowMonitorFlags Flag)[] Without =
    [
        ("!initial", FlowMonitorFlags.Initial), ("!add", FlowMonitorFlags.Add), ("!delete", FlowMonitorFlags.Removed),
        ("!modify", FlowMonitorFlags.Modify), ("!actions", FlowMonitorFlags.Instructions), ("!own", FlowMonitorFlags.OnlyOwn),
    ];

    public static string Of(FlowMonitor monitor, Wording wording)
    {
        var parts = new List<string>();
        parts.AddRange(from word in Without where (monitor.Flags & word.Flag) == 0 select word.Word);
        if (monitor.TableId != TableId.All)
            parts.Add($"table={wording.Table(monitor.TableId)}");
        if (monitor.OutPort != PortNumber.Any)
            parts.Add($"out_port={wording.Port(monitor.OutPort)}");
        if (monitor.OutGroup != GroupId.Any)
            parts.Add($"out_group={monitor.OutGroup}");
        if (MatchWriter.Write(monitor.Match, wording) is { Length: > 0 } match)
            parts.Add(match);
        return string.Join(',', parts);
    }

    public static FlowMonitor Read(TextPart text, OpenFlowVersion version)
    {
        var monitor = new FlowMonitor { Flags = All, TableId = TableId.All, OutPort = PortNumber.Any, OutGroup = GroupId.Any };
        var match = new MatchReader(version);
        foreach (var pair in KeyValue.ReadAll(text))
        {
            if (Array.Find(Without, word => pair.Key.Is(word.Word)) is { Word: not null } without)
                monitor = monitor with { Flags = monitor.Flags & ~without.Flag };
            else if (pair.Key.Is("table"))
                monitor = monitor with { TableId = pair.Value.ReadTable() };
            else if (pair.Key.Is("out_port"))
                monitor = monitor with { OutPort = pair.Value.ReadPort() };
            else if (pair.Key.Is("out_group"))
                monitor = monitor with { OutGroup = pair.Value.ReadGroup() };
            else if (!match.TryTake(pair))
                pair.Key.Fail(
                    $"a monitor has {string.Join(", ", Without.Select(word => word.Word))}, table, out_port, out_group and match fields");
        }

        // Before OpenFlow 1.4 there is no such flag: all changes are reported, and those of other connections without abbreviation.
        if (version < OpenFlowVersion.OpenFlow14)
            monitor = monitor with { Flags = monitor.Flags & ~FlowMonitorFlags.OnlyOwn };
        return monitor with { Match = match.ToMatch() };
    }

    public static string Of(FlowUpdate update, Wording wording) => update switch
    {
        AbbrevFlowUpdate abbreviated => string.Create(CultureInfo.InvariantCulture, $"event=ABBREV xid=0x{abbreviated.Xid:x}"),
        PausedFlowUpdate => "event=PAUSED",
        ResumedFlowUpdate => "event=RESUMED",
        FullFlowUpdate full => Of(full, wording),
        UnknownFlowUpdate unknown => $"event={unknown.Event} body={unknown.Body}",
        _ => throw new NotSupportedException($"{update.GetType().Name} has no words yet."),
    };

    private static string Of(FullFlowUpdate update, Wording wording)
    {
        var parts = new List<string>
        {
            update.Event switch
            {
                FlowUpdateEvent.Initial => "event=INITIAL",
                FlowUpdateEvent.Added => "event=ADDED",
                FlowUpdateEvent.Removed => $"event=DELETED reason={Reason(update.Reason)}",
                FlowUpdateEvent.Modified => "event=MODIFIED",
                _ => $"event={(int)update.Event}",
            },
            $"table={wording.Table(update.TableId)}",
        };
        if (update.IdleTimeout != 0)
            parts.Add($"idle_timeout={update.IdleTimeout}");
        if (update.HardTimeout != 0)
            parts.Add($"hard_timeout={update.HardTimeout}");
        parts.Add($"cookie={ValueText.Hex(update.Cookie)}");
        var matched = MatchWriter.Write(update.Match, wording);
        if (update.Priority != FlowText.DefaultPriority)
            matched = matched.Length == 0 ? $"priority={update.Priority}" : $"priority={update.Priority},{matched}";
        if (matched.Length > 0)
            parts.Add(matched);
        if (!update.Instructions.IsEmpty)
            parts.Add($"actions={FlowText.Actions(update.Instructions, wording)}");
        return string.Join(' ', parts);
    }

    private static string Reason(FlowRemovedReason reason) => reason switch
    {
        FlowRemovedReason.IdleTimeout => "idle",
        FlowRemovedReason.HardTimeout => "hard",
        FlowRemovedReason.Delete => "delete",
        FlowRemovedReason.GroupDelete => "group_delete",
        FlowRemovedReason.MeterDelete => "meter_delete",
        FlowRemovedReason.Eviction => "eviction",
        _ => ((int)reason).ToString(CultureInfo.InvariantCulture),
    };
}
