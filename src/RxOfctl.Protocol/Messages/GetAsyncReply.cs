using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// What the datapath sends of its own accord (OFPT_GET_ASYNC_REPLY; <c>ofp_async_config</c>, OpenFlow 1.3.5 §7.3.10, 1.4.1). OpenFlow 1.3 and
/// later.
/// </summary>
[WireCode(27, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record GetAsyncReply : OpenFlowMessage
{
    /// <summary>What is sent to whom. In OpenFlow 1.3: as in <see cref="SetAsync.Properties"/>.</summary>
    [Field(As = "AsyncConfig")]
    public ValueList<IAsyncConfigProperty> Properties { get; init; } = AsyncConfigWire.Nothing;

    internal override void WriteBody(ref WireWriter writer) => writer.WriteAsyncConfig(Properties, "GetAsyncReply.Properties");
}
