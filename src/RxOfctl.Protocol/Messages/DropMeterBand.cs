using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>Drops the packets (OFPMBT_DROP; <c>ofp_meter_band_drop</c>, OpenFlow 1.3.5 §7.3.4.4).</summary>
[WireCode(1, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record DropMeterBand : MeterBand
{
    internal static DropMeterBand ReadBody(ref WireReader reader)
    {
        var band = new DropMeterBand { Rate = reader.ReadUInt32(), BurstSize = reader.ReadUInt32() };
        reader.Skip(4);
        return band;
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32(Rate);
        writer.WriteUInt32(BurstSize);
        writer.Pad(4);
    }
}
