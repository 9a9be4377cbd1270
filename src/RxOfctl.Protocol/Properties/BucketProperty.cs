using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// What a bucket of a group has further (<c>ofp_group_bucket_prop_header</c>, OpenFlow 1.5.1). OpenFlow 1.5, and
/// the extension of Open vSwitch for groups in 1.0; in between, a bucket has weight, watched port and watched group in fixed places.
/// </summary>
[WireFamily]
public abstract partial record BucketProperty : Property, IWireStructure<BucketProperty>
{
    private protected BucketProperty()
    {
    }

    static BucketProperty IWireStructure<BucketProperty>.Read(ref WireReader reader)
    {
        var body = reader.ReadPaddedTlv(out var type, WireScope.Property);
        var property = ReadKnown(type, ref body) ?? new UnknownBucketProperty(type, body.ReadRest());
        body.EnsureEnd(property);
        return property;
    }

    void IWireStructure<BucketProperty>.Write(ref WireWriter writer) => Write(ref writer);
}

/// <summary>An experimenter's property of a bucket (OFPGBPT_EXPERIMENTER).</summary>
[WireCode(0xffff, To = OpenFlowVersion.OpenFlow10)]
[WireCode(0xffff, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record ExperimenterBucketProperty : BucketProperty
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

/// <summary>A property of a bucket of a type that this library does not know. Its bytes are kept.</summary>
/// <param name="Type">The type.</param>
/// <param name="Body">What follows type and length, without the padding to a multiple of eight bytes.</param>
public sealed record UnknownBucketProperty(ushort Type, ByteString Body) : BucketProperty
{
    internal override int CodeIn(OpenFlowVersion version) => Type;

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}
