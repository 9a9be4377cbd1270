using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Messages;

/// <summary>What a meter does to packets above a rate (<c>ofp_meter_band_header</c>, OpenFlow 1.3.5 §7.3.4.4).</summary>
[WireFamily]
public abstract partial record MeterBand : IWireStructure<MeterBand>
{
    /// <summary>The rate above which the band counts, in kbit/s or packets/s by the meter's flags.</summary>
    [Field]
    public uint Rate { get; init; }

    /// <summary>The burst that is allowed, in kbit or packets by the meter's flags.</summary>
    [Field]
    public uint BurstSize { get; init; }

    /// <summary>The band in the syntax of <c>ovs-ofctl</c>: <c>type=drop rate=1000 burst_size=100</c>.</summary>
    public sealed override string ToString() => MeterText.Of(this);

    /// <summary>The band's type on the wire in a version (<c>ofp_meter_band_type</c>), or -1 where the version does not have it.</summary>
    internal abstract int CodeIn(OpenFlowVersion version);

    /// <summary>Writes what follows type and length.</summary>
    internal abstract void WriteBody(ref WireWriter writer);

    static MeterBand IWireStructure<MeterBand>.Read(ref WireReader reader)
    {
        var body = reader.ReadTlv(out var type, multiple: 1, WireScope.Request);
        var band = ReadKnown(type, ref body)
            ?? new UnknownMeterBand(type) { Rate = body.ReadUInt32(), BurstSize = body.ReadUInt32(), Body = body.ReadRest() };
        body.EnsureEnd(band);
        return band;
    }

    void IWireStructure<MeterBand>.Write(ref WireWriter writer)
    {
        var code = CodeIn(writer.Version);
        if (code < 0)
            writer.Refuse(GetType().Name);
        var start = writer.BeginTlv(code);
        WriteBody(ref writer);
        writer.EndTlv(start);
    }
}

/// <summary>Drops the packets (OFPMBT_DROP; <c>ofp_meter_band_drop</c>, OpenFlow 1.3.5 §7.3.4.4).</summary>
[WireCode(1, From = OpenFlowVersion.OpenFlow13)]
[WireLayout("1.3-1.5", "u32 Rate\nu32 BurstSize\npad 4")]
public sealed partial record DropMeterBand : MeterBand;

/// <summary>
/// Raises the drop precedence in the packets' DSCP (OFPMBT_DSCP_REMARK; <c>ofp_meter_band_dscp_remark</c>, OpenFlow 1.3.5 §7.3.4.4).
/// </summary>
[WireCode(2, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record DscpRemarkMeterBand : MeterBand
{
    /// <summary>By how many levels.</summary>
    [Field(PadAfter = 3)]
    public byte PrecLevel { get; init; }
}

/// <summary>An experimenter's band (OFPMBT_EXPERIMENTER; <c>ofp_meter_band_experimenter</c>, OpenFlow 1.3.5 §7.3.4.4).</summary>
[WireCode(0xffff, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record ExperimenterMeterBand : MeterBand
{
    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF gave.</summary>
    public uint ExperimenterId { get; init; }

    /// <summary>What follows.</summary>
    public ByteString Data { get; init; }
}

/// <summary>A band of a type that this library does not know. Its bytes are kept.</summary>
/// <param name="Type">The type.</param>
public sealed record UnknownMeterBand(ushort Type) : MeterBand
{
    /// <summary>What follows rate and burst size.</summary>
    public ByteString Body { get; init; }

    internal override int CodeIn(OpenFlowVersion version) => Type;

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32(Rate);
        writer.WriteUInt32(BurstSize);
        writer.WriteBytes(Body.Span);
    }
}
