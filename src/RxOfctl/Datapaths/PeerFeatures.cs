
namespace RxOfctl;

/// <summary>What a datapath understands beyond, or of, the version that is spoken with it. See <see cref="Datapath.PeerFeatures"/>.</summary>
public sealed record PeerFeatures
{
    /// <summary>
    /// Whether it has Nicira's extensions, as Open vSwitch does. Flow-mods of OpenFlow 1.0 and 1.1 whose match their own structure cannot carry are
    /// then sent as NXT_FLOW_MOD.
    /// </summary>
    public bool Nicira { get; init; }

    /// <summary>Whether it has bundles: those of OpenFlow 1.4 and later, or the ONF's extension 230 in 1.3.</summary>
    public bool Bundles { get; init; }

    /// <summary>
    /// Whether flow-mods can name a table. From OpenFlow 1.1 on they always can; in 1.0 they can after <see cref="NiciraFlowModTableId"/> was sent
    /// with 1.
    /// </summary>
    public bool FlowModTableId { get; init; }

    /// <summary>
    /// Whether it can report changes of its flow tables: by the flow monitor of OpenFlow 1.4 and later, which is taken to be there, by the ONF's
    /// extension 187 in 1.3, or by Nicira's before.
    /// </summary>
    public bool FlowMonitor { get; init; }
}
