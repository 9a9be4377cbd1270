using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Statistics;

namespace RxOfctl.Simulator.Flows;

/// <summary>The stat trigger of a flow: reports when a packet or byte count reaches a threshold (OpenFlow 1.5.1 §5.9, §7.2.4).</summary>
internal sealed class FlowTrigger
{
    private readonly bool _isPeriodic;
    private readonly bool _onlyFirst;
    private readonly OxsField[] _thresholds;

    // With ONLY_FIRST, the threshold that was reached first; the others do not count any more.
    private OxsField? _first;

    private FlowTrigger(StatTrigger trigger)
    {
        _isPeriodic = (trigger.Flags & StatTriggerFlags.Periodic) != 0;
        _onlyFirst = (trigger.Flags & StatTriggerFlags.OnlyFirst) != 0;
        _thresholds = [.. trigger.Thresholds];
    }

    /// <summary>The trigger of a flow's instructions; null if there is none.</summary>
    public static FlowTrigger? Of(FlowProgram program) => program.Trigger is { } trigger ? new(trigger) : null;

    /// <summary>True if the switch supports a trigger: thresholds of time, which no packet reaches, are not supported.</summary>
    public static bool Supports(StatTrigger trigger) => trigger.Thresholds.All(threshold =>
        (threshold.Type.Equals(Oxs.PacketCount) || threshold.Type.Equals(Oxs.ByteCount)) && threshold.Value > 0);

    /// <summary>True if a packet made a count reach a threshold.</summary>
    public bool IsDue(ulong packetsBefore, ulong packets, ulong bytesBefore, ulong bytes)
    {
        var isDue = false;
        foreach (var threshold in _thresholds)
        {
            if (_onlyFirst && _first is { } first && first != threshold)
                continue;
            var (before, now) = threshold.Type.Equals(Oxs.PacketCount) ? (packetsBefore, packets) : (bytesBefore, bytes);
            if (_isPeriodic ? before / threshold.Value == now / threshold.Value : before >= threshold.Value || now < threshold.Value)
                continue;
            _first ??= threshold;
            isDue = true;
        }

        return isDue;
    }
}
