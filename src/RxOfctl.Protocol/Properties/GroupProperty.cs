using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// What a group has further (<c>ofp_group_prop_header</c>, OpenFlow 1.5.1). OpenFlow 1.5.
/// </summary>
[WireFamily]
public abstract partial record GroupProperty : Property, IWireStructure<GroupProperty>
{
    private protected GroupProperty()
    {
    }

    static GroupProperty IWireStructure<GroupProperty>.Read(ref WireReader reader)
    {
        var body = reader.ReadPaddedTlv(out var type, WireScope.Property);
        var property = ReadKnown(type, ref body) ?? new UnknownGroupProperty(type, body.ReadRest());
        body.EnsureEnd(property);
        return property;
    }

    void IWireStructure<GroupProperty>.Write(ref WireWriter writer) => Write(ref writer);
}

/// <summary>An experimenter's property of a group that this library does not know (OFPGPT_EXPERIMENTER).</summary>
[WireCode(0xffff, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadAny))]
[WireCode(0xffff, From = OpenFlowVersion.OpenFlow15, ReadBy = nameof(ReadAny))]
public sealed partial record ExperimenterGroupProperty : GroupProperty
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

    internal static GroupProperty ReadAny(ref WireReader reader)
    {
        GroupProperty? known = reader.PeekUInt32() == SelectionMethodGroupProperty.Netronome ? SelectionMethodGroupProperty.ReadAny(ref reader) : null;
        return known ?? ReadBody(ref reader);
    }
}

/// <summary>A property of a group of a type that this library does not know. Its bytes are kept.</summary>
/// <param name="Type">The type.</param>
/// <param name="Body">What follows type and length, without the padding to a multiple of eight bytes.</param>
public sealed record UnknownGroupProperty(ushort Type, ByteString Body) : GroupProperty
{
    internal override int CodeIn(OpenFlowVersion version) => Type;

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}
