using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Sends the packet to a queue of a port (OFPAT_ENQUEUE; <c>ofp_action_enqueue</c>, OpenFlow 1.0.2 §5.2.4). OpenFlow 1.0; later versions set
/// the queue and output.
/// </summary>
[WireCode(11, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record EnqueueAction : OpenFlowAction
{
    /// <summary>The port.</summary>
    [Field(PadAfter = 6)]
    public PortNumber Port { get; init; }

    /// <summary>The queue's number at the port.</summary>
    [Field]
    public uint QueueId { get; init; }
}
