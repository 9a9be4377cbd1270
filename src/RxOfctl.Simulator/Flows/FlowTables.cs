using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Simulator.Flows;

/// <summary>The flow tables of a switch, changed by flow-mods and by timeouts (OpenFlow 1.0.2 §4.6, 1.3.5 §6.4).</summary>
/// <param name="count">How many tables there are.</param>
/// <param name="capacity">How many flows each table can hold.</param>
/// <param name="networkLock">The network's lock and scheduler.</param>
/// <param name="check">Throws <see cref="RefusedException"/> if the switch cannot have a flow.</param>
/// <param name="onEvent">Gets each change of a flow.</param>
internal sealed class FlowTables(
    int count, int capacity, NetworkLock networkLock, Action<FlowMod, FlowMatch, OpenFlowVersion> check, Action<FlowEvent> onEvent)
{
    private readonly FlowTable[] _tables = [.. Enumerable.Range(0, count).Select(_ => new FlowTable())];
    private readonly Dictionary<FlowMask, FlowMask> _masks = [];
    private ulong _lastNumber;

    public int Count => count;

    public int Capacity => capacity;

    /// <summary>The first egress table, from which on all tables are egress tables; null if there are none (OpenFlow 1.5.1 §5.1.2).</summary>
    public TableId? FirstEgress { get; set; }

    public FlowTable this[TableId id] => _tables[id.Value];

    /// <summary>All flows, table by table, the highest priority first.</summary>
    public IEnumerable<FlowEntry> Flows => _tables.SelectMany(table => table.Flows);

    /// <summary>True for a table that packets pass when they leave the switch.</summary>
    public bool IsEgress(TableId id) => id.Value >= FirstEgress?.Value;

    /// <summary>Compiles a match for lookup.</summary>
    /// <exception cref="RefusedException">The match is invalid.</exception>
    public FlowMatch Prepare(Match match, OpenFlowVersion version) => FlowMatch.Of(match, version, _masks);

    /// <summary>Applies a flow-mod.</summary>
    /// <exception cref="RefusedException">It is invalid or not supported; nothing was changed.</exception>
    public void Apply(FlowMod mod, Transaction change)
    {
        var deletes = mod.Command is FlowModCommand.Delete or FlowModCommand.DeleteStrict;
        if (mod.Command > FlowModCommand.DeleteStrict)
            throw new RefusedException(OpenFlowError.FlowModFailedBadCommand);
        if (mod.TableId.Value >= count && !(deletes && mod.TableId == TableId.All))
            throw new RefusedException(OpenFlowError.FlowModFailedBadTableId);
        var match = Prepare(mod.Match, change.Version);
        if (!deletes)
            check(mod, match, change.Version);

        switch (mod.Command)
        {
            case FlowModCommand.Add:
                Add(mod, match, change);
                break;
            case FlowModCommand.Modify or FlowModCommand.ModifyStrict:
                Modify(mod, match, change);
                break;
            default:
                foreach (var flow in Select(mod, match, change.Version).ToArray())
                {
                    if (Uses(flow, mod.OutPort, mod.OutGroup))
                        Remove(flow, FlowRemovedReason.Delete, change);
                }

                break;
        }
    }

    /// <summary>The flows that a statistics request selects: within a match, in one table or in all.</summary>
    /// <exception cref="RefusedException">The match or the table is invalid.</exception>
    public IEnumerable<FlowEntry> Select(
        TableId tableId, Match match, PortNumber outPort, GroupId outGroup, ulong cookie, ulong cookieMask, OpenFlowVersion version)
    {
        if (tableId != TableId.All && tableId.Value >= count)
            throw new RefusedException(version == OpenFlowVersion.OpenFlow10 ? OpenFlowError.BadRequestEperm : OpenFlowError.BadRequestBadTableId);
        var wide = Prepare(match, version);
        return InOrder(Within(tableId, wide).Where(flow => (flow.Cookie & cookieMask) == (cookie & cookieMask) && Uses(flow, outPort, outGroup)));
    }

    /// <summary>Lowers the timeouts of a flow to at most the given seconds; 0 leaves one as it is (Nicira's fin_timeout).</summary>
    public void ReduceTimeouts(FlowEntry flow, ushort idle, ushort hard)
    {
        if (flow.ReduceTimeouts(idle, hard))
            WaitForExpiry(flow);
    }

    /// <summary>Removes flows, such as those that use a deleted group.</summary>
    public void RemoveWhere(Func<FlowEntry, bool> condition, FlowRemovedReason reason, Transaction change)
    {
        foreach (var flow in Flows.Where(condition).ToArray())
            Remove(flow, reason, change);
    }

    /// <summary>True if the flow outputs to a port and to a group; ANY stands for every flow.</summary>
    public static bool Uses(FlowEntry flow, PortNumber port, GroupId group) =>
        (port == PortNumber.Any || flow.Program.OutputsTo(port)) && (group == GroupId.Any || flow.Program.Uses(group));

    private static IEnumerable<FlowEntry> InOrder(IEnumerable<FlowEntry> flows) =>
        flows.OrderBy(flow => flow.TableId.Value).ThenByDescending(flow => flow.Priority).ThenBy(flow => flow.Number);

    private FlowTable[] In(TableId tableId) => tableId == TableId.All ? _tables : [this[tableId]];

    private IEnumerable<FlowEntry> Within(TableId tableId, FlowMatch match) => In(tableId).SelectMany(table => table.Within(match));

    // OpenFlow 1.0 has no tables: its flow-mods add to the first, and modify and delete in all.
    private IEnumerable<FlowEntry> Select(FlowMod mod, FlowMatch match, OpenFlowVersion version)
    {
        var tableId = version == OpenFlowVersion.OpenFlow10 ? TableId.All : mod.TableId;
        var flows = mod.Command is FlowModCommand.ModifyStrict or FlowModCommand.DeleteStrict
            ? In(tableId).Select(table => table.Find(mod.Priority, match)).OfType<FlowEntry>()
            : InOrder(Within(tableId, match));
        return flows.Where(flow => (flow.Cookie & mod.CookieMask) == (mod.Cookie & mod.CookieMask));
    }

    private void Add(FlowMod mod, FlowMatch match, Transaction change)
    {
        var table = this[mod.TableId];
        if ((mod.Flags & FlowModFlags.CheckOverlap) != 0 && table.Overlaps(mod.Priority, match))
            throw new RefusedException(OpenFlowError.FlowModFailedOverlap);
        var replaced = table.Find(mod.Priority, match);
        if (replaced is null && table.Count >= capacity)
            MakeRoom(table, mod, change);

        var flow = new FlowEntry(mod, mod.TableId, match, new(mod.Instructions), ++_lastNumber, networkLock.Scheduler.Now);
        if (replaced is not null)
        {
            TakeOut(replaced, change);
            // From OpenFlow 1.2 on, the counters stay unless the flow-mod says otherwise.
            if (change.Version >= OpenFlowVersion.OpenFlow12 && (mod.Flags & FlowModFlags.ResetCounts) == 0)
                (flow.PacketCount, flow.ByteCount) = (replaced.PacketCount, replaced.ByteCount);
        }

        PutIn(flow);
        change.Undo(() =>
        {
            table.Remove(flow);
            flow.StopTimer();
        });
        change.Afterwards(() => onEvent(new(flow, FlowChangeReason.Added, null, change)));
    }

    // A new flow evicts one of less or equal importance, the oldest first (OpenFlow 1.4.1 §6.4).
    private void MakeRoom(FlowTable table, FlowMod mod, Transaction change)
    {
        var evicted = (table.Config & TableConfig.Eviction) == 0 ? null : table.Flows
            .Where(flow => flow.Importance <= mod.Importance)
            .OrderBy(flow => flow.Importance)
            .ThenBy(flow => flow.Number)
            .FirstOrDefault();
        if (evicted is null)
            throw new RefusedException(OpenFlowError.FlowModFailedTableFull);
        Remove(evicted, FlowRemovedReason.Eviction, change);
    }

    private void Modify(FlowMod mod, FlowMatch match, Transaction change)
    {
        var is10 = change.Version == OpenFlowVersion.OpenFlow10;
        var flows = Select(mod, match, change.Version).ToArray();
        // A modify that matches no flow adds one in OpenFlow 1.0 (§4.6) and, unless it has a cookie mask, in 1.1 (§4.6).
        if (flows.Length == 0 && (is10 || (change.Version == OpenFlowVersion.OpenFlow11 && mod.CookieMask == 0)))
        {
            Add(mod, match, change);
            return;
        }

        var program = new FlowProgram(mod.Instructions);
        foreach (var flow in flows)
        {
            var table = this[flow.TableId];
            var (before, cookie, packets, bytes) = (flow.Program, flow.Cookie, flow.PacketCount, flow.ByteCount);
            change.Undo(() =>
            {
                table.SetProgram(flow, before);
                (flow.Cookie, flow.PacketCount, flow.ByteCount) = (cookie, packets, bytes);
            });
            table.SetProgram(flow, program);
            if (is10)
                flow.Cookie = mod.Cookie;
            if ((mod.Flags & FlowModFlags.ResetCounts) != 0)
                (flow.PacketCount, flow.ByteCount) = (0, 0);
            change.Afterwards(() => onEvent(new(flow, FlowChangeReason.Modified, null, change)));
        }
    }

    private void Remove(FlowEntry flow, FlowRemovedReason reason, Transaction change)
    {
        if (TakeOut(flow, change))
            change.Afterwards(() => onEvent(new(flow, FlowChangeReason.Removed, reason, change)));
    }

    private bool TakeOut(FlowEntry flow, Transaction change)
    {
        if (!this[flow.TableId].Remove(flow))
            return false;
        change.Undo(() => PutIn(flow));
        change.Afterwards(flow.StopTimer);
        return true;
    }

    private void PutIn(FlowEntry flow)
    {
        this[flow.TableId].Add(flow);
        WaitForExpiry(flow);
    }

    // A packet restarts the idle timeout; that is evaluated when the timer fires, not for each packet.
    private void WaitForExpiry(FlowEntry flow)
    {
        if (flow.Expiry() is not { } expiry)
            return;
        flow.SetTimer(networkLock.Schedule(expiry.At - networkLock.Scheduler.Now, () =>
        {
            if (flow.Expiry() is { } now && now.At <= networkLock.Scheduler.Now)
                Remove(flow, now.Reason, new(default));
            else
                WaitForExpiry(flow);
        }));
    }
}
