using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// Which messages of one kind a datapath sends of its own accord (<c>ofp_async_config_prop_reasons</c>, OpenFlow 1.4.1; one of the masks of
/// <c>ofp_async_config</c> in 1.3).
/// </summary>
/// <param name="Type">The kind of message, and the role.</param>
/// <param name="Mask">A bit for each reason: 1 &lt;&lt; the reason's number.</param>
public sealed record AsyncMask(AsyncMaskType Type, uint Mask) : AsyncConfigProperty
{
    internal override int CodeIn(OpenFlowVersion version) => version switch
    {
        >= OpenFlowVersion.OpenFlow15 when Type <= AsyncMaskType.ControllerStatusMaster => (int)Type,
        OpenFlowVersion.OpenFlow14 when Type <= AsyncMaskType.RequestForwardMaster => (int)Type,
        _ => -1,
    };

    internal override void WriteBody(ref WireWriter writer) => writer.WriteUInt32(Mask);
}
