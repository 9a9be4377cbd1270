namespace RxOfctl.Capture.Tests;

/// <summary>Captures in memory, and what tests compare of packets.</summary>
internal static class Captures
{
    public static byte[] Pcapng(Action<PcapngWriter> write, string? application = null, string? comment = null)
    {
        using var stream = new MemoryStream();
        using var writer = new PcapngWriter(stream, application, comment);
        write(writer);
        return stream.ToArray();
    }

    public static CaptureReader Read(byte[] file) => new(new MemoryStream(file));

    public static List<CapturedPacket> Packets(byte[] file)
    {
        using var reader = Read(file);
        return [.. reader.ReadAll()];
    }

    /// <summary>A packet as a value: its bytes instead of the reference to them.</summary>
    public static (int, DateTimeOffset, string, int, PacketDirection, long, string?) Facts(CapturedPacket packet) =>
        (packet.Interface, packet.Timestamp, Convert.ToHexString(packet.Data.Span), packet.OriginalLength, packet.Direction, packet.DroppedBefore,
            packet.Comment);
}
