using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

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
