using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>
/// Processes packets: through the ingress tables, groups and meters, and through the egress tables of each port that a packet is sent by
/// (OpenFlow 1.3.5 §5.1, 1.5.1 §5.1).
/// </summary>
internal sealed class Pipeline
{
    // Bounds recursion of a packet through resubmits, groups and OFPP_TABLE; the same bound as Open vSwitch's.
    private const int MaxDepth = 64;

    private readonly FlowTables _tables;
    private readonly GroupTable _groups;
    private readonly MeterTable _meters;
    private readonly SwitchOutput _output;
    private readonly NetworkLock _lock;
    private readonly IPacketInTarget _controllers;
    private readonly BucketSelection _buckets;
    private readonly Action<PortNumber, Packet> _sendOut;

    private int _depth;
    private Run _run;

    public Pipeline(FlowTables tables, GroupTable groups, MeterTable meters, SwitchOutput output, NetworkLock networkLock, IPacketInTarget controllers)
    {
        (_tables, _groups, _meters, _output, _lock, _controllers) = (tables, groups, meters, output, networkLock, controllers);
        (_buckets, _sendOut) = (new(groups, output), SendOut);
    }

    /// <summary>How many flows the learn action could not add.</summary>
    public ulong RefusedToLearnCount { get; private set; }

    /// <summary>How many packets were dropped because they exceeded the depth limit.</summary>
    public ulong TooDeepCount { get; private set; }

    /// <summary>Sends a packet through the ingress tables, and executes its action set at the end.</summary>
    /// <param name="packet">The packet, which is changed on its way.</param>
    public void Process(Packet packet)
    {
        var outer = _run;
        _run = default;
        if (RunTables(packet, default, isResubmitted: false))
            ExecuteActionSet(packet);
        _run = outer;
    }

    /// <summary>Executes the actions of a packet-out, and the action set that they leave.</summary>
    public void Process(ReadOnlySpan<OpenFlowAction> actions, Packet packet)
    {
        _run = default;
        if (Execute(actions, packet, new(PacketInReason.PacketOut)))
            ExecuteActionSet(packet);
        _run = default;
    }

    // Executes actions that were validated before. Returns false if processing of the packet ends.
    private bool Execute(ReadOnlySpan<OpenFlowAction> actions, Packet packet, ActionSource source)
    {
        foreach (var action in actions)
        {
            switch (action)
            {
                case OutputAction to:
                    Output(to.Port, to.MaxLen, packet, source);
                    break;
                case GroupAction group:
                    ExecuteGroup(group.GroupId, packet, source);
                    break;
                case DecNwTtlAction when !PacketEdits.DecrementTtl(packet):
                case DecMplsTtlAction when !PacketEdits.DecrementMplsTtl(packet):
                    _controllers.OnInvalidTtl(packet, source);
                    return false;
                case MeterAction meter when _meters.Find(meter.MeterId)?.Pass(packet, _lock.Scheduler.Now) == false:
                    return false;
                case EnqueueAction enqueue:
                    (var queue, packet.QueueId) = (packet.QueueId, enqueue.QueueId);
                    Output(enqueue.Port, 0, packet, source);
                    packet.QueueId = queue;
                    break;
                case ResubmitAction resubmit:
                    Resubmit(packet, resubmit.InPort, resubmit.TableId == TableId.All ? source.TableId : resubmit.TableId);
                    break;
                case LearnAction learn:
                    Learn(NiciraActions.Learn(learn, packet));
                    break;
                case FinTimeoutAction fin when source.Flow is { } flow && packet.EndsTcpConnection:
                    _tables.ReduceTimeouts(flow, fin.FinIdleTimeout, fin.FinHardTimeout);
                    break;
                case ControllerAction to:
                    _controllers.OnAction(packet, source with { Reason = to.Reason }, to.MaxLen);
                    break;
                case OutputRegAction to:
                    Output((uint)NiciraActions.Get(packet, to.Src), to.MaxLen, packet, source);
                    break;
                case ExitAction:
                    return false;
                default:
                    if (!NiciraActions.TryApply(action, packet))
                        PacketActions.Apply(action, packet);
                    break;
            }
        }

        return true;
    }

    private void ExecuteActionSet(Packet packet)
    {
        if (_run.ActionSet is { IsEmpty: false } actions)
            Execute([.. actions.InOrder], packet, new(PacketInReason.ActionSet, _run.LastFlow));
    }

