namespace RxOfctl.Protocol.Actions;

/// <summary>Sends the packet to a port (OFPAT_OUTPUT; <c>ofp_action_output</c>, OpenFlow 1.0.2 §5.2.4, 1.3.5 §7.2.5).</summary>
[WireCode(0)]
[WireLayout("1.0-1.5", "PortNumber Port\nu16 MaxLen\npad 6 since 1.1")]
public sealed partial record OutputAction : OpenFlowAction
{
    /// <summary>Creates an action whose port is to be set.</summary>
    public OutputAction()
    {
    }

    /// <summary>Sends the packet to a port.</summary>
    /// <param name="port">The port.</param>
    public OutputAction(PortNumber port) => Port = port;

    /// <summary>The port.</summary>
    public PortNumber Port { get; init; }

    /// <summary>
    /// The most bytes of the packet that the packet-in carries if the port is the controller. Default 0xffff (OFPCML_NO_BUFFER, OpenFlow
    /// 1.2 and later): the whole packet, which the switch does not buffer. With less, a switch may keep the packet in a buffer until the
    /// app sends it on by its <c>buffer_id</c>. The packet-in of a packet of nearly 64 KiB can exceed the length that its header can
    /// express, after which its connection is closed; 60,000 prevents that.
    /// </summary>
    public ushort MaxLen { get; init; } = 0xffff;
}

/// <summary>
/// Sends the packet to a queue of a port (OFPAT_ENQUEUE; <c>ofp_action_enqueue</c>, OpenFlow 1.0.2 §5.2.4). OpenFlow 1.0; later versions
/// set the queue and output.
/// </summary>
[WireCode(11, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record EnqueueAction : OpenFlowAction
{
    /// <summary>The port.</summary>
    [Field(PadAfter = 6)]
    public PortNumber Port { get; init; }

    /// <summary>The queue's number at the port.</summary>
    public uint QueueId { get; init; }
}

/// <summary>
/// Sets the queue in which the packet waits when it is output (OFPAT_SET_QUEUE; <c>ofp_action_set_queue</c>, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_SET_QUEUE.
/// </summary>
/// <param name="QueueId">The queue's number at the port.</param>
[WireCode(21, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(4, To = OpenFlowVersion.OpenFlow10, PadBefore = 2)]
public sealed partial record SetQueueAction(uint QueueId = default) : OpenFlowAction;
