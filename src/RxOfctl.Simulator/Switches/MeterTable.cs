using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>The meters of a switch, and what meter-mods do to them (OpenFlow 1.3.5 §7.3.4.4).</summary>
internal sealed class MeterTable(Turns turns)
{
    /// <summary>How many bands a meter can have.</summary>
    public const int MaxBands = 8;

    private const MeterFlags KnownFlags = MeterFlags.Kbps | MeterFlags.Pktps | MeterFlags.Burst | MeterFlags.Stats;

    private readonly SortedDictionary<uint, SwitchMeter> _meters = [];

    public IEnumerable<SwitchMeter> Meters => _meters.Values;

    public bool Contains(MeterId id) => _meters.ContainsKey(id.Value);

    public SwitchMeter? Find(MeterId id) => _meters.GetValueOrDefault(id.Value);

    /// <summary>Does what a meter-mod says.</summary>
    /// <param name="mod">The meter-mod.</param>
    /// <param name="change">What is changed by it.</param>
    /// <param name="onRemoved">Gets each meter that is removed.</param>
    /// <exception cref="RefusedException">It cannot be done; nothing was changed.</exception>
    public void Apply(MeterMod mod, Transaction change, Action<MeterId> onRemoved)
    {
        switch (mod.Command)
        {
            case MeterModCommand.Add when Contains(mod.MeterId):
                throw new RefusedException(OpenFlowError.MeterModFailedMeterExists);
            case MeterModCommand.Modify when !Contains(mod.MeterId):
                throw new RefusedException(OpenFlowError.MeterModFailedUnknownMeter);
            case MeterModCommand.Add or MeterModCommand.Modify:
                Check(mod);
                Replace(mod.MeterId, new(new() { MeterId = mod.MeterId, Flags = Normalize(mod.Flags), Bands = mod.Bands }, turns.Scheduler.Now), change);
                break;
            case MeterModCommand.Delete:
                foreach (var id in _meters.Keys.Where(id => mod.MeterId == MeterId.All || mod.MeterId.Value == id).ToArray())
                {
                    Replace(id, null, change);
                    onRemoved(id);
                }

                break;
            default:
                throw new RefusedException(OpenFlowError.MeterModFailedBadCommand);
        }
    }

    private static void Check(MeterMod mod)
    {
        if (mod.MeterId.Value == 0 || (mod.MeterId.Value > MeterId.Max.Value && mod.MeterId != MeterId.Controller && mod.MeterId != MeterId.Slowpath))
            throw new RefusedException(OpenFlowError.MeterModFailedInvalidMeter);
        var isPackets = (mod.Flags & MeterFlags.Pktps) != 0;
        if ((mod.Flags & ~KnownFlags) != 0 || (isPackets && (mod.Flags & MeterFlags.Kbps) != 0))
            throw new RefusedException(OpenFlowError.MeterModFailedBadFlags);
        if (mod.Bands.Count > MaxBands)
            throw new RefusedException(OpenFlowError.MeterModFailedOutOfBands);
        foreach (var band in mod.Bands)
        {
            if (band is not (DropMeterBand or DscpRemarkMeterBand))
                throw new RefusedException(OpenFlowError.MeterModFailedBadBand);
            if (band.Rate == 0)
                throw new RefusedException(OpenFlowError.MeterModFailedBadRate);
        }
    }

    // Without a unit, rates are in kilobits a second (OpenFlow 1.3.5 §7.3.4.4).
    private static MeterFlags Normalize(MeterFlags flags) => (flags & MeterFlags.Pktps) == 0 ? flags | MeterFlags.Kbps : flags;

    private void Replace(MeterId id, SwitchMeter? meter, Transaction change)
    {
        var before = Find(id);
        change.Undo(() => Set(id, before));
        Set(id, meter);
    }

    private void Set(MeterId id, SwitchMeter? meter)
    {
        if (meter is null)
            _meters.Remove(id.Value);
        else
            _meters[id.Value] = meter;
    }
}
