using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Onf;

/// <summary>
/// Opens, closes, commits or discards a bundle; the datapath answers with the same message (ONFT_BUNDLE_CONTROL, type 2300;
/// <c>ofp_bundle_ctrl_msg</c>, OpenFlow 1.4.1). OpenFlow 1.3.
/// </summary>
[WireCode(2300, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record OnfBundleControl : OnfMessage, IOpenFlowRequest<OnfBundleControl>
{
    /// <summary>The bundle's id.</summary>
    [Field]
    public uint BundleId { get; init; }

    /// <summary>What is done, or was.</summary>
    [Field]
    public OnfBundleControlType Type { get; init; }

    /// <summary>How the bundle is done; the same in all its messages.</summary>
    [Field]
    public OnfBundleFlags Flags { get; init; }

    /// <summary>Properties, as they came.</summary>
    [Field]
    public ByteString Properties { get; init; }
}
