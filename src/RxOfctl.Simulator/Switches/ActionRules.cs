using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>The actions that a simulated switch supports, and the errors of others (OpenFlow 1.3.5 §7.4.4).</summary>
internal sealed class ActionRules(GroupTable groups, MeterTable meters, QueueTable queues)
{
    private const ushort Pbb = 0x88e7;

    /// <summary>Checks actions in order.</summary>
    /// <param name="actions">The actions.</param>
    /// <param name="known">What is known of the packets; brought up to what is known after the actions. Null if that does not matter.</param>
    /// <param name="version">The version in which they came.</param>
    /// <param name="isPacketOut">True if they are a packet-out's.</param>
    /// <exception cref="RefusedException">The switch cannot do one of them.</exception>
    public void Check(ValueList<OpenFlowAction> actions, KnownFields? known, OpenFlowVersion version, bool isPacketOut = false)
    {
        // In OpenFlow 1.0, an action on a header that a packet does not have is skipped.
        if (version == OpenFlowVersion.OpenFlow10)
            known = null;
        foreach (var action in actions)
        {
            if ((Refusal(action, isPacketOut) ?? Inconsistency(action, known)) is { } error)
                throw new RefusedException(error);
            if (known is not null)
                Learn(action, known);
        }
    }

    /// <summary>Checks that the groups and meters of actions exist.</summary>
    /// <exception cref="RefusedException">One is not.</exception>
    public void CheckReferences(IEnumerable<OpenFlowAction> actions)
    {
        foreach (var action in actions)
        {
            if (action is GroupAction { GroupId: var group } && !groups.Contains(group))
                throw new RefusedException(OpenFlowError.BadActionBadOutGroup);
            if (action is MeterAction { MeterId: var meter } && !meters.Contains(meter))
                throw new RefusedException(OpenFlowError.BadActionBadMeter);
        }
    }

    private OpenFlowError? Refusal(OpenFlowAction action, bool isPacketOut) => action switch
    {
        OutputAction output => MayOutput(output.Port, isPacketOut) ? null : OpenFlowError.BadActionBadOutPort,
        SetFieldAction set => RefusalOf(set.Field),
        CopyFieldAction copy => RefusalOf(copy),
        PushVlanAction { EtherType: not (0x8100 or 0x88a8) } or PushPbbAction { EtherType: not Pbb } => OpenFlowError.BadActionBadArgument,
        PushMplsAction push when !HeaderParser.IsMpls(push.EtherType) => OpenFlowError.BadActionBadArgument,
        SetQueueAction queue => queues.MayUse(queue.QueueId) ? null : OpenFlowError.BadActionBadQueue,
        EnqueueAction enqueue => !MayEnqueue(enqueue.Port) ? OpenFlowError.BadActionBadOutPort
            : queues.MayUse(enqueue.Port, enqueue.QueueId) ? null : OpenFlowError.BadActionBadQueue,
        GroupAction or MeterAction => null,
        SetVlanVidAction or SetVlanPcpAction or PushVlanAction or PopVlanAction or SetTpSrcAction or SetTpDstAction or SetNwTtlAction
            or DecNwTtlAction or PushMplsAction or PopMplsAction or SetMplsTtlAction or DecMplsTtlAction or CopyTtlInAction
            or CopyTtlOutAction or PushPbbAction or PopPbbAction => null,
        ExperimenterAction => OpenFlowError.BadActionBadExperimenter,
        _ => NiciraActions.TryRefuse(action, out var error) ? error : OpenFlowError.BadActionBadType,
    };

    private static OpenFlowError? RefusalOf(OxmField field)
    {
        if (PacketFields.Find(field.Type) is not { IsWritable: true } known)
            return OpenFlowError.BadActionBadSetType;
        var value = known.InMatch([field]).Value;
        return field.Type.Equals(Oxm.VlanVid) && !field.HasMask && (value & HeaderParser.VlanPresent) == 0
            ? OpenFlowError.BadActionBadSetArgument
            : null;
    }

    private static OpenFlowError? RefusalOf(CopyFieldAction copy)
    {
        if (PacketFields.Find(copy.Src.Type) is not { } from || PacketFields.Find(copy.Dst.Type) is not { IsWritable: true } to)
            return OpenFlowError.BadActionBadSetType;
        return copy.NBits == 0 || copy.SrcOffset + copy.NBits > from.Bits || copy.DstOffset + copy.NBits > to.Bits
            ? OpenFlowError.BadActionBadSetArgument
            : null;
    }

    // A port may be added later: packets to it are dropped until then.
    private static bool MayOutput(PortNumber port, bool isPacketOut) => port.IsReserved
        ? port != PortNumber.Any && port != PortNumber.Unset && port.Value > PortNumber.Unset.Value && (port != PortNumber.Table || isPacketOut)
        : port.Value != 0;

    private static bool MayEnqueue(PortNumber port) =>
        port == PortNumber.InPort || port == PortNumber.Local || (!port.IsReserved && port.Value != 0);

    private static OpenFlowError? Inconsistency(OpenFlowAction action, KnownFields? known)
    {
        if (known is null)
            return null;
        var isConsistent = action switch
        {
            // The id of a tag can be set only where there is one, though a match of it needs none.
            SetFieldAction set => Has(set.Field.Type, known) && (known.HasVlan || !set.Field.Type.Equals(Oxm.VlanVid)),
            CopyFieldAction copy => Has(copy.Src.Type!, known) && Has(copy.Dst.Type!, known),
            SetNwTtlAction or DecNwTtlAction => known.EthType is (ushort)EtherType.Ipv4 or (ushort)EtherType.Ipv6,
            SetTpSrcAction => Has(Oxm.TcpSrc, known) || Has(Oxm.UdpSrc, known) || Has(Oxm.SctpSrc, known),
            SetTpDstAction => Has(Oxm.TcpDst, known) || Has(Oxm.UdpDst, known) || Has(Oxm.SctpDst, known),
            SetMplsTtlAction or DecMplsTtlAction or PopMplsAction or CopyTtlInAction or CopyTtlOutAction =>
                known.EthType is { } type && HeaderParser.IsMpls(type),
            PopPbbAction => known.EthType == Pbb,
            PopVlanAction => known.HasVlan,
            _ => true,
        };
        return isConsistent ? null : OpenFlowError.BadActionMatchInconsistent;
    }

    private static bool Has(OxmType type, KnownFields known) => PacketFields.HasPrerequisites(type, known.Key, known.Bits);

    private static void Learn(OpenFlowAction action, KnownFields known)
    {
        switch (action)
        {
            case PushVlanAction or SetVlanVidAction or SetVlanPcpAction:
                known.HasVlan = true;
                break;
            case SetFieldAction set when set.Field.Type.Equals(Oxm.EthType):
                known.EthType = (ushort)PacketFields.Find(set.Field.Type)!.InMatch([set.Field]).Value;
                break;
            case PopVlanAction:
                known.HasVlan = false;
                break;
            case PushMplsAction push:
                known.EthType = push.EtherType;
                break;
            case PopMplsAction pop:
                known.EthType = pop.EtherType;
                break;
            case PushPbbAction:
                known.EthType = Pbb;
                break;
            case PopPbbAction:
                known.EthType = null;
                break;
        }
    }
}
