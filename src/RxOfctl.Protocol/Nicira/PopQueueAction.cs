using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Takes the packet out of the queue that was set, back to the default one (NXAST_POP_QUEUE).</summary>
[NiciraCode(5)]
public sealed partial record PopQueueAction : OpenFlowAction
{
    internal static PopQueueAction ReadBody(ref WireReader reader)
    {
        reader.SkipPadding();
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(6);
}
