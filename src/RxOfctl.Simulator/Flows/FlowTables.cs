using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Switches;

namespace RxOfctl.Simulator.Flows;

/// <summary>The flow tables of a switch, and what flow-mods and time do to them (OpenFlow 1.0.2 §4.6, 1.3.5 §6.4).</summary>
internal sealed class FlowTables(
    int count, int capacity, Turns turns, Action<FlowEntry, FlowChangeReason, FlowRemovedReason?> onChange)
{
    private readonly FlowTable[] _tables = [.. Enumerable.Range(0, count).Select(_ => new FlowTable())];

    public int Count => count;

    public int Capacity => capacity;

    public FlowTable this[TableId id] => _tables[id.Value];

    /// <summary>All flows, table by table.</summary>
    public IEnumerable<FlowEntry> Flows => _tables.SelectMany(table => table.Flows);

    /// <summary>Does what a flow-mod says.</summary>
    /// <exception cref="RefusedException">It cannot be done; nothing was changed.</exception>
    public void Apply(FlowMod mod, OpenFlowVersion version)
    {
        // Flow-mods of OpenFlow 1.0 do not know of tables: they add to the first, and change and delete in all.
        var is10 = version == OpenFlowVersion.OpenFlow10;
        var deletes = mod.Command is FlowModCommand.Delete or FlowModCommand.DeleteStrict;
        if (mod.TableId.Value >= count && !(deletes && mod.TableId == TableId.All))
            throw new RefusedException(OpenFlowError.FlowModFailedBadTableId);
        var match = FlowMatch.Of(mod.Match, version);
        if (!deletes)
            FlowModRules.Check(mod, count);

        switch (mod.Command)
        {
            case FlowModCommand.Add:
                Add(mod, match, version);
                break;
            case FlowModCommand.Modify or FlowModCommand.ModifyStrict:
                Modify(mod, match, version);
                break;
            case FlowModCommand.Delete or FlowModCommand.DeleteStrict:
                foreach (var flow in Select(mod, match, is10 ? TableId.All : mod.TableId).ToArray())
                {
                    if (Outputs(flow, mod.OutPort) && UsesGroup(flow, mod.OutGroup))
                        Remove(flow, FlowRemovedReason.Delete);
                }

                break;
            default:
                throw new RefusedException(OpenFlowError.FlowModFailedBadCommand);
        }
    }

    /// <summary>The flows that a request for statistics is about: within a match, in a table or all.</summary>
    /// <exception cref="RefusedException">The match or the table cannot be.</exception>
    public IEnumerable<FlowEntry> Select(
        TableId tableId, Match match, PortNumber outPort, GroupId outGroup, ulong cookie, ulong cookieMask, OpenFlowVersion version)
    {
        if (tableId != TableId.All && tableId.Value >= count)
            throw new RefusedException(version == OpenFlowVersion.OpenFlow10 ? OpenFlowError.BadRequestEperm : OpenFlowError.BadRequestBadTableId);
        var wide = FlowMatch.Of(match, version);
        return In(tableId).Where(flow => flow.Match.IsWithin(wide)
            && (flow.Cookie & cookieMask) == (cookie & cookieMask)
            && Outputs(flow, outPort)
            && UsesGroup(flow, outGroup));
    }

    private static bool Outputs(FlowEntry flow, PortNumber port) =>
        port == PortNumber.Any || Actions(flow).Any(action => action is OutputAction output && output.Port == port);

    private static bool UsesGroup(FlowEntry flow, GroupId group) =>
        group == GroupId.Any || Actions(flow).Any(action => action is GroupAction uses && uses.GroupId == group);

    private static IEnumerable<OpenFlowAction> Actions(FlowEntry flow) => flow.Instructions.SelectMany(instruction => instruction switch
    {
        ApplyActions apply => apply.Actions,
        WriteActions write => write.Actions,
        _ => [],
    });

    private IEnumerable<FlowEntry> In(TableId tableId) => tableId == TableId.All ? Flows : this[tableId].Flows;

    private IEnumerable<FlowEntry> Select(FlowMod mod, FlowMatch match, TableId tableId) =>
        (mod.Command is FlowModCommand.ModifyStrict or FlowModCommand.DeleteStrict
            ? In(tableId).Where(flow => flow.Priority == mod.Priority && flow.Match.Equals(match))
            : In(tableId).Where(flow => flow.Match.IsWithin(match)))
        .Where(flow => (flow.Cookie & mod.CookieMask) == (mod.Cookie & mod.CookieMask));

    private void Add(FlowMod mod, FlowMatch match, OpenFlowVersion version)
    {
        var table = this[mod.TableId];
        if ((mod.Flags & FlowModFlags.CheckOverlap) != 0
            && table.Flows.Any(flow => flow.Priority == mod.Priority && flow.Match.Overlaps(match)))
            throw new RefusedException(OpenFlowError.FlowModFailedOverlap);
        var replaced = table.Find(mod.Priority, match);
        if (replaced is null && table.Flows.Count >= capacity)
            throw new RefusedException(OpenFlowError.FlowModFailedTableFull);

        var flow = new FlowEntry(mod, mod.TableId, match, turns.Scheduler.Now);
        if (replaced is not null)
        {
            table.Remove(replaced);
            replaced.Timer.Dispose();
            // From OpenFlow 1.2 on, the counters stay unless the flow-mod says otherwise.
            if (version >= OpenFlowVersion.OpenFlow12 && (mod.Flags & FlowModFlags.ResetCounts) == 0)
                (flow.PacketCount, flow.ByteCount) = (replaced.PacketCount, replaced.ByteCount);
        }

        table.Add(flow);
        WaitForExpiry(flow);
        onChange(flow, FlowChangeReason.Added, null);
    }

    private void Modify(FlowMod mod, FlowMatch match, OpenFlowVersion version)
    {
        var is10 = version == OpenFlowVersion.OpenFlow10;
        var flows = Select(mod, match, is10 ? TableId.All : mod.TableId).ToArray();
        // In OpenFlow 1.0, modifying what is not there adds it (§4.6).
        if (is10 && flows.Length == 0)
        {
            Add(mod, match, version);
            return;
        }

        foreach (var flow in flows)
        {
            flow.Instructions = mod.Instructions;
            if (is10)
                flow.Cookie = mod.Cookie;
            if ((mod.Flags & FlowModFlags.ResetCounts) != 0)
                (flow.PacketCount, flow.ByteCount) = (0, 0);
            onChange(flow, FlowChangeReason.Modified, null);
        }
    }

    private void Remove(FlowEntry flow, FlowRemovedReason reason)
    {
        if (!this[flow.TableId].Remove(flow))
            return;
        flow.Timer.Dispose();
        onChange(flow, FlowChangeReason.Removed, reason);
    }

    // A packet that comes meanwhile puts the idle timeout off: that is looked at when the time is up, not with each packet.
    private void WaitForExpiry(FlowEntry flow)
    {
        if (flow.Expiry() is not { } expiry)
            return;
        flow.Timer.Disposable = turns.Schedule(expiry.At - turns.Scheduler.Now, () =>
        {
            if (flow.Expiry() is { } now && now.At <= turns.Scheduler.Now)
                Remove(flow, now.Reason);
            else
                WaitForExpiry(flow);
        });
    }
}
