using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>Which flows a simulated switch accepts (OpenFlow 1.3.5 §6.4 and §7.4).</summary>
internal sealed class FlowModRules(FlowTables tables, ActionRules actions, MeterTable meters)
{
    private const FlowModFlags KnownFlags = FlowModFlags.SendFlowRem | FlowModFlags.CheckOverlap | FlowModFlags.ResetCounts
        | FlowModFlags.NoPktCounts | FlowModFlags.NoBytCounts;

    /// <summary>Checks the flags and instructions of a flow to be added or modified.</summary>
    /// <exception cref="RefusedException">The flow is invalid or not supported.</exception>
    public void Check(FlowMod mod, FlowMatch match, OpenFlowVersion version)
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
        var known = Known(match);
        // The actions that are applied come before the set that is written, in whatever order the message has them (OpenFlow 1.3.5 §5.9).
        foreach (var instruction in mod.Instructions.OrderBy(instruction => instruction is WriteActions))
        {
            switch (instruction)
            {
                case ApplyActions apply:
                    actions.Check(apply.Actions, known, version);
                    break;
                case WriteActions write:
                    // Other tables may change the packet before the set is executed; it is checked as if executed here.
                    actions.Check(write.Actions, known, version);
                    if (tables.IsEgress(mod.TableId) && write.Actions.Any(action => action is OutputAction or GroupAction))
                        throw new RefusedException(OpenFlowError.BadActionBadType); // OpenFlow 1.5.1 §5.1.2
                    break;
                case GotoTable go when !MayGo(mod.TableId, go.TableId):
                    throw new RefusedException(OpenFlowError.BadInstructionBadTableId);
                case GotoTable or ClearActions or WriteMetadata or MeterInstruction:
                    break;
                case StatTrigger trigger when FlowTrigger.Supports(trigger):
                    break;
                case ExperimenterInstruction:
                    throw new RefusedException(OpenFlowError.BadInstructionBadExperimenter);
                case UnknownInstruction:
                    throw new RefusedException(OpenFlowError.BadInstructionUnknownInst);
                default:
                    throw new RefusedException(OpenFlowError.BadInstructionUnsupInst);
            }
        }

        var program = new FlowProgram(mod.Instructions);
        actions.CheckReferences(program.Actions);
        if (program.Meter is { } metered && !meters.Contains(metered))
            throw new RefusedException(OpenFlowError.MeterModFailedInvalidMeter);
        if (program.Conjunctions.Count > 0 && program.Actions.Any(action => action is not (ConjunctionAction or NoteAction)))
            throw new RefusedException(OpenFlowError.NiciraBadActionBadConjunction);
    }

    // To a later table, and not from an ingress to an egress table (OpenFlow 1.5.1 §5.1.2).
    private bool MayGo(TableId from, TableId to) =>
        to.Value > from.Value && to.Value < tables.Count && tables.IsEgress(from) == tables.IsEgress(to);

    private static KnownFields Known(FlowMatch match)
    {
        var known = new KnownFields();
        match.AddTo(known.Key, known.Bits);
        return known;
    }
}
