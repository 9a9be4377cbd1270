using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Sets the queue in which the packet waits when it is output (OFPAT_SET_QUEUE; <c>ofp_action_set_queue</c>, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_SET_QUEUE.
/// </summary>
[WireCode(21, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(4, To = OpenFlowVersion.OpenFlow10, PadBefore = 2)]
public sealed partial record SetQueueAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public SetQueueAction()
    {
    }

    /// <summary>Sets the queue.</summary>
    public SetQueueAction(uint queueId) => QueueId = queueId;

    /// <summary>The queue's number at the port.</summary>
    [Field]
    public uint QueueId { get; init; }
}