    // Returns false if processing of the packet ends.
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
            if (_tables[tableId].Lookup(packet) is { } flow)
                goesOn = Execute(flow, packet, out next);
            else if (isResubmitted || (next = AfterMiss(packet, tableId)) is null)
                goesOn = false;
            // The first egress table may have been configured after a flow that goes to it was added.
            if (next is { } later && !_run.IsEgress && _tables.IsEgress(later))
                goesOn = false;
        }

        _depth--;
        return goesOn;
    }

    private bool Execute(FlowEntry flow, Packet packet, out TableId? next)
    {
        var now = _lock.Scheduler.Now;
        if (flow.Count(packet.Length, now))
            _controllers.OnStatTrigger(flow);
        _run.LastFlow = flow;
        var program = flow.Program;
        next = program.Next;
        if (program.Meter is { } meter && _meters.Find(meter)?.Pass(packet, now) == false)
            return false;
        if (!program.Apply.IsEmpty && !Execute(program.Apply.Span, packet, new(PacketInReason.Action, flow)))
            return false;
        if (program.Clears)
            _run.ActionSet?.Clear(keepsOutput: _run.IsEgress);
        if (!program.Write.IsEmpty)
            (_run.ActionSet ??= new()).Write(program.Write);
        if (_run.ActionSet is { } actions && !_run.IsEgress)
            packet.ActionSetOutput = actions.Output;
        packet.Metadata = (packet.Metadata & ~program.MetadataMask) | (program.Metadata & program.MetadataMask);
        return true;
    }

    // Nicira's resubmit: executes the flows of the table here, then continues with the next action.
    private void Resubmit(Packet packet, PortNumber inPort, TableId table)
    {
        if (table.Value >= _tables.Count)
            return;
        var own = packet.InPort;
        if (inPort != PortNumber.InPort)
            packet.SetInPort(inPort);
        RunTables(packet, table, isResubmitted: true);
        packet.SetInPort(own);
    }

    // There is no request to answer with an error, so a flow that cannot be added, such as one for a full table, is counted.
    private void Learn(FlowMod flow)
    {
        try
        {
            _tables.Apply(flow, new(OpenFlowVersion.OpenFlow13));
        }
        catch (RefusedException)
        {
            RefusedToLearnCount++;
        }
    }

    // OpenFlow 1.1 and 1.2 configure what a table does on a miss (§A.3.3); otherwise the version of each controller decides.
    private TableId? AfterMiss(Packet packet, TableId tableId)
    {
        var config = _tables[tableId].Config & (TableConfig.TableMissContinue | TableConfig.TableMissDrop);
        if (config == TableConfig.TableMissContinue && tableId.Value + 1 < _tables.Count)
            return new TableId((byte)(tableId.Value + 1));
        if (config != TableConfig.TableMissDrop)
            _controllers.OnMiss(packet, tableId);
        return null;
    }

    private void Output(PortNumber port, ushort maxLen, Packet packet, ActionSource source)
    {
        if (port == PortNumber.Controller)
            _controllers.OnAction(packet, source, maxLen);
        else if (port == PortNumber.Table)
            Process(packet.CopyForTables());
        else
            _output.Resolve(port, packet, _sendOut);
    }

    // With egress tables, each packet passes them before a port sends it (OpenFlow 1.5.1 §5.1.2). Its action set begins with the output to that
    // port. Output actions of egress tables send at once.
    private void SendOut(PortNumber port, Packet packet)
    {
        if (_tables.FirstEgress is not { } first || _run.IsEgress)
        {
            _output.SendTo(port, packet);
            return;
        }

        var outer = _run;
        var own = packet.Copy();
        own.ActionSetOutput = port;
        var output = new OutputAction(port == packet.InPort ? PortNumber.InPort : port);
        _run = new() { IsEgress = true, ActionSet = ActionSet.Of([output]) };
        if (RunTables(own, first, isResubmitted: false))
            ExecuteActionSet(own);
        _run = outer;
    }

    private void ExecuteGroup(GroupId id, Packet packet, ActionSource source)
    {
        if (_groups.Find(id) is not { } group)
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
                ExecuteBucket(bucket, packet, source);
        }
        else if (_buckets.Select(group, packet) is { } bucket)
        {
            // A packet that no live bucket takes is dropped, and the group does not count it.
            group.Count(packet.Length);
            ExecuteBucket(bucket, packet, source);
        }

        _depth--;
    }

    private void ExecuteBucket(SwitchBucket bucket, Packet packet, ActionSource source)
    {
        bucket.Count(packet.Length);
        Execute([.. bucket.Actions], packet.Copy(), source with { Reason = PacketInReason.Group });
    }

    /// <summary>The state of a packet in the ingress or the egress tables.</summary>
    private struct Run
    {
        public bool IsEgress;
        public ActionSet? ActionSet;
        public FlowEntry? LastFlow;
    }
}
