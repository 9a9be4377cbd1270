namespace RxOfctl.Protocol.Properties;

/// <summary>
/// A property of a queue (<c>ofp_queue_desc_prop_header</c>, OpenFlow 1.4.1; <c>ofp_queue_prop_header</c>, OpenFlow 1.0.2 §5.2.2,
/// 1.3.5 §7.2.2, which has four bytes of padding).
/// </summary>
[WireFamily]
public partial interface IQueueProperty;

/// <summary>
/// The rate that a queue is sure of (OFPQDPT_MIN_RATE, OpenFlow 1.4.1; OFPQT_MIN_RATE, OpenFlow 1.0.2 §5.2.2, 1.3.5 §7.2.2).
/// </summary>
[WireCode(1)]
public sealed partial record MinRateQueueProperty : Property, IQueueProperty
{
    /// <summary>The rate in 1/10 of a percent of the port's; above 1000 there is none.</summary>
    [Field(As = "QueueRate")]
    public ushort Rate { get; init; }
}

/// <summary>
/// The rate that a queue is kept to (OFPQDPT_MAX_RATE, OpenFlow 1.4.1; OFPQT_MAX_RATE, 1.3.5 §7.2.2). OpenFlow 1.2 and later.
/// </summary>
[WireCode(2, From = OpenFlowVersion.OpenFlow12)]
public sealed partial record MaxRateQueueProperty : Property, IQueueProperty
{
    /// <summary>The rate in 1/10 of a percent of the port's; above 1000 there is none.</summary>
    [Field(As = "QueueRate")]
    public ushort Rate { get; init; }
}

/// <summary>
/// A property of a queue's counters (<c>ofp_queue_stats_prop_header</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later.
/// </summary>
[WireFamily]
public partial interface IQueueStatsProperty;

/// <summary>Properties of queues on the wire, which had another form before OpenFlow 1.4.</summary>
internal static class QueuePropertyWire
{
    public static ValueList<IQueueProperty> ReadQueueProperties(this ref WireReader reader)
    {
        if (reader.Version >= OpenFlowVersion.OpenFlow14)
            return IQueueProperty.Family.ReadList(ref reader);
        var all = new IQueueProperty[reader.CountTlvs(multiple: 1)];
        for (var index = 0; index < all.Length; index++)
        {
            var body = reader.ReadTlv(out var type, multiple: 1, WireScope.Request);
            all[index] = type == PropertyFamily.Experimenter
                ? ReadOldExperimenter(ref body)
                : IQueueProperty.Family.ReadBody(type, ref body);
        }

        return new(all);
    }

    public static void WriteQueueProperties(this ref WireWriter writer, ValueList<IQueueProperty> properties, string member)
    {
        if (writer.Version >= OpenFlowVersion.OpenFlow14)
        {
            IQueueProperty.Family.WriteList(ref writer, properties);
            return;
        }

        foreach (var property in properties)
        {
            if (property is ExperimenterProperty experimenter)
                WriteOldExperimenter(ref writer, experimenter, member);
            else
                IQueueProperty.Family.WriteUnpadded(ref writer, property);
        }
    }

    /// <summary>A rate: 16 bits, with padding on both sides before OpenFlow 1.4.</summary>
    public static ushort ReadQueueRate(this ref WireReader reader)
    {
        var isOld = reader.Version < OpenFlowVersion.OpenFlow14;
        reader.Skip(isOld ? 4 : 0);
        var rate = reader.ReadUInt16();
        reader.Skip(isOld ? 6 : 2);
        return rate;
    }

    public static void WriteQueueRate(this ref WireWriter writer, ushort rate)
    {
        var isOld = writer.Version < OpenFlowVersion.OpenFlow14;
        writer.Pad(isOld ? 4 : 0);
        writer.WriteUInt16(rate);
        writer.Pad(isOld ? 6 : 2);
    }

    // OpenFlow 1.0 and 1.1 do not define the type.
    private static IQueueProperty ReadOldExperimenter(ref WireReader body)
    {
        if (body.Version < OpenFlowVersion.OpenFlow12)
            return new UnknownProperty(PropertyFamily.Experimenter, body.ReadRest());
        body.Skip(4);
        var experimenter = body.ReadUInt32();
        body.Skip(4);
        return new ExperimenterProperty { ExperimenterId = experimenter, Data = body.ReadRest() };
    }

    private static void WriteOldExperimenter(ref WireWriter writer, ExperimenterProperty property, string member)
    {
        writer.RefuseIf(writer.Version < OpenFlowVersion.OpenFlow12, nameof(ExperimenterProperty));
        if (property.ExpType != 0 || property.Type != PropertyFamily.Experimenter)
            writer.Refuse($"ExperimenterProperty.{(property.ExpType != 0 ? "ExpType" : "Type")} in {member}");
        var start = writer.BeginTlv(PropertyFamily.Experimenter);
        writer.Pad(4);
        writer.WriteUInt32(property.ExperimenterId);
        writer.Pad(4);
        writer.WriteBytes(property.Data.Span);
        writer.EndTlv(start);
    }
}
