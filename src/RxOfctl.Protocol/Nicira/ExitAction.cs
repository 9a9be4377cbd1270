using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Ends the actions of the flow and of all that resubmitted to it (NXAST_EXIT).</summary>
[NiciraCode(17)]
public sealed partial record ExitAction : OpenFlowAction
{
    internal static ExitAction ReadBody(ref WireReader reader)
    {
        reader.SkipPadding();
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(6);
}
