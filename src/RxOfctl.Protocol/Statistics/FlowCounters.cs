using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Statistics;

/// <summary>
/// The statistics that every version has for a flow. Before OpenFlow 1.5 they are members of fixed places, and all that there is; as a list they
/// are duration, packets and bytes, in this order.
/// </summary>
internal static class FlowCounters
{
    public static ValueList<OxsField> Zero { get; } = Of(0, 0, 0, 0);

    public static ValueList<OxsField> Of(uint durationSec, uint durationNsec, ulong packetCount, ulong byteCount) =>
        new([
            Oxs.Duration.Is(Duration(durationSec, durationNsec)),
            Oxs.PacketCount.Is(packetCount),
            Oxs.ByteCount.Is(byteCount),
        ]);

    public static uint DurationSec(ValueList<OxsField> stats) => (uint)((stats.Get(Oxs.Duration) ?? 0) >> 32);

    public static uint DurationNsec(ValueList<OxsField> stats) => (uint)(stats.Get(Oxs.Duration) ?? 0);

    public static ulong PacketCount(ValueList<OxsField> stats) => stats.Get(Oxs.PacketCount) ?? 0;

    public static ulong ByteCount(ValueList<OxsField> stats) => stats.Get(Oxs.ByteCount) ?? 0;

    public static ValueList<OxsField> WithDurationSec(ValueList<OxsField> stats, uint value) =>
        stats.With(Oxs.Duration.Is(Duration(value, DurationNsec(stats))));

    public static ValueList<OxsField> WithDurationNsec(ValueList<OxsField> stats, uint value) =>
        stats.With(Oxs.Duration.Is(Duration(DurationSec(stats), value)));

    /// <summary>Refuses a list of which something would be lost in a version before 1.5.</summary>
    public static void RefuseOthers(in WireWriter writer, ValueList<OxsField> stats, string member)
    {
        var fits = stats.Count == 3
            && stats[0].Type.Equals(Oxs.Duration) && stats[1].Type.Equals(Oxs.PacketCount) && stats[2].Type.Equals(Oxs.ByteCount);
        writer.RefuseIf(!fits, $"{member} other than duration, packet_count and byte_count");
    }

    private static ulong Duration(uint sec, uint nsec) => ((ulong)sec << 32) | nsec;
}
