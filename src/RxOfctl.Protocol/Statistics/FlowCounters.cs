using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Statistics;

/// <summary>
/// The statistics of a flow. Before OpenFlow 1.5 there are four numbers in fixed places, which as a list are duration, packets and bytes,
/// in this order; any other list is kept beside them.
/// </summary>
internal readonly record struct FlowCounters
{
    // Null where the list is the usual one, which is created on first use: a dump of flows has thousands.
    private readonly OtherList? _other;

    /// <summary>The usual ones.</summary>
    public FlowCounters(uint durationSec, uint durationNsec, ulong packetCount, ulong byteCount)
    {
        DurationSec = durationSec;
        DurationNsec = durationNsec;
        PacketCount = packetCount;
        ByteCount = byteCount;
    }

    /// <summary>The list given.</summary>
    public FlowCounters(ValueList<OxsField> list)
    {
        var duration = list.Get(Oxs.Duration) ?? 0;
        DurationSec = (uint)(duration >> 32);
        DurationNsec = (uint)duration;
        PacketCount = list.Get(Oxs.PacketCount) ?? 0;
        ByteCount = list.Get(Oxs.ByteCount) ?? 0;
        _other = list == Usual ? null : new(list);
    }

    public uint DurationSec { get; }

    public uint DurationNsec { get; }

    public ulong PacketCount { get; }

    public ulong ByteCount { get; }

    /// <summary>All of them.</summary>
    public ValueList<OxsField> List => _other?.Fields ?? Usual;

    public FlowCounters WithDurationSec(uint value) => With(Oxs.Duration.Is(Duration(value, DurationNsec)));

    public FlowCounters WithDurationNsec(uint value) => With(Oxs.Duration.Is(Duration(DurationSec, value)));

    public FlowCounters WithPacketCount(ulong value) => With(Oxs.PacketCount.Is(value));

    public FlowCounters WithByteCount(ulong value) => With(Oxs.ByteCount.Is(value));

    /// <summary>Refuses a list of which something would be lost in a version before 1.5.</summary>
    public void RefuseOthers(in WireWriter writer, string owner)
    {
        if (_other is not null)
            writer.Refuse($"{owner}.Stats other than duration, packet_count and byte_count");
    }

    private ValueList<OxsField> Usual =>
        new([Oxs.Duration.Is(Duration(DurationSec, DurationNsec)), Oxs.PacketCount.Is(PacketCount), Oxs.ByteCount.Is(ByteCount)]);

    private FlowCounters With(OxsField field) => new(List.With(field));

    private static ulong Duration(uint sec, uint nsec) => ((ulong)sec << 32) | nsec;

    private sealed record OtherList(ValueList<OxsField> Fields);
}
