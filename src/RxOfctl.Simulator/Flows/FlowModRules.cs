using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Switches;

namespace RxOfctl.Simulator.Flows;

/// <summary>What flows a simulated switch can have (OpenFlow 1.3.5 §6.4 and §7.4).</summary>
internal sealed class FlowModRules(int tableCount, ActionRules actions, MeterTable meters)
{
    private const FlowModFlags KnownFlags = FlowModFlags.SendFlowRem | FlowModFlags.CheckOverlap | FlowModFlags.ResetCounts
        | FlowModFlags.NoPktCounts | FlowModFlags.NoBytCounts;

    /// <summary>Checks the flags and instructions of a flow to be added or changed.</summary>
    /// <exception cref="RefusedException">The switch cannot have such a flow.</exception>
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
        foreach (var instruction in mod.Instructions)
        {
            switch (instruction)
            {
                case ApplyActions apply:
                    actions.Check(apply.Actions, Known(match), version);
                    break;
                case WriteActions write:
                    // What the packet is when the set is done depends on other tables; it is checked as if it were done now.
                    actions.Check(write.Actions, Known(match), version);
                    break;
                case GotoTable go when go.TableId.Value <= mod.TableId.Value || go.TableId.Value >= tableCount:
                    throw new RefusedException(OpenFlowError.BadInstructionBadTableId);
                case GotoTable or ClearActions or WriteMetadata or MeterInstruction:
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
    }

    private static KnownFields Known(FlowMatch match)
    {
        var known = new KnownFields();
        match.AddTo(known.Key, known.Bits);
        return known;
    }
}
