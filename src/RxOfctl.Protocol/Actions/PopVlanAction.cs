using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>Takes off the outermost VLAN tag (OFPAT_POP_VLAN, OpenFlow 1.3.5 §7.2.5; OFPAT_STRIP_VLAN in 1.0).</summary>
[WireCode(3, To = OpenFlowVersion.OpenFlow10)]
[WireCode(18, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record PopVlanAction : OpenFlowAction
{
    internal static PopVlanAction ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}
