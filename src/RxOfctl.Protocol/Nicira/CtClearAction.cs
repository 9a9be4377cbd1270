using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Makes the packet forget what connection tracking knows of it (NXAST_CT_CLEAR).</summary>
[NiciraCode(43)]
public sealed partial record CtClearAction : OpenFlowAction
{
    internal static CtClearAction ReadBody(ref WireReader reader)
    {
        reader.SkipPadding();
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(6);
}
