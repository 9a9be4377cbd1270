namespace RxOfctl.Protocol.Properties;

/// <summary>
/// An extension of a message or structure (<c>ofp_*_prop_header</c>, OpenFlow 1.4.1): a type, a length and a body, padded to a multiple of
/// eight bytes. Each family of properties (<see cref="IPortProperty"/>, <see cref="ITableFeature"/> and so on) has types of its own.
/// </summary>
public abstract record Property
{
    /// <summary>The property's type on the wire in a version, or -1 where the version does not have it.</summary>
    internal abstract int CodeIn(OpenFlowVersion version);

    /// <summary>Writes the body.</summary>
    internal abstract void WriteBody(ref WireWriter writer);
}

/// <summary>A property of a type that this library does not know. Its bytes are kept.</summary>
/// <param name="Type">The type.</param>
/// <param name="Body">The bytes after type and length, without the padding to a multiple of eight bytes.</param>
public sealed partial record UnknownProperty(ushort Type, ByteString Body)
    : Property, IAsyncConfigProperty, IBucketProperty, IBundleFeature, IBundleProperty, IControllerStatusProperty, IGroupProperty,
      IPortModProperty, IPortProperty, IPortStatsProperty, IQueueProperty, IQueueStatsProperty, IRoleProperty, ITableFeature, ITableProperty
{
    internal override int CodeIn(OpenFlowVersion version) => Type;

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}

/// <summary>
/// An experimenter's property that this library does not know (OFPPDPT_EXPERIMENTER and the like, OpenFlow 1.4.1; OFPQT_EXPERIMENTER and
/// OFPTFPT_EXPERIMENTER, 1.3.5 §7.2.2, §7.3.5.5).
/// </summary>
public sealed partial record ExperimenterProperty
    : Property, IAsyncConfigProperty, IBucketProperty, IBundleFeature, IBundleProperty, IControllerStatusProperty, IGroupProperty,
      IPortModProperty, IPortProperty, IPortStatsProperty, IQueueProperty, IQueueStatsProperty, IRoleProperty, ITableFeature, ITableProperty
{
    /// <summary>
    /// The property's type: 0xffff. Two families have a second one, 0xfffe: <see cref="ITableFeature"/>, where 0xffff is for the table-miss
    /// flow (OFPTFPT_EXPERIMENTER_MISS), and <see cref="IAsyncConfigProperty"/>, where 0xffff is for a master
    /// (OFPACPT_EXPERIMENTER_MASTER).
    /// </summary>
    public ushort Type { get; init; } = PropertyFamily.Experimenter;

    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF assigned.</summary>
    public uint ExperimenterId { get; init; }

    /// <summary>The type that the experimenter assigned. OpenFlow 1.3 and later; in queue properties, 1.4 and later.</summary>
    public uint ExpType { get; init; }

    /// <summary>The experimenter's data.</summary>
    public ByteString Data { get; init; }

    internal override int CodeIn(OpenFlowVersion version) => Type;

    internal static ExperimenterProperty ReadBody(ushort type, ref WireReader reader) =>
        new() { Type = type, ExperimenterId = reader.ReadUInt32(), ExpType = reader.ReadUInt32(), Data = reader.ReadRest() };

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32(ExperimenterId);
        writer.WriteUInt32(ExpType);
        writer.WriteBytes(Data.Span);
    }
}
