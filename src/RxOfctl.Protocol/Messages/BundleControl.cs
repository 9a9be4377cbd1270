using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// Opens, closes, commits or discards a bundle, and says that it is done (OFPT_BUNDLE_CONTROL; <c>ofp_bundle_ctrl_msg</c>, OpenFlow 1.4.1).
/// OpenFlow 1.4 and later.
/// </summary>
[WireCode(33, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record BundleControl : OpenFlowMessage, IOpenFlowRequest<BundleControl>
{
    /// <summary>The bundle, by a number of the controller's choice.</summary>
    [Field]
    public uint BundleId { get; init; }

    /// <summary>What is done.</summary>
    [Field]
    public BundleControlType Type { get; init; }

    /// <summary>How the bundle is to be done; the same in all messages of a bundle.</summary>
    [Field]
    public BundleFlags Flags { get; init; }

    /// <summary>What is said further.</summary>
    [Field]
    public ValueList<BundleProperty> Properties { get; init; }
}
