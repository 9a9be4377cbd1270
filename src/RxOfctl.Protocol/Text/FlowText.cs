using System.Collections.Frozen;
using System.Globalization;

namespace RxOfctl.Protocol.Text;

/// <summary>Writes flows as <c>ovs-ofctl dump-flows</c> does.</summary>
internal static class FlowText
{
    public const ushort DefaultPriority = 0x8000;

    /// <summary>The words for the commands, as a file of flows for a bundle has them.</summary>
    public static FrozenDictionary<FlowModCommand, string> Commands { get; } = new Dictionary<FlowModCommand, string>
    {
        [FlowModCommand.Add] = "add",
        [FlowModCommand.Modify] = "modify",
        [FlowModCommand.ModifyStrict] = "modify_strict",
        [FlowModCommand.Delete] = "delete",
        [FlowModCommand.DeleteStrict] = "delete_strict",
    }.ToFrozenDictionary();

    /// <summary>The words for the flags. The last, OpenFlow 1.0's alone, is not among those of <c>ovs-ofctl</c>.</summary>
    public static IReadOnlyList<(FlowModFlags Flag, string Name)> Flags { get; } =
    [
        (FlowModFlags.SendFlowRem, "send_flow_rem"), (FlowModFlags.CheckOverlap, "check_overlap"),
        (FlowModFlags.ResetCounts, "reset_counts"),
        (FlowModFlags.NoPktCounts, "no_packet_counts"), (FlowModFlags.NoBytCounts, "no_byte_counts"), (FlowModFlags.Emerg, "emerg"),
    ];

    public static string Of(FlowMod mod, Wording wording)
    {
        var parts = new List<string>();
        if (mod.Cookie != 0 || mod.CookieMask != 0)
            parts.Add(mod.CookieMask == 0 ? $"cookie=0x{mod.Cookie:x}" : $"cookie=0x{mod.Cookie:x}/0x{mod.CookieMask:x}");
        // A deletion without a table is one in all of them.
        if (mod.TableId.Value != 0 || mod.Command is FlowModCommand.Delete or FlowModCommand.DeleteStrict)
            parts.Add($"table={wording.Table(mod.TableId)}");
        AddTimeouts(parts, mod.IdleTimeout, mod.HardTimeout);
        AddIf(parts, mod.BufferId != BufferId.NoBuffer, $"buffer_id={mod.BufferId}");
        AddIf(parts, mod.OutPort != PortNumber.Any, $"out_port={wording.Port(mod.OutPort)}");
        AddIf(parts, mod.OutGroup != GroupId.Any, $"out_group={mod.OutGroup}");
        var command = mod.Command == FlowModCommand.Add
            ? ""
            : (Commands.GetValueOrDefault(mod.Command) ?? $"command={(int)mod.Command}") + " ";
        return command + Text(wording, parts, mod.Flags, mod.Importance, mod.Priority, mod.Match, mod.Instructions);
    }

    public static string Of(FlowStats stats, Wording wording)
    {
        var parts = new List<string>
        {
            $"cookie=0x{stats.Cookie:x}",
            $"duration={Duration(stats.DurationSec, stats.DurationNsec)}",
            $"table={wording.Table(stats.TableId)}",
            $"n_packets={stats.PacketCount}",
            $"n_bytes={stats.ByteCount}",
        };
        foreach (var stat in stats.Stats)
        {
            if (!IsUsual(stat.Type) && !stat.Type.Equals(Oxs.IdleTime))
                parts.Add($"{stat}");
        }

        AddTimeouts(parts, stats.IdleTimeout, stats.HardTimeout);
        // Seconds, and nanoseconds in the lower half, which ovs-ofctl does not print.
        var age = stats.Stats.Get(Oxs.IdleTime) is { } idle ? $"idle_age={idle >> 32}, " : "";
        // Those of Nicira's reply are one more than the seconds; that since the last change only where it is not the flow's age.
        AddIf(parts, stats.IdleAge != 0, $"idle_age={stats.IdleAge - 1}");
        AddIf(parts, stats.HardAge != 0 && stats.HardAge - 1 != stats.DurationSec, $"hard_age={stats.HardAge - 1}");
        return Text(wording, parts, stats.Flags, stats.Importance, stats.Priority, stats.Match, stats.Instructions, age);
    }

    private static string Text(
        Wording wording,
        List<string> parts,
        FlowModFlags flags,
        ushort importance,
        ushort priority,
        Match match,
        ValueList<Instruction> instructions,
        string age = "")
    {
        // The flags end in a space, not in a comma.
        var text = string.Concat(parts.Select(part => part + ", "));
        foreach (var (flag, name) in Flags)
        {
            if ((flags & flag) != 0)
                text += name + " ";
        }

        if (importance != 0)
            text += $"importance={importance}, ";
        text += age;
        var matched = MatchWriter.Write(match, wording);
        if (priority != DefaultPriority)
            matched = matched.Length == 0 ? $"priority={priority}" : $"priority={priority},{matched}";
        return $"{text}{matched}{(matched.Length == 0 ? "" : " ")}actions={Actions(instructions, wording)}";
    }

    /// <summary>Instructions with commas between them; <c>drop</c> if there are none.</summary>
    public static string Actions(ValueList<Instruction> instructions, Wording wording)
    {
        var texts = from instruction in instructions
                    where instruction is not ApplyActions { Actions.IsEmpty: true }
                    select ActionText.Of(instruction, wording);
        return string.Join(',', texts) is { Length: > 0 } text ? text : "drop";
    }

    private static void AddTimeouts(List<string> parts, ushort idle, ushort hard)
    {
        AddIf(parts, idle != 0, $"idle_timeout={idle}");
        AddIf(parts, hard != 0, $"hard_timeout={hard}");
    }

    private static void AddIf(List<string> parts, bool isThere, string part)
    {
        if (isThere)
            parts.Add(part);
    }

    private static bool IsUsual(OxsType type) => type.Equals(Oxs.Duration) || type.Equals(Oxs.PacketCount) || type.Equals(Oxs.ByteCount);

    // Milliseconds have three digits, anything finer as many as it needs.
    private static string Duration(uint seconds, uint nanoseconds)
    {
        if (nanoseconds == 0)
            return $"{seconds}s";
        var fraction = nanoseconds % 1_000_000 == 0
            ? (nanoseconds / 1_000_000).ToString("d3", CultureInfo.InvariantCulture)
            : nanoseconds.ToString("d9", CultureInfo.InvariantCulture).TrimEnd('0');
        return $"{seconds}.{fraction}s";
    }
}
