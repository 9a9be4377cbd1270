using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sets the queue in which the packet waits when it is output (NXAST_SET_QUEUE). OpenFlow 1.0; later versions have <see cref="SetQueueAction"/>.</summary>
[NiciraCode(4, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraSetQueueAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public NiciraSetQueueAction()
    {
    }

    /// <summary>Sets the queue.</summary>
    public NiciraSetQueueAction(uint queueId) => QueueId = queueId;

    /// <summary>The queue's number at the port.</summary>
    [Field(PadBefore = 2)]
    public uint QueueId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"set_queue:{QueueId}";
}
