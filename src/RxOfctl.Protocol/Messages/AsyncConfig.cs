namespace RxOfctl.Protocol.Messages;

/// <summary>
/// Requests which asynchronous messages the datapath sends (OFPT_GET_ASYNC_REQUEST, OpenFlow 1.3.5 §7.3.10). OpenFlow 1.3 and later.
/// </summary>
[WireCode(26, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record GetAsyncRequest : OpenFlowMessage, IOpenFlowRequest<GetAsyncReply>;

/// <summary>
/// Which asynchronous messages the datapath sends (OFPT_GET_ASYNC_REPLY; <c>ofp_async_config</c>, OpenFlow 1.3.5 §7.3.10, 1.4.1). OpenFlow
/// 1.3
/// and later.
/// </summary>
[WireCode(27, From = OpenFlowVersion.OpenFlow13)]
[WireLayout("1.3", "AsyncMasks Properties")]
[WireLayout("1.4-1.5", "list Properties")]
public sealed partial record GetAsyncReply : OpenFlowMessage
{
    /// <summary>What is sent to whom. In OpenFlow 1.3: as in <see cref="SetAsync.Properties"/>.</summary>
    public ValueList<IAsyncConfigProperty> Properties { get; init; } = AsyncConfigWire.Nothing;
}

/// <summary>
/// Configures which messages the datapath sends asynchronously (OFPT_SET_ASYNC; <c>ofp_async_config</c>, OpenFlow 1.3.5 §7.3.10, 1.4.1).
/// OpenFlow 1.3 and later; before, and in 1.3 for what its structure cannot carry, Nicira's NXT_SET_ASYNC_CONFIG (<c>nx_async_config</c>,
/// six masks) and NXT_SET_ASYNC_CONFIG2 (properties), which Open vSwitch has.
/// </summary>
[WireCode(28, From = OpenFlowVersion.OpenFlow13, When = nameof(IsOfSpecification))]
[NiciraCode(19, Layout = "Masks", When = nameof(IsOfMasks))]
[NiciraCode(27, To = OpenFlowVersion.OpenFlow13, Layout = "List")]
[WireLayout("1.3", "AsyncMasks Properties")]
[WireLayout("1.4-1.5", "list Properties")]
[WireLayout("Masks", "AsyncMasks Properties")]
[WireLayout("List", "list Properties")]
public sealed partial record SetAsync : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>
    /// The masks for each kind of message and role; what is absent stays as it is. The structure of OpenFlow 1.3, and Nicira's first
    /// message, have six <see cref="AsyncMask"/>: for packet-ins, port-status and flow-removed, in this order, each for a master before a
    /// slave. That is also what a new message has, all zero.
    /// </summary>
    public ValueList<IAsyncConfigProperty> Properties { get; init; } = AsyncConfigWire.Nothing;

    private bool IsOfSpecification(OpenFlowVersion version) => version >= OpenFlowVersion.OpenFlow14 || IsOfMasks(version);

    private bool IsOfMasks(OpenFlowVersion version) => AsyncConfigWire.IsOfMasks(Properties);
}

/// <summary>The asynchronous configuration on the wire: six masks in OpenFlow 1.3, properties later.</summary>
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

    public static ValueList<IAsyncConfigProperty> ReadAsyncMasks(this ref WireReader reader)
    {
        var masks = new IAsyncConfigProperty[Types13.Length];
        for (var index = 0; index < masks.Length; index++)
            masks[index] = new AsyncMask(Types13[index], reader.ReadUInt32());
        return new(masks);
    }

    public static void WriteAsyncMasks(this ref WireWriter writer, ValueList<IAsyncConfigProperty> properties, string member)
    {
        if (!IsOfMasks(properties))
            writer.Refuse($"{member} other than the six masks in their order");
        foreach (var property in properties)
            writer.WriteUInt32(((AsyncMask)property).Mask);
    }

    /// <summary>True if the properties are the six masks in their order.</summary>
    public static bool IsOfMasks(ValueList<IAsyncConfigProperty> properties)
    {
        if (properties.Count != Types13.Length)
            return false;
        for (var index = 0; index < Types13.Length; index++)
        {
            if ((properties[index] as AsyncMask)?.Type != Types13[index])
                return false;
        }

        return true;
    }
}
