namespace RxOfctl.Capture.Tests;

/// <summary>Files that were cut or changed: every packet before the damage, and no other exception than the one for it.</summary>
public class DamagedFileTests
{
    private static readonly byte[] PcapngFile = Captures.Pcapng(
        writer =>
        {
            writer.AddInterface(new() { Name = "eth0" });
            for (byte i = 0; i < 4; i++)
                writer.Write(0, DateTimeOffset.UnixEpoch.AddSeconds(i), [.. Enumerable.Repeat(i, 5 * i)], PacketDirection.Inbound, "comment", i);
            writer.Write(new CaptureStatistics(0, DateTimeOffset.UnixEpoch, 4, 0));
        },
        comment: "of the section");

    private static readonly byte[] PcapFile = Pcap();

    public static TheoryData<string> Formats => ["pcap", "pcapng"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_file_truncated_anywhere_gives_the_packets_before(string format)
    {
        var file = File(format);
        var all = Captures.Packets(file).Select(Captures.Facts).ToList();
        var (read, whole) = (0, 0);
        for (var length = 4; length < file.Length; length++)
        {
            using var reader = Captures.Read(file[..length]);
            var packets = reader.ReadAll().Select(Captures.Facts).ToList();
            Assert.Equal(all.Take(packets.Count), packets);
            Assert.InRange(packets.Count, read, read + 1);
            read = packets.Count;
            whole += reader.IsTruncated ? 0 : 1;
        }

        // Cut between two structures, nothing says that it was cut: after the header and three packets of pcap; after the section, the interface
        // and the four packets of pcapng.
        Assert.Equal(format == "pcap" ? 4 : 6, whole);
        Assert.Equal(format == "pcap" ? 3 : 4, read);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_file_with_any_byte_changed_is_read_or_refused(string format)
    {
        var file = File(format);
        var refused = 0;
        for (var at = 0; at < file.Length; at++)
        {
            foreach (var value in new byte[] { 0, 1, 0x7f, 0x80, 0xff })
            {
                var changed = (byte[])file.Clone();
                changed[at] = value;
                try
                {
                    Captures.Packets(changed);
                }
                catch (CaptureFormatException thrown)
                {
                    Assert.InRange(thrown.Offset, 0, file.Length);
                    refused++;
                }
            }
        }

        Assert.NotEqual(0, refused);
    }

    private static byte[] File(string format) => format == "pcap" ? PcapFile : PcapngFile;

    private static byte[] Pcap()
    {
        using var stream = new MemoryStream();
        using var writer = new PcapWriter(stream);
        foreach (var packet in Captures.Packets(PcapngFile))
            writer.Write(packet);
        return stream.ToArray();
    }
}
