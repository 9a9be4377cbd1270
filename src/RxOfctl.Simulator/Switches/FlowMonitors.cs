using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>The flows that a controller monitors, and the updates that it gets (OpenFlow 1.4.1 §7.3.5.17).</summary>
internal sealed class FlowMonitors(FlowTables tables)
{
    private const FlowMonitorFlags KnownFlags = FlowMonitorFlags.Initial | FlowMonitorFlags.Add | FlowMonitorFlags.Removed | FlowMonitorFlags.Modify
        | FlowMonitorFlags.Instructions | FlowMonitorFlags.NoAbbrev | FlowMonitorFlags.OnlyOwn;

    private readonly SortedDictionary<uint, Monitor> _monitors = [];

    public bool IsEmpty => _monitors.Count == 0;

    /// <summary>Adds, changes and deletes monitors.</summary>
    /// <returns>The existing flows, for the monitors with the INITIAL flag.</returns>
    /// <exception cref="RefusedException">A monitor cannot be; none was added.</exception>
    public IReadOnlyList<FlowUpdate> Apply(FlowMonitorRequest request, OpenFlowVersion version)
    {
        // An invalid request changes nothing: it is applied to a copy first.
        var changed = new SortedDictionary<uint, Monitor>(_monitors);
        var initial = new List<Monitor>();
        foreach (var asked in request.Body)
        {
            Check(asked, changed, version);
            if (asked.Command == FlowMonitorCommand.Delete)
            {
                changed.Remove(asked.MonitorId);
                continue;
            }

            var monitor = new Monitor(asked, tables.Prepare(asked.Match, version));
            changed[asked.MonitorId] = monitor;
            if ((asked.Flags & FlowMonitorFlags.Initial) != 0)
                initial.Add(monitor);
        }

        _monitors.Clear();
        foreach (var (id, monitor) in changed)
            _monitors.Add(id, monitor);
        return [.. tables.Flows.Where(flow => initial.Exists(monitor => monitor.Watches(flow)))
            .Select(flow => Describe(flow, FlowUpdateEvent.Initial, default, initial.Exists(monitor => monitor.Watches(flow) && monitor.WantsInstructions)))];
    }

    /// <summary>The update for a change of a flow; null if the controller does not monitor it.</summary>
    public FlowUpdate? Update(FlowEvent change, bool isOwn)
    {
        var (asked, kind) = change.Reason switch
        {
            FlowChangeReason.Added => (FlowMonitorFlags.Add, FlowUpdateEvent.Added),
            FlowChangeReason.Removed => (FlowMonitorFlags.Removed, FlowUpdateEvent.Removed),
            _ => (FlowMonitorFlags.Modify, FlowUpdateEvent.Modified),
        };
        Monitor[] watching = [.. _monitors.Values.Where(monitor =>
            (monitor.Flags & asked) != 0 && (isOwn || (monitor.Flags & FlowMonitorFlags.OnlyOwn) == 0) && monitor.Watches(change.Flow))];
        if (watching.Length == 0)
            return null;
        if (isOwn && watching.All(monitor => (monitor.Flags & FlowMonitorFlags.NoAbbrev) == 0))
            return new AbbrevFlowUpdate { Xid = change.Change.Xid };
        return Describe(change.Flow, kind, change.RemovedReason.GetValueOrDefault(), watching.Any(monitor => monitor.WantsInstructions));
    }

    private static FullFlowUpdate Describe(FlowEntry flow, FlowUpdateEvent kind, FlowRemovedReason reason, bool withInstructions) => new()
    {
        Event = kind,
        TableId = flow.TableId,
        Reason = reason,
        IdleTimeout = flow.IdleTimeout,
        HardTimeout = flow.HardTimeout,
        Priority = flow.Priority,
        Cookie = flow.Cookie,
        Match = flow.Match.Match,
        Instructions = withInstructions ? flow.Program.Instructions : [],
    };

    private void Check(FlowMonitor asked, SortedDictionary<uint, Monitor> monitors, OpenFlowVersion version)
    {
        var exists = monitors.ContainsKey(asked.MonitorId);
        OpenFlowError? error = asked.Command switch
        {
            FlowMonitorCommand.Add when exists => OpenFlowError.FlowMonitorFailedMonitorExists,
            FlowMonitorCommand.Modify or FlowMonitorCommand.Delete when !exists => OpenFlowError.FlowMonitorFailedUnknownMonitor,
            > FlowMonitorCommand.Delete => OpenFlowError.FlowMonitorFailedBadCommand,
            FlowMonitorCommand.Delete => null,
            _ when (asked.Flags & ~KnownFlags) != 0 || (asked.Flags & ~FlowMonitorFlags.NoAbbrev) == 0 => OpenFlowError.FlowMonitorFailedBadFlags,
            _ when asked.TableId != TableId.All && asked.TableId.Value >= tables.Count => version < OpenFlowVersion.OpenFlow14
                ? OpenFlowError.BadRequestBadTableId
                : OpenFlowError.FlowMonitorFailedBadTableId,
            _ => null,
        };
        if (error is not null)
            throw new RefusedException(error);
    }

    private sealed class Monitor(FlowMonitor asked, FlowMatch match)
    {
        public FlowMonitorFlags Flags => asked.Flags;

        public bool WantsInstructions => (asked.Flags & FlowMonitorFlags.Instructions) != 0;

        public bool Watches(FlowEntry flow) =>
            (asked.TableId == TableId.All || asked.TableId == flow.TableId)
            && flow.Match.IsWithin(match)
            && FlowTables.Uses(flow, asked.OutPort, asked.OutGroup);
    }
}
