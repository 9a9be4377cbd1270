namespace RxOfctl.Protocol.Statistics;

/// <summary>
/// The statistics of a flow. Before OpenFlow 1.5 there are four numbers in fixed places, which as a list are duration, packets and bytes,
/// in this order; any other list is kept beside them, and so are the ages that only Nicira's reply has.
/// </summary>
internal readonly record struct FlowCounters
{
    // Null where the list is the usual one, which is created on first use, and there are no ages: a dump of flows has thousands.
    private readonly Rest? _rest;

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
        _rest = list == Usual ? null : new(list, 0, 0);
    }

    private FlowCounters(in FlowCounters other, Rest? rest)
    {
        this = other;
        _rest = rest;
    }

    public uint DurationSec { get; }

    public uint DurationNsec { get; }

    public ulong PacketCount { get; }

    public ulong ByteCount { get; }

    public ushort IdleAge => _rest?.IdleAge ?? 0;

    public ushort HardAge => _rest?.HardAge ?? 0;

    /// <summary>All of them but the ages.</summary>
    public ValueList<OxsField> List => _rest?.Fields ?? Usual;

    public FlowCounters WithDurationSec(uint value) => With(Oxs.Duration.Is(Duration(value, DurationNsec)));

    public FlowCounters WithDurationNsec(uint value) => With(Oxs.Duration.Is(Duration(DurationSec, value)));

    public FlowCounters WithPacketCount(ulong value) => With(Oxs.PacketCount.Is(value));

    public FlowCounters WithByteCount(ulong value) => With(Oxs.ByteCount.Is(value));

    public FlowCounters WithAges(ushort idleAge, ushort hardAge) =>
        new(this, _rest?.Fields is null && idleAge == 0 && hardAge == 0 ? null : new(_rest?.Fields, idleAge, hardAge));

    /// <summary>Refuses a list of which something would be lost in a version before 1.5.</summary>
    public void RefuseOthers(in WireWriter writer, string owner)
    {
        if (_rest?.Fields is not null)
            writer.Refuse($"{owner}.Stats other than duration, packet_count and byte_count");
    }

    private ValueList<OxsField> Usual =>
        new([Oxs.Duration.Is(Duration(DurationSec, DurationNsec)), Oxs.PacketCount.Is(PacketCount), Oxs.ByteCount.Is(ByteCount)]);

    private FlowCounters With(OxsField field) => new FlowCounters(List.With(field)).WithAges(IdleAge, HardAge);

    private static ulong Duration(uint sec, uint nsec) => ((ulong)sec << 32) | nsec;

    private sealed record Rest(ValueList<OxsField>? Fields, ushort IdleAge, ushort HardAge);
}
