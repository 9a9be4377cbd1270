using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>What the datapath can do with bundles (OFPMP_BUNDLE_FEATURES; <c>ofp_bundle_features</c>, OpenFlow 1.5.1). OpenFlow 1.5.</summary>
[WireCode(19, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record BundleFeaturesReply : MultipartReply
{
    /// <summary>The flags that bundles may have.</summary>
    [Field(PadAfter = 6)]
    public BundleFlags Capabilities { get; init; }

    /// <summary>What is said further.</summary>
    [Field]
    public ValueList<IBundleFeature> Properties { get; init; }
}
