using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks for the meters (OFPMP_METER_DESC, 1.5.1; OFPMP_METER_CONFIG, OpenFlow 1.3.5 §7.3.5.13). OpenFlow 1.3 and later.</summary>
[WireCode(10, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record MeterDescRequest : MultipartRequest, IMultiRequest<MeterDesc>
{
    /// <summary>The meter, or <see cref="MeterId.All"/>.</summary>
    [Field(PadAfter = 4)]
    public MeterId MeterId { get; init; } = MeterId.All;
}

/// <summary>The meters (OFPMP_METER_DESC, 1.5.1; OFPMP_METER_CONFIG, OpenFlow 1.3.5 §7.3.5.13). OpenFlow 1.3 and later.</summary>
[WireCode(10, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record MeterDescReply : MultipartReply<MeterDesc>;

/// <summary>A meter (<c>ofp_meter_desc</c>, OpenFlow 1.5.1; <c>ofp_meter_config</c>, 1.3.5 §7.3.5.13). OpenFlow 1.3 and later.</summary>
[WireStructure(LengthAt = 0)]
public sealed partial record MeterDesc
{
    /// <summary>How the meter measures.</summary>
    [Field(PadBefore = 2)]
    public MeterFlags Flags { get; init; }

    /// <summary>The meter.</summary>
    public MeterId MeterId { get; init; }

    /// <summary>What the meter does above which rates.</summary>
    public ValueList<MeterBand> Bands { get; init; }

    /// <summary>The meter as <c>ovs-ofctl dump-meters</c> writes it, but on one line. <see cref="MeterMod.Parse"/> reads it.</summary>
    public override string ToString() => MeterText.Of(this);
}
