using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Switches;

namespace RxOfctl.Simulator.Flows;

/// <summary>What flows and packet-outs may ask a simulated switch to do.</summary>
internal static class FlowModRules
{
    private const FlowModFlags KnownFlags = FlowModFlags.SendFlowRem | FlowModFlags.CheckOverlap | FlowModFlags.ResetCounts
        | FlowModFlags.NoPktCounts | FlowModFlags.NoBytCounts;

    /// <summary>Checks the flags and instructions of a flow to be added or changed.</summary>
    /// <exception cref="RefusedException">The switch cannot have such a flow.</exception>
    public static void Check(FlowMod mod, int tables)
    {
        // There is no emergency table, so it is full (OpenFlow 1.0.2 §4.6).
        if ((mod.Flags & FlowModFlags.Emerg) != 0)
        {
            throw new RefusedException(mod.IdleTimeout != 0 || mod.HardTimeout != 0
                ? OpenFlowError.FlowModFailedBadEmergTimeout
                : OpenFlowError.FlowModFailedTableFull);
        }

        if ((mod.Flags & ~KnownFlags) != 0)
            throw new RefusedException(OpenFlowError.FlowModFailedBadFlags);
        if (mod.Instructions.Select(instruction => instruction.GetType()).Distinct().Count() < mod.Instructions.Count)
            throw new RefusedException(OpenFlowError.BadInstructionDupInst);
        foreach (var instruction in mod.Instructions)
        {
            switch (instruction)
            {
                case ApplyActions apply:
                    CheckActions(apply.Actions, isPacketOut: false);
                    break;
                case WriteActions write:
                    CheckActions(write.Actions, isPacketOut: false);
                    break;
                case GotoTable go when go.TableId.Value <= mod.TableId.Value || go.TableId.Value >= tables:
                    throw new RefusedException(OpenFlowError.BadInstructionBadTableId);
                case GotoTable or ClearActions or WriteMetadata:
                    break;
                case ExperimenterInstruction:
                    throw new RefusedException(OpenFlowError.BadInstructionBadExperimenter);
                case UnknownInstruction:
                    throw new RefusedException(OpenFlowError.BadInstructionUnknownInst);
                default:
                    throw new RefusedException(OpenFlowError.BadInstructionUnsupInst);
            }
        }
    }

    /// <summary>Checks actions.</summary>
    /// <exception cref="RefusedException">The switch cannot do one of them.</exception>
    public static void CheckActions(ValueList<OpenFlowAction> actions, bool isPacketOut)
    {
        foreach (var action in actions)
        {
            if (Refusal(action, isPacketOut) is { } error)
                throw new RefusedException(error);
        }
    }

    private static OpenFlowError? Refusal(OpenFlowAction action, bool isPacketOut) => action switch
    {
        OutputAction output => MayOutput(output.Port, isPacketOut) ? null : OpenFlowError.BadActionBadOutPort,
        SetFieldAction set when PacketFields.Find(set.Field.Type)?.Set is null => OpenFlowError.BadActionBadSetType,
        PushVlanAction { EtherType: not (0x8100 or 0x88a8) } => OpenFlowError.BadActionBadArgument,
        SetFieldAction or SetVlanVidAction or SetVlanPcpAction or PushVlanAction or PopVlanAction or SetTpSrcAction or SetTpDstAction
            or SetNwTtlAction or DecNwTtlAction => null,
        GroupAction => OpenFlowError.BadActionBadOutGroup,
        EnqueueAction or SetQueueAction => OpenFlowError.BadActionBadQueue,
        ExperimenterAction => OpenFlowError.BadActionBadExperimenter,
        _ => OpenFlowError.BadActionBadType,
    };

    // A port that is not there may come: packets to it are dropped meanwhile.
    private static bool MayOutput(PortNumber port, bool isPacketOut) => port.IsReserved
        ? port == PortNumber.InPort || port == PortNumber.Flood || port == PortNumber.All || port == PortNumber.Controller
            || (isPacketOut && port == PortNumber.Table)
        : port.Value != 0;
}
