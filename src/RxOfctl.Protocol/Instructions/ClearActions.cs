using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Instructions;

/// <summary>Empties the action set (OFPIT_CLEAR_ACTIONS; <c>ofp_instruction_actions</c>, OpenFlow 1.3.5 §7.2.4). OpenFlow 1.1 and later.</summary>
[WireCode(5, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record ClearActions : Instruction
{
    internal static ClearActions ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}
