namespace RxOfctl.Protocol;

/// <summary>A point or a length of time (<c>ofp_time</c>, OpenFlow 1.5.1).</summary>
/// <param name="Seconds">Whole seconds; for a point in time, since 1970-01-01 00:00:00 TAI.</param>
/// <param name="Nanoseconds">Nanoseconds beyond <paramref name="Seconds"/>, 0 to 999,999,999.</param>
public readonly record struct OpenFlowTime(ulong Seconds, uint Nanoseconds);

/// <summary>A time on the wire: 64 bits of seconds, 32 of nanoseconds, 32 of padding.</summary>
internal static class OpenFlowTimeWire
{
    public static OpenFlowTime ReadOpenFlowTime(this ref WireReader reader)
    {
        var time = new OpenFlowTime(reader.ReadUInt64(), reader.ReadUInt32());
        reader.Skip(4);
        return time;
    }

    public static void WriteOpenFlowTime(this ref WireWriter writer, OpenFlowTime time)
    {
        writer.WriteUInt64(time.Seconds);
        writer.WriteUInt32(time.Nanoseconds);
        writer.Pad(4);
    }
}
