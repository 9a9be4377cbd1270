using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// What is said of a controller further (<c>ofp_controller_status_prop_header</c>, OpenFlow 1.5.1). OpenFlow 1.5.
/// </summary>
[WireFamily]
public abstract partial record ControllerStatusProperty : Property, IWireStructure<ControllerStatusProperty>
{
    private protected ControllerStatusProperty()
    {
    }

    static ControllerStatusProperty IWireStructure<ControllerStatusProperty>.Read(ref WireReader reader)
    {
        var body = reader.ReadPaddedTlv(out var type, WireScope.Property);
        var property = ReadKnown(type, ref body) ?? new UnknownControllerStatusProperty(type, body.ReadRest());
        body.EnsureEnd(property);
        return property;
    }

    void IWireStructure<ControllerStatusProperty>.Write(ref WireWriter writer) => Write(ref writer);
}

/// <summary>An experimenter's property of a controller (OFPCSPT_EXPERIMENTER).</summary>
[WireCode(0xffff, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record ExperimenterControllerStatusProperty : ControllerStatusProperty
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

/// <summary>A property of a controller of a type that this library does not know. Its bytes are kept.</summary>
/// <param name="Type">The type.</param>
/// <param name="Body">What follows type and length, without the padding to a multiple of eight bytes.</param>
public sealed record UnknownControllerStatusProperty(ushort Type, ByteString Body) : ControllerStatusProperty
{
    internal override int CodeIn(OpenFlowVersion version) => Type;

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}
