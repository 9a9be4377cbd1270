using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Instructions;

/// <summary>
/// Has a meter measure the packet, and perhaps drop it (OFPIT_METER; <c>ofp_instruction_meter</c>, OpenFlow 1.3.5 §7.2.4). OpenFlow 1.3 and 1.4.
/// OpenFlow 1.5 has an action in its place: there a flow is written with a <see cref="Actions.MeterAction"/> before the actions that it applies,
/// which does the same, and is read back so.
/// </summary>
[WireCode(6, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow14)]
public sealed partial record MeterInstruction : Instruction
{
    /// <summary>Meter 0, which there is none of.</summary>
    public MeterInstruction()
    {
    }

    /// <summary>A meter.</summary>
    public MeterInstruction(MeterId meterId) => MeterId = meterId;

    /// <summary>The meter's number, from 1 on.</summary>
    [Field]
    public MeterId MeterId { get; init; }
}
