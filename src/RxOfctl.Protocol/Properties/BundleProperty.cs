using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// What is said of a bundle further (<c>ofp_bundle_prop_header</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later.
/// </summary>
[WireFamily]
public abstract partial record BundleProperty : Property, IWireStructure<BundleProperty>
{
    private protected BundleProperty()
    {
    }

    static BundleProperty IWireStructure<BundleProperty>.Read(ref WireReader reader)
    {
        var body = reader.ReadPaddedTlv(out var type, WireScope.Property);
        var property = ReadKnown(type, ref body) ?? new UnknownBundleProperty(type, body.ReadRest());
        body.EnsureEnd(property);
        return property;
    }

    void IWireStructure<BundleProperty>.Write(ref WireWriter writer) => Write(ref writer);
}

/// <summary>An experimenter's property of a bundle (OFPBPT_EXPERIMENTER).</summary>
[WireCode(0xffff, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record ExperimenterBundleProperty : BundleProperty
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

/// <summary>A property of a bundle of a type that this library does not know. Its bytes are kept.</summary>
/// <param name="Type">The type.</param>
/// <param name="Body">What follows type and length, without the padding to a multiple of eight bytes.</param>
public sealed record UnknownBundleProperty(ushort Type, ByteString Body) : BundleProperty
{
    internal override int CodeIn(OpenFlowVersion version) => Type;

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}
