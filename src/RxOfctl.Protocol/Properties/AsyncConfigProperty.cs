using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// What a datapath sends of its own accord (<c>ofp_async_config_prop_header</c>, OpenFlow 1.4.1). In OpenFlow 1.3 there are six
/// <see cref="AsyncMask"/>, in fixed places.
/// </summary>
[WireFamily]
public abstract partial record AsyncConfigProperty : Property, IWireStructure<AsyncConfigProperty>
{
    private protected AsyncConfigProperty()
    {
    }

    static AsyncConfigProperty IWireStructure<AsyncConfigProperty>.Read(ref WireReader reader)
    {
        var body = reader.ReadPaddedTlv(out var type, WireScope.Property);
        var property = ReadMask(type, ref body) ?? ReadKnown(type, ref body) ?? new UnknownAsyncConfigProperty(type, body.ReadRest());
        body.EnsureEnd(property);
        return property;
    }

    void IWireStructure<AsyncConfigProperty>.Write(ref WireWriter writer) => Write(ref writer);

    private static AsyncMask? ReadMask(ushort type, ref WireReader reader)
    {
        var last = reader.Version >= OpenFlowVersion.OpenFlow15 ? AsyncMaskType.ControllerStatusMaster : AsyncMaskType.RequestForwardMaster;
        return type <= (ushort)last ? new((AsyncMaskType)type, reader.ReadUInt32()) : null;
    }
}

/// <summary>An experimenter's property of the messages for a slave (OFPACPT_EXPERIMENTER_SLAVE).</summary>
[WireCode(0xfffe, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record ExperimenterSlaveAsyncConfigProperty : AsyncConfigProperty
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

/// <summary>An experimenter's property of the messages for a master or an equal (OFPACPT_EXPERIMENTER_MASTER).</summary>
[WireCode(0xffff, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record ExperimenterMasterAsyncConfigProperty : AsyncConfigProperty
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

/// <summary>A property of the configuration of messages of a type that this library does not know. Its bytes are kept.</summary>
/// <param name="Type">The type.</param>
/// <param name="Body">What follows type and length, without the padding to a multiple of eight bytes.</param>
public sealed record UnknownAsyncConfigProperty(ushort Type, ByteString Body) : AsyncConfigProperty
{
    internal override int CodeIn(OpenFlowVersion version) => Type;

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}
