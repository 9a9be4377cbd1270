using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace RxOfctl.Capture.Tests;

/// <summary>What is written is read: every packet, with all that the format has room for.</summary>
public class RoundTripProperties
{
    private static Gen<CapturedPacket> Packet { get; } =
        from data in ArbMap.Default.GeneratorFor<byte[]>()
        from cut in Gen.Choose(0, 100)
        from ticks in Gen.Choose(0, int.MaxValue)
        from seconds in Gen.Choose(0, int.MaxValue)
        from direction in Gen.Elements(Enum.GetValues<PacketDirection>())
        from dropped in Gen.Choose(0, int.MaxValue)
        from comment in Gen.Elements(null, "", "x", "a comment of 22 letters", "ümläut")
        select new CapturedPacket
        {
            Interface = 0,
            Timestamp = DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks(ticks % TimeSpan.TicksPerSecond),
            Data = data,
            OriginalLength = data.Length + cut,
            Direction = direction,
            DroppedBefore = dropped,
            Comment = comment,
        };

    [Property]
    public Property Of_pcapng() => Prop.ForAll(Packet.ListOf().ToArbitrary(), packets =>
    {
        var file = Captures.Pcapng(writer =>
        {
            writer.AddInterface(new());
            foreach (var packet in packets)
                writer.Write(packet);
        });
        Assert.Equal(packets.Select(Captures.Facts), Captures.Packets(file).Select(Captures.Facts));
    });

    [Property]
    public Property Of_pcap_without_what_it_has_no_room_for() => Prop.ForAll(Packet.ListOf().ToArbitrary(), packets =>
    {
        using var stream = new MemoryStream();
        using var writer = new PcapWriter(stream);
        foreach (var packet in packets)
            writer.Write(packet);
        var expected = packets.Select(packet => packet with { Direction = PacketDirection.Unknown, DroppedBefore = 0, Comment = null });
        Assert.Equal(expected.Select(Captures.Facts), Captures.Packets(stream.ToArray()).Select(Captures.Facts));
    });
}
