using System.IO.Compression;

namespace RxOfctl.Capture.Tests;

public class CaptureReaderTests
{
    private static readonly DateTimeOffset Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1_234_567);

    [Fact]
    public void Gives_interfaces_comments_and_statistics()
    {
        var file = Captures.Pcapng(
            writer =>
            {
                writer.AddInterface(new() { Name = "eth0", Description = "the first", SnapLength = 96 });
                writer.AddInterface(new() { LinkType = LinkType.RawIp, Name = "tun0" });
                writer.Write(1, Time, [1, 2, 3], PacketDirection.Outbound, "a comment", droppedBefore: 7);
                writer.Write(new CaptureStatistics(1, Time, Received: 10, Dropped: 7));
            },
            "a test", "of the whole");

        using var reader = Captures.Read(file);
        var packet = Assert.Single(reader.ReadAll());
        Assert.Equal((1, Time, "010203", 3, PacketDirection.Outbound, 7, "a comment"), Captures.Facts(packet));
        Assert.Equal(
            [new() { Name = "eth0", Description = "the first", SnapLength = 96 }, new() { LinkType = LinkType.RawIp, Name = "tun0" }],
            reader.Interfaces);
        Assert.Equal([new(1, Time, 10, 7)], reader.Statistics);
        Assert.Equal("of the whole", reader.Comment);
        Assert.False(reader.IsTruncated);
    }

    [Theory]
    [InlineData("a1b2c3d4", "0001e240")] // microseconds, most significant byte first
    [InlineData("a1b23c4d", "075bca00")] // nanoseconds
    public void Reads_pcap_of_both_byte_orders(string magic, string fraction)
    {
        string[] words = [magic, "00020004", "00000000", "00000000", "0000ffff", "00000001", "00000001", fraction, "00000002", "00000005"];
        var bigEndian = Convert.FromHexString(string.Concat(words) + "aabb");
        var littleEndian = (byte[])bigEndian.Clone();
        for (var i = 0; i < words.Length; i++)
            littleEndian.AsSpan(4 * i, 4).Reverse();
        // The two halves of the version are of two bytes each.
        (littleEndian[4], littleEndian[5], littleEndian[6], littleEndian[7]) = (2, 0, 4, 0);

        foreach (var file in new[] { bigEndian, littleEndian })
        {
            var expected = DateTimeOffset.UnixEpoch.AddSeconds(1).AddTicks(1_234_560);
            Assert.Equal((0, expected, "AABB", 5, PacketDirection.Unknown, 0, null), Captures.Facts(Assert.Single(Captures.Packets(file))));
        }
    }

    [Fact]
    public void Reads_pcapng_of_both_byte_orders_and_several_sections()
    {
        // Big endian: section, interface of microseconds, a simple packet of 3 bytes.
        var bigEndian = Convert.FromHexString(
            "0a0d0d0a0000001c1a2b3c4d00010000ffffffffffffffff0000001c" +
            "0000000100000014006500000000000000000014" +
            "000000030000001400000003aabbcc0000000014");
        var littleEndian = Captures.Pcapng(writer =>
        {
            writer.AddInterface(new());
            writer.Write(0, Time, [1]);
        });

        using var reader = Captures.Read([.. bigEndian, .. littleEndian]);
        Assert.Equal(
            [(0, DateTimeOffset.UnixEpoch, "AABBCC", 3, PacketDirection.Unknown, 0, null), (1, Time, "01", 1, PacketDirection.Unknown, 0, null)],
            reader.ReadAll().Select(Captures.Facts));
        Assert.Equal([LinkType.RawIp, LinkType.Ethernet], reader.Interfaces.Select(each => each.LinkType));
    }

    [Theory]
    [InlineData(6, 1_000_000, 1)] // the default: 10^-6 s
    [InlineData(9, 3_000_000_000, 3)]
    [InlineData(0, 5, 5)]
    [InlineData(0x80 | 10, 2048, 2)] // 2^-10 s
    [InlineData(0x7f, 5, 0)] // finer than any clock
    [InlineData(0xff, 5, 0)]
    public void Uses_the_resolution_of_an_interface(byte resolution, ulong units, long seconds)
    {
        var file = Captures.Pcapng(writer =>
        {
            writer.AddInterface(new());
            writer.Write(0, DateTimeOffset.UnixEpoch.AddTicks((long)units), [1]);
        });
        // The writer's resolution is an option of code 9 and length 1 with the value 7.
        var at = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[9, 0, 1, 0, 7]);
        file[at + 4] = resolution;

        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(seconds), Assert.Single(Captures.Packets(file)).Timestamp);
    }

    [Fact]
    public void Reads_a_compressed_file()
    {
        var file = Captures.Pcapng(writer =>
        {
            writer.AddInterface(new());
            writer.Write(0, Time, [1, 2]);
        });
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(file);

        Assert.Equal("0102", Captures.Facts(Assert.Single(Captures.Packets(compressed.ToArray()))).Item3);

        // Cut in the compressed data, too, it gives what is whole.
        using var cut = Captures.Read(compressed.ToArray()[..30]);
        Assert.Empty(cut.ReadAll());
    }

    [Theory]
    [InlineData("", "0 bytes are too few")]
    [InlineData("0a0d", "2 bytes are too few")]
    [InlineData("00000000", "no magic number")]
    [InlineData("0a0d0d0a0000001c12345678", "no byte-order magic")]
    [InlineData("0a0d0d0a000000081a2b3c4d", "a block of 8 bytes")]
    [InlineData("0a0d0d0a0000001c1a2b3c4d00020000ffffffffffffffff0000001c", "version 2.0")]
    [InlineData("0a0d0d0a0000001c1a2b3c4d00010000ffffffffffffffff00000020", "28 at its start and 32 at its end")]
    public void Reports_the_error_in_a_file(string hex, string reason)
    {
        var thrown = Assert.Throws<CaptureFormatException>(() => Captures.Packets(Convert.FromHexString(hex)));
        Assert.Contains(reason, thrown.Message, StringComparison.Ordinal);
        Assert.Equal(hex.Length >= 56 && reason.StartsWith("version", StringComparison.Ordinal) ? 16 : 0, thrown.Offset);
    }

    [Fact]
    public void A_packet_of_an_interface_that_was_not_described_is_refused()
    {
        var file = Captures.Pcapng(writer =>
        {
            writer.AddInterface(new());
            writer.Write(0, Time, [1]);
        });
        var packet = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[6, 0, 0, 0]);
        file[packet + 8] = 3;
        var thrown = Assert.Throws<CaptureFormatException>(() => Captures.Packets(file));
        Assert.Contains("interface 3 of a section that has described 1", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_false_length_of_a_packet_takes_no_memory()
    {
        // pcap, a record of 32 MiB of which nothing is there.
        var file = Convert.FromHexString("d4c3b2a1020004000000000000000000ffff000001000000" + "00000000000000000000000200000002");
        using var reader = Captures.Read(file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(reader.TryRead(out _));
        Assert.True(reader.IsTruncated);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 << 20);
    }
}
