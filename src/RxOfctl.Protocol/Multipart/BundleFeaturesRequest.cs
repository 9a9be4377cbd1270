using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks what the datapath can do with bundles (OFPMP_BUNDLE_FEATURES; <c>ofp_bundle_features_request</c>, OpenFlow 1.5.1). OpenFlow 1.5.
/// </summary>
[WireCode(19, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record BundleFeaturesRequest : MultipartRequest, IOpenFlowRequest<BundleFeaturesReply>
{
    /// <summary>What is asked.</summary>
    [Field(PadAfter = 4)]
    public BundleFeatureFlags FeatureRequestFlags { get; init; }

    /// <summary>What is to be set.</summary>
    [Field]
    public ValueList<IBundleFeature> Properties { get; init; }
}
