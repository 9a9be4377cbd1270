using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// Tells what the datapath is to send of its own accord (OFPT_SET_ASYNC; <c>ofp_async_config</c>, OpenFlow 1.3.5 §7.3.10, 1.4.1). OpenFlow 1.3
/// and later.
/// </summary>
[WireCode(28, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record SetAsync : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>
    /// What is to be sent to whom; what is not there stays as it is. In OpenFlow 1.3 all six <see cref="AsyncMask"/> of packet-ins, port-status
    /// and flow-removed must be there, in this order, for a master before a slave, and nothing else: that is also what a new message has, all zero.
    /// </summary>
    [Field(As = "AsyncConfig")]
    public ValueList<IAsyncConfigProperty> Properties { get; init; } = AsyncConfigWire.Nothing;

    internal override void WriteBody(ref WireWriter writer) => writer.WriteAsyncConfig(Properties, "SetAsync.Properties");
}
