using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>Takes off the outermost header of provider backbone bridging (OFPAT_POP_PBB, OpenFlow 1.3.5 §7.2.5). OpenFlow 1.3 and later.</summary>
[WireCode(27, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record PopPbbAction : OpenFlowAction
{
    internal static PopPbbAction ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}
