using RxOfctl.Protocol.Nicira;

namespace RxOfctl;

/// <summary>Optional features that a datapath understands, of its version of OpenFlow or beyond it. See
/// <see cref="Datapath.PeerFeatures"/>.</summary>
public sealed record PeerFeatures
{
    /// <summary>
    /// Whether it has Nicira's extensions, as Open vSwitch does. Flow-mods of OpenFlow 1.0 and 1.1 with a match that <c>ofp_match</c>
    /// cannot carry are then sent as NXT_FLOW_MOD.
    /// </summary>
    public bool Nicira { get; init; }

    /// <summary>Whether it has bundles: those of OpenFlow 1.4 and later, or the ONF's extension 230 in 1.3.</summary>
    public bool Bundles { get; init; }

    /// <summary>
    /// Whether flow-mods can name a table: always from OpenFlow 1.1 on; in 1.0 after <see cref="NiciraFlowModTableId"/> was sent with 1.
    /// </summary>
    public bool FlowModTableId { get; init; }

    /// <summary>
    /// Whether it can report changes of its flow tables: by the flow monitor of OpenFlow 1.4 and later, which is assumed, by the ONF's
    /// extension 187 in 1.3, or by Nicira's before.
    /// </summary>
    public bool FlowMonitor { get; init; }
}
