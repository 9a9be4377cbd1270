using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Switches;

namespace RxOfctl.Simulator.Flows;

/// <summary>The flow tables of a switch, and what flow-mods and time do to them (OpenFlow 1.0.2 §4.6, 1.3.5 §6.4).</summary>
internal sealed class FlowTables(int count, int capacity, Turns turns, FlowModRules rules, Action<FlowEvent> onEvent)
{
    private readonly FlowTable[] _tables = [.. Enumerable.Range(0, count).Select(_ => new FlowTable())];
    private readonly Dictionary<FlowMask, FlowMask> _masks = [];
    private ulong _lastNumber;

    public int Count => count;

    public int Capacity => capacity;

    public FlowTable this[TableId id] => _tables[id.Value];

    /// <summary>All flows, table by table, the highest priority first.</summary>
    public IEnumerable<FlowEntry> Flows => _tables.SelectMany(table => table.Flows);

    /// <summary>Makes a match ready.</summary>
    /// <exception cref="RefusedException">The match cannot be.</exception>
    public FlowMatch Prepare(Match match, OpenFlowVersion version) => FlowMatch.Of(match, version, _masks);

    /// <summary>Does what a flow-mod says.</summary>
    /// <exception cref="RefusedException">It cannot be done; nothing was changed.</exception>
    public void Apply(FlowMod mod, Transaction change)
    {
        var deletes = mod.Command is FlowModCommand.Delete or FlowModCommand.DeleteStrict;
        if (mod.Command > FlowModCommand.DeleteStrict)
            throw new RefusedException(OpenFlowError.FlowModFailedBadCommand);
        if (mod.TableId.Value >= count && !(deletes && mod.TableId == TableId.All))
            throw new RefusedException(OpenFlowError.FlowModFailedBadTableId);
        var match = Prepare(mod.Match, change.Version);
        if (!deletes)
            rules.Check(mod, match, change.Version);

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

    /// <summary>The flows that a request is about: within a match, in a table or all.</summary>
    /// <exception cref="RefusedException">The match or the table cannot be.</exception>
    public IEnumerable<FlowEntry> Select(
        TableId tableId, Match match, PortNumber outPort, GroupId outGroup, ulong cookie, ulong cookieMask, OpenFlowVersion version)
    {
        if (tableId != TableId.All && tableId.Value >= count)
            throw new RefusedException(version == OpenFlowVersion.OpenFlow10 ? OpenFlowError.BadRequestEperm : OpenFlowError.BadRequestBadTableId);
        var wide = Prepare(match, version);
        return InOrder(Within(tableId, wide).Where(flow => (flow.Cookie & cookieMask) == (cookie & cookieMask) && Uses(flow, outPort, outGroup)));
    }

    /// <summary>Removes flows, such as those that need a group that goes.</summary>
    public void RemoveWhere(Func<FlowEntry, bool> condition, FlowRemovedReason reason, Transaction change)
    {
        foreach (var flow in Flows.Where(condition).ToArray())
            Remove(flow, reason, change);
    }

    /// <summary>True if the flow sends to a port and hands to a group, where these are not any.</summary>
    public static bool Uses(FlowEntry flow, PortNumber port, GroupId group) =>
        (port == PortNumber.Any || flow.Program.OutputsTo(port)) && (group == GroupId.Any || flow.Program.Uses(group));

    private static IEnumerable<FlowEntry> InOrder(IEnumerable<FlowEntry> flows) =>
        flows.OrderBy(flow => flow.TableId.Value).ThenByDescending(flow => flow.Priority).ThenBy(flow => flow.Number);

    private FlowTable[] In(TableId tableId) => tableId == TableId.All ? _tables : [this[tableId]];

    private IEnumerable<FlowEntry> Within(TableId tableId, FlowMatch match) => In(tableId).SelectMany(table => table.Within(match));

    // Flow-mods of OpenFlow 1.0 do not know of tables: they add to the first, and change and delete in all.
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

        var flow = new FlowEntry(mod, mod.TableId, match, new(mod.Instructions), ++_lastNumber, turns.Scheduler.Now);
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

    // In the place of a new flow, one of less importance goes, the oldest first (OpenFlow 1.4.1 §6.4).
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
        // Modifying what is not there adds it in OpenFlow 1.0 (§4.6) and, unless it asks for a cookie, in 1.1 (§4.6).
        if (flows.Length == 0 && (is10 || (change.Version == OpenFlowVersion.OpenFlow11 && mod.CookieMask == 0)))
        {
            Add(mod, match, change);
            return;
        }

        var program = new FlowProgram(mod.Instructions);
        foreach (var flow in flows)
        {
            var (before, cookie, packets, bytes) = (flow.Program, flow.Cookie, flow.PacketCount, flow.ByteCount);
            change.Undo(() => (flow.Program, flow.Cookie, flow.PacketCount, flow.ByteCount) = (before, cookie, packets, bytes));
            flow.Program = program;
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

    // A packet that comes meanwhile puts the idle timeout off: that is looked at when the time is up, not with each packet.
    private void WaitForExpiry(FlowEntry flow)
    {
        if (flow.Expiry() is not { } expiry)
            return;
        flow.SetTimer(turns.Schedule(expiry.At - turns.Scheduler.Now, () =>
        {
            if (flow.Expiry() is { } now && now.At <= turns.Scheduler.Now)
                Remove(flow, now.Reason, new(default));
            else
                WaitForExpiry(flow);
        }));
    }
}
