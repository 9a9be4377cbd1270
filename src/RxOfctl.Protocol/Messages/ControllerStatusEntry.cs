using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>A controller of a datapath (<c>ofp_controller_status</c>, OpenFlow 1.5.1). OpenFlow 1.5.</summary>
[WireStructure(LengthAt = 0)]
public sealed partial record ControllerStatusEntry
{
    /// <summary>The number by which the datapath knows the controller.</summary>
    [Field(PadBefore = 2)]
    public ushort ShortId { get; init; }

    /// <summary>The controller's role.</summary>
    [Field]
    public ControllerRole Role { get; init; }

    /// <summary>Why the status is told.</summary>
    [Field]
    public ControllerStatusReason Reason { get; init; }

    /// <summary>Whether the controller is connected.</summary>
    [Field(PadAfter = 6)]
    public ControlChannelStatus ChannelStatus { get; init; }

    /// <summary>What is said further.</summary>
    [Field]
    public ValueList<IControllerStatusProperty> Properties { get; init; }
}
