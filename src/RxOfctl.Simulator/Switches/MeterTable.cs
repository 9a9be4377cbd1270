using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>The meters of a switch, changed by meter-mods (OpenFlow 1.3.5 §7.3.4.4).</summary>
internal sealed class MeterTable(NetworkLock networkLock)
{
    /// <summary>How many bands a meter can have.</summary>
    public const int MaxBands = 8;

    private const MeterFlags KnownFlags = MeterFlags.Kbps | MeterFlags.Pktps | MeterFlags.Burst | MeterFlags.Stats;

    private readonly NumberedTable<SwitchMeter> _meters = new();

    public IEnumerable<SwitchMeter> Meters => _meters.Entries;

    public bool Contains(MeterId id) => Find(id) is not null;

    public SwitchMeter? Find(MeterId id) => _meters.Find(id.Value);

    /// <summary>Applies a meter-mod.</summary>
    /// <param name="mod">The meter-mod.</param>
    /// <param name="change">The transaction that it belongs to.</param>
    /// <param name="onRemoved">Gets each meter that is removed.</param>
    /// <exception cref="RefusedException">It is invalid or not supported; nothing was changed.</exception>
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
                var description = new MeterDesc { MeterId = mod.MeterId, Flags = Normalize(mod.Flags), Bands = mod.Bands };
                _meters.Replace(mod.MeterId.Value, new(description, networkLock.Scheduler.Now), change);
                break;
            case MeterModCommand.Delete:
                foreach (var id in Meters.Select(meter => meter.Description.MeterId).Where(id => mod.MeterId == MeterId.All || mod.MeterId == id).ToArray())
                {
                    _meters.Replace(id.Value, null, change);
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
}
