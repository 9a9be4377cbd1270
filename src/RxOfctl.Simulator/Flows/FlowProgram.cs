using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Nicira;

namespace RxOfctl.Simulator.Flows;

/// <summary>The instructions of a flow by kind, for execution in the order of OpenFlow 1.3.5 §5.9.</summary>
internal sealed class FlowProgram
{
    public FlowProgram(ValueList<Instruction> instructions)
    {
        Instructions = instructions;
        foreach (var instruction in instructions)
        {
            switch (instruction)
            {
                case MeterInstruction meter:
                    Meter = meter.MeterId;
                    break;
                case ApplyActions apply:
                    Apply = apply.Actions;
                    break;
                case ClearActions:
                    Clears = true;
                    break;
                case WriteActions write:
                    Write = write.Actions;
                    break;
                case WriteMetadata write:
                    (Metadata, MetadataMask) = (write.Metadata, write.MetadataMask);
                    break;
                case GotoTable next:
                    Next = next.TableId;
                    break;
                case StatTrigger trigger:
                    Trigger = trigger;
                    break;
            }
        }

        Conjunctions = [.. Apply.OfType<ConjunctionAction>()];
    }

    /// <summary>The instructions as they were given.</summary>
    public ValueList<Instruction> Instructions { get; }

    public MeterId? Meter { get; }

    public ValueList<OpenFlowAction> Apply { get; }

    public bool Clears { get; }

    public ValueList<OpenFlowAction> Write { get; }

    public ulong Metadata { get; }

    public ulong MetadataMask { get; }

    public TableId? Next { get; }

    public StatTrigger? Trigger { get; }

    /// <summary>The conjunctions that the flow is a clause of; such a flow does nothing else (Nicira's conjunction).</summary>
    public IReadOnlyList<ConjunctionAction> Conjunctions { get; }

    public IEnumerable<OpenFlowAction> Actions => Apply.Concat(Write);

    /// <summary>True if an action outputs to the port.</summary>
    public bool OutputsTo(PortNumber port) => Actions.Any(action => action switch
    {
        OutputAction output => output.Port == port,
        EnqueueAction enqueue => enqueue.Port == port,
        _ => false,
    });

    /// <summary>True if an action uses the group.</summary>
    public bool Uses(GroupId group) => Actions.Any(action => action is GroupAction uses && uses.GroupId == group);

    /// <summary>True if the meter measures the flow's packets.</summary>
    public bool Uses(MeterId meter) => Meter == meter || Actions.Any(action => action is MeterAction uses && uses.MeterId == meter);
}
