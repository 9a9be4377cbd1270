using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>The way of a packet through the tables, and what flows and packet-outs do with it (OpenFlow 1.3.5 §5.1).</summary>
internal sealed class Pipeline(
    FlowTables tables, GroupTable groups, MeterTable meters, SwitchOutput output, Turns turns, IPacketInTarget controllers)
{
    // Packets that go around in the switch, from table to table or group to group, end after as many rounds as with Open vSwitch.
    private const int MaxDepth = 64;

    private int _depth;

    /// <summary>The packets that are dropped because they go around in the switch.</summary>
    public ulong TooDeepCount { get; private set; }

    /// <summary>Sends a packet through the tables.</summary>
    /// <param name="packet">The packet, which is changed on its way.</param>
    /// <param name="first">The table to begin with.</param>
    public void Run(Packet packet, TableId first = default)
    {
        if (++_depth > MaxDepth)
            TooDeepCount++;
        else
            RunTables(packet, first);
        _depth--;
    }

    /// <summary>Does actions to a packet.</summary>
    /// <param name="actions">The actions, which were checked before.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="source">Whose actions they are.</param>
    /// <returns>False if the packet was dropped.</returns>
    public bool Do(ReadOnlySpan<OpenFlowAction> actions, Packet packet, ActionSource source)
    {
        foreach (var action in actions)
        {
            switch (action)
            {
                case OutputAction to:
                    Output(to.Port, to.MaxLen, packet, source);
                    break;
                case SetFieldAction set:
                    SetField(packet, set);
                    break;
                case GroupAction group:
                    DoGroup(group.GroupId, packet, source);
                    break;
                case DecNwTtlAction when !PacketEdits.DecrementTtl(packet):
                case DecMplsTtlAction when !PacketEdits.DecrementMplsTtl(packet):
                    controllers.OnInvalidTtl(packet, source);
                    return false;
                case MeterAction meter when meters.Find(meter.MeterId)?.Pass(packet, turns.Scheduler.Now) == false:
                    return false;
                case EnqueueAction enqueue:
                    (var queue, packet.QueueId) = (packet.QueueId, enqueue.QueueId);
                    Output(enqueue.Port, 0, packet, source);
                    packet.QueueId = queue;
                    break;
                default:
                    Edit(packet, action);
                    break;
            }
        }

        return true;
    }

    private static void SetField(Packet packet, SetFieldAction set)
    {
        var field = PacketFields.Find(set.Field.Type)!;
        var (value, mask) = field.InMatch([set.Field]);
        field.Set(packet, value, mask);
    }

    private static void Edit(Packet packet, OpenFlowAction action)
    {
        switch (action)
        {
            case PushVlanAction push:
                PacketEdits.PushVlan(packet, push.EtherType);
                break;
            case PopVlanAction:
                PacketEdits.PopVlan(packet);
                break;
            case SetVlanVidAction vlan:
                FieldStores.VlanVid(packet, vlan.VlanVid);
                break;
            case SetVlanPcpAction vlan:
                FieldStores.VlanPcp(packet, vlan.VlanPcp);
                break;
            case PushMplsAction push:
                PacketEdits.PushMpls(packet, push.EtherType);
                break;
            case PopMplsAction pop:
                PacketEdits.PopMpls(packet, pop.EtherType);
                break;
            case PushPbbAction push:
                PacketEdits.PushPbb(packet, push.EtherType);
                break;
            case PopPbbAction:
                PacketEdits.PopPbb(packet);
                break;
            case SetNwTtlAction ttl:
                FieldStores.TimeToLive(packet, ttl.NwTtl);
                break;
            case SetMplsTtlAction ttl:
                FieldStores.MplsTtl(packet, ttl.MplsTtl);
                break;
            case CopyTtlInAction:
                PacketEdits.CopyTtlIn(packet);
                break;
            case CopyTtlOutAction:
                PacketEdits.CopyTtlOut(packet);
                break;
            case SetTpSrcAction port:
                FieldStores.TransportSrc(packet, port.TpPort);
                break;
            case SetTpDstAction port:
                FieldStores.TransportDst(packet, port.TpPort);
                break;
            case SetQueueAction queue:
                packet.QueueId = queue.QueueId;
                break;
            case CopyFieldAction copy:
                CopyField(packet, copy);
                break;
        }
    }

    private static void CopyField(Packet packet, CopyFieldAction copy)
    {
        var (from, to) = (PacketFields.Find(copy.Src.Type)!, PacketFields.Find(copy.Dst.Type)!);
        var mask = copy.NBits == 128 ? UInt128.MaxValue : (UInt128.One << copy.NBits) - 1;
        to.Set(packet, ((from.Get(packet) >> copy.SrcOffset) & mask) << copy.DstOffset, mask << copy.DstOffset);
    }

    private void RunTables(Packet packet, TableId first)
    {
        var actionSet = default(ActionSet);
        TableId? next = first;
        while (next is { } tableId)
        {
            if (tables[tableId].Lookup(packet) is not { } flow)
            {
                next = AfterMiss(packet, tableId);
                continue;
            }

            var now = turns.Scheduler.Now;
            flow.Count(packet.Length, now);
            var program = flow.Program;
            if (program.Meter is { } meter && meters.Find(meter)?.Pass(packet, now) == false)
                return;
            if (!program.Apply.IsEmpty && !Do(program.Apply.Span, packet, new(PacketInReason.Action, flow)))
                return;
            if (program.Clears)
                actionSet?.Clear();
            if (!program.Write.IsEmpty)
                (actionSet ??= new()).Write(program.Write);
            if (actionSet is not null)
                packet.ActionSetOutput = actionSet.Output;
            packet.Metadata = (packet.Metadata & ~program.MetadataMask) | (program.Metadata & program.MetadataMask);
            next = program.Next;
            if (next is null && actionSet is { IsEmpty: false })
                Do([.. actionSet.InOrder], packet, new(PacketInReason.ActionSet, flow));
        }
    }

    // OpenFlow 1.1 and 1.2 configure what a table does (§A.3.3); otherwise the version of each controller decides.
    private TableId? AfterMiss(Packet packet, TableId tableId)
    {
        var config = tables[tableId].Config & (TableConfig.TableMissContinue | TableConfig.TableMissDrop);
        if (config == TableConfig.TableMissContinue && tableId.Value + 1 < tables.Count)
            return new TableId((byte)(tableId.Value + 1));
        if (config != TableConfig.TableMissDrop)
            controllers.OnMiss(packet, tableId);
        return null;
    }

    private void Output(PortNumber port, ushort maxLen, Packet packet, ActionSource source)
    {
        if (port == PortNumber.Controller)
            controllers.OnAction(packet, source, maxLen);
        else if (port == PortNumber.Table)
            Run(packet.CopyForTables());
        else
            output.Send(port, packet);
    }

    private void DoGroup(GroupId id, Packet packet, ActionSource source)
    {
        if (groups.Find(id) is not { } group)
            return;
        if (_depth >= MaxDepth)
        {
            TooDeepCount++;
            return;
        }

        _depth++;
        group.Count(packet.Length);
        switch (group.Type)
        {
            case GroupType.All:
                foreach (var bucket in group.Buckets)
                    DoBucket(bucket, packet, source);
                break;
            case GroupType.Select:
                DoBucket(Select(group, packet), packet, source);
                break;
            case GroupType.Indirect:
                DoBucket(group.Buckets[0], packet, source);
                break;
            case GroupType.FastFailover:
                DoBucket(group.Buckets.FirstOrDefault(bucket => IsLive(bucket, MaxDepth)), packet, source);
                break;
        }

        _depth--;
    }

    private void DoBucket(SwitchBucket? bucket, Packet packet, ActionSource source)
    {
        if (bucket is null)
            return;
        bucket.Count(packet.Length);
        Do([.. bucket.Actions], packet.Copy(), source with { Reason = PacketInReason.Group });
    }

    // Each live bucket draws a number for the packet's headers, the higher the more weight it has; the highest takes the packet. So a bucket
    // that comes or goes moves only its own packets.
    private SwitchBucket? Select(SwitchGroup group, Packet packet)
    {
        packet.Parse();
        var headers = FlowMask.HashCompact(packet.Key.AsSpan(FlowKey.FirstOfHeaders, FlowKey.EndOfHeaders - FlowKey.FirstOfHeaders));
        SwitchBucket? best = null;
        var bestScore = double.NegativeInfinity;
        foreach (var bucket in group.Buckets)
        {
            if (bucket.Bucket.Weight == 0 || !IsLive(bucket, MaxDepth))
                continue;
            var drawn = (FlowMask.HashCompact([headers, bucket.Bucket.BucketId.GetValueOrDefault()]) + 0.5) / ((double)uint.MaxValue + 1);
            // Weighted rendezvous hashing: the chance of the highest score is in proportion to the weight.
            var score = -bucket.Bucket.Weight / Math.Log(drawn);
            if (score > bestScore)
                (best, bestScore) = (bucket, score);
        }

        return best;
    }

    // A bucket that watches nothing is live.
    private bool IsLive(SwitchBucket bucket, int depth)
    {
        var (port, group) = (bucket.Bucket.WatchPort, bucket.Bucket.WatchGroup);
        if (port == PortNumber.Any && group == GroupId.Any)
            return true;
        return (port != PortNumber.Any && output.IsLive(port))
            || (group != GroupId.Any && depth > 0 && groups.Find(group)?.Buckets.Any(watched => IsLive(watched, depth - 1)) == true);
    }
}
