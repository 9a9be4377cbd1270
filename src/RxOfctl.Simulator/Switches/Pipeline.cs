using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Nicira;
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
    private ActionSet? _actionSet;
    private FlowEntry? _lastFlow;

    /// <summary>The flows that packets would have made the switch learn, and that cannot be.</summary>
    public ulong RefusedToLearnCount { get; private set; }

    /// <summary>The packets that are dropped because they go around in the switch.</summary>
    public ulong TooDeepCount { get; private set; }

    /// <summary>Sends a packet through the tables, and does its action set at the end.</summary>
    /// <param name="packet">The packet, which is changed on its way.</param>
    public void Run(Packet packet)
    {
        var (outerSet, outerFlow) = (_actionSet, _lastFlow);
        (_actionSet, _lastFlow) = (null, null);
        if (RunTables(packet, default, isResubmitted: false))
            DoActionSet(packet);
        (_actionSet, _lastFlow) = (outerSet, outerFlow);
    }

    /// <summary>Does the actions of a packet-out, and what they leave in the action set.</summary>
    public void Run(ReadOnlySpan<OpenFlowAction> actions, Packet packet)
    {
        (_actionSet, _lastFlow) = (null, null);
        if (Do(actions, packet, new(PacketInReason.PacketOut)))
            DoActionSet(packet);
        (_actionSet, _lastFlow) = (null, null);
    }

    // Does actions, which were checked before. Gives false if nothing more is to be done to the packet.
    private bool Do(ReadOnlySpan<OpenFlowAction> actions, Packet packet, ActionSource source)
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
                case ResubmitAction resubmit:
                    Resubmit(packet, resubmit.InPort, source.TableId);
                    break;
                case ResubmitTableAction resubmit:
                    Resubmit(packet, resubmit.InPort, resubmit.TableId == TableId.All ? source.TableId : resubmit.TableId);
                    break;
                case LearnAction learn:
                    Learn(NiciraActions.Learn(learn, packet));
                    break;
                case ControllerAction to:
                    controllers.OnAction(packet, source with { Reason = to.Reason }, to.MaxLen);
                    break;
                case OutputRegAction to:
                    Output((uint)NiciraActions.Get(packet, to.Src), to.MaxLen, packet, source);
                    break;
                case OutputReg2Action to:
                    Output((uint)NiciraActions.Get(packet, to.Src), to.MaxLen, packet, source);
                    break;
                case ExitAction:
                    return false;
                default:
                    if (!NiciraActions.TryDo(action, packet))
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

    private void DoActionSet(Packet packet)
    {
        if (_actionSet is { IsEmpty: false } actions)
            Do([.. actions.InOrder], packet, new(PacketInReason.ActionSet, _lastFlow));
    }

    // Gives false if nothing more is to be done to the packet.
    private bool RunTables(Packet packet, TableId first, bool isResubmitted)
    {
        if (_depth >= MaxDepth)
        {
            TooDeepCount++;
            return false;
        }

        _depth++;
        var goesOn = true;
        TableId? next = first;
        while (goesOn && next is { } tableId)
        {
            if (tables[tableId].Lookup(packet) is { } flow)
                goesOn = Do(flow, packet, out next);
            else if (isResubmitted || (next = AfterMiss(packet, tableId)) is null)
                goesOn = false;
        }

        _depth--;
        return goesOn;
    }

    private bool Do(FlowEntry flow, Packet packet, out TableId? next)
    {
        var now = turns.Scheduler.Now;
        flow.Count(packet.Length, now);
        _lastFlow = flow;
        var program = flow.Program;
        next = program.Next;
        if (program.Meter is { } meter && meters.Find(meter)?.Pass(packet, now) == false)
            return false;
        if (!program.Apply.IsEmpty && !Do(program.Apply.Span, packet, new(PacketInReason.Action, flow)))
            return false;
        if (program.Clears)
            _actionSet?.Clear();
        if (!program.Write.IsEmpty)
            (_actionSet ??= new()).Write(program.Write);
        if (_actionSet is not null)
            packet.ActionSetOutput = _actionSet.Output;
        packet.Metadata = (packet.Metadata & ~program.MetadataMask) | (program.Metadata & program.MetadataMask);
        return true;
    }

    // Nicira's resubmit: what the flows of the table do is done here, then the actions go on.
    private void Resubmit(Packet packet, PortNumber inPort, TableId table)
    {
        if (table.Value >= tables.Count)
            return;
        var own = packet.InPort;
        if (inPort != PortNumber.InPort)
            packet.SetInPort(inPort);
        RunTables(packet, table, isResubmitted: true);
        packet.SetInPort(own);
    }

    // A flow that cannot be, such as one for a full table, is not learned: there is no request to answer with an error.
    private void Learn(FlowMod flow)
    {
        try
        {
            tables.Apply(flow, new(OpenFlowVersion.OpenFlow13));
        }
        catch (RefusedException)
        {
            RefusedToLearnCount++;
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
        if (group.Type == GroupType.All)
        {
            group.Count(packet.Length);
            foreach (var bucket in group.Buckets)
                DoBucket(bucket, packet, source);
        }
        else if (BucketFor(group, packet) is { } bucket)
        {
            group.Count(packet.Length);
            DoBucket(bucket, packet, source);
        }

        _depth--;
    }

    // Null if none is live: the packet is dropped, and the group does not count it.
    private SwitchBucket? BucketFor(SwitchGroup group, Packet packet) => group.Type switch
    {
        GroupType.Select => Select(group, packet),
        GroupType.FastFailover => group.Buckets.FirstOrDefault(bucket => IsLive(bucket, MaxDepth)),
        _ => group.Buckets[0],
    };

    private void DoBucket(SwitchBucket bucket, Packet packet, ActionSource source)
    {
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
            var drawn = (Scramble((ulong)headers << 32 | bucket.Bucket.BucketId.GetValueOrDefault()) + 0.5) / ((double)uint.MaxValue + 1);
            // Weighted rendezvous hashing: the chance of the highest score is in proportion to the weight.
            var score = -bucket.Bucket.Weight / Math.Log(drawn);
            if (score > bestScore)
                (best, bestScore) = (bucket, score);
        }

        return best;
    }

    // The finalizer of MurmurHash3: each bit of the input changes each bit of the output with even chance, so that buckets draw independently.
    private static uint Scramble(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xff51_afd7_ed55_8ccd;
        value = (value ^ (value >> 33)) * 0xc4ce_b9fe_1a85_ec53;
        return (uint)(value ^ (value >> 33));
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
