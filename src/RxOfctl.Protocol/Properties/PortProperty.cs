using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// What describes a port further (<c>ofp_port_desc_prop_header</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later; before, a port has what <see cref="EthernetPortProperty"/> says, in fixed places.
/// </summary>
[WireFamily]
public abstract partial record PortProperty : Property, IWireStructure<PortProperty>
{
    private protected PortProperty()
    {
    }

    static PortProperty IWireStructure<PortProperty>.Read(ref WireReader reader)
    {
        var body = reader.ReadPaddedTlv(out var type, WireScope.Property);
        var property = ReadKnown(type, ref body) ?? new UnknownPortProperty(type, body.ReadRest());
        body.EnsureEnd(property);
        return property;
    }

    void IWireStructure<PortProperty>.Write(ref WireWriter writer) => Write(ref writer);
}

/// <summary>An experimenter's property of a port (OFPPDPT_EXPERIMENTER).</summary>
[WireCode(0xffff, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record ExperimenterPortProperty : PortProperty
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

/// <summary>A property of a port of a type that this library does not know. Its bytes are kept.</summary>
/// <param name="Type">The type.</param>
/// <param name="Body">What follows type and length, without the padding to a multiple of eight bytes.</param>
public sealed record UnknownPortProperty(ushort Type, ByteString Body) : PortProperty
{
    internal override int CodeIn(OpenFlowVersion version) => Type;

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}
