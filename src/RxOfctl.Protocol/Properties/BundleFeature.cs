using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// What a datapath can do with bundles (<c>ofp_bundle_features_prop_header</c>, OpenFlow 1.5.1). OpenFlow 1.5.
/// </summary>
[WireFamily]
public abstract partial record BundleFeature : Property, IWireStructure<BundleFeature>
{
    private protected BundleFeature()
    {
    }

    static BundleFeature IWireStructure<BundleFeature>.Read(ref WireReader reader)
    {
        var body = reader.ReadPaddedTlv(out var type, WireScope.Property);
        var property = ReadKnown(type, ref body) ?? new UnknownBundleFeature(type, body.ReadRest());
        body.EnsureEnd(property);
        return property;
    }

    void IWireStructure<BundleFeature>.Write(ref WireWriter writer) => Write(ref writer);
}

/// <summary>An experimenter's property of the support for bundles (OFPTMPBF_EXPERIMENTER).</summary>
[WireCode(0xffff, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record ExperimenterBundleFeature : BundleFeature
{
    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF gave.</summary>
    [Field]
    public uint ExperimenterId { get; init; }

    /// <summary>The type that the experimenter gave.</summary>
    [Field]
    public uint ExpType { get; init; }

    /// <summary>What follows.</summary>
    [Field]
    public ByteString Data { get; init; }
}

/// <summary>A property of the support for bundles of a type that this library does not know. Its bytes are kept.</summary>
/// <param name="Type">The type.</param>
/// <param name="Body">What follows type and length, without the padding to a multiple of eight bytes.</param>
public sealed record UnknownBundleFeature(ushort Type, ByteString Body) : BundleFeature
{
    internal override int CodeIn(OpenFlowVersion version) => Type;

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}
