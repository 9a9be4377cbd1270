using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>Asks what the datapath sends of its own accord (OFPT_GET_ASYNC_REQUEST, OpenFlow 1.3.5 §7.3.10). OpenFlow 1.3 and later.</summary>
[WireCode(26, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record GetAsyncRequest : OpenFlowMessage, IOpenFlowRequest<GetAsyncReply>;

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

/// <summary>What a datapath sends of its own accord, on the wire: six masks in OpenFlow 1.3, properties later.</summary>
internal static class AsyncConfigWire
{
    private static readonly AsyncMaskType[] Types13 =
    [
        AsyncMaskType.PacketInMaster,
        AsyncMaskType.PacketInSlave,
        AsyncMaskType.PortStatusMaster,
        AsyncMaskType.PortStatusSlave,
        AsyncMaskType.FlowRemovedMaster,
        AsyncMaskType.FlowRemovedSlave,
    ];

    public static ValueList<IAsyncConfigProperty> Nothing { get; } =
        Types13.Select(type => (IAsyncConfigProperty)new AsyncMask(type, 0)).ToValueList();

    public static ValueList<IAsyncConfigProperty> ReadAsyncConfig(this ref WireReader reader)
    {
        if (reader.Version >= OpenFlowVersion.OpenFlow14)
            return IAsyncConfigProperty.Family.ReadList(ref reader);
        var masks = new IAsyncConfigProperty[Types13.Length];
        for (var index = 0; index < masks.Length; index++)
            masks[index] = new AsyncMask(Types13[index], reader.ReadUInt32());
        return new(masks);
    }

    public static void WriteAsyncConfig(this ref WireWriter writer, ValueList<IAsyncConfigProperty> properties, string member)
    {
        if (writer.Version >= OpenFlowVersion.OpenFlow14)
        {
            IAsyncConfigProperty.Family.WriteList(ref writer, properties);
            return;
        }

        if (properties.Count != Types13.Length)
            writer.Refuse($"{member} of other than six masks");
        for (var index = 0; index < Types13.Length; index++)
        {
            if (properties[index] is AsyncMask mask && mask.Type == Types13[index])
                writer.WriteUInt32(mask.Mask);
            else
                writer.Refuse($"{member} without {Types13[index]} at its place");
        }
    }
}
