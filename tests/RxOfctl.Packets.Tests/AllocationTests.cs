using RxOfctl.Protocol;

namespace RxOfctl.Packets.Tests;

public class AllocationTests
{
    [Fact]
    public void Reading_the_header_of_a_frame_allocates_nothing()
    {
        var bytes = Frames.All["UDP"].Bytes;
        var source = MacAddress.Zero;
        Assert.Equal(0, Measure(() => source = EthernetHeader.Read(bytes.Span).Source));
        Assert.Equal(Frames.Mac1, source);
    }

    [Fact]
    public void Parsing_a_frame_allocates_only_the_frame()
    {
        var least = Measure(() => _ = new EthernetFrame());
        foreach (var (bytes, _) in Frames.All.Values)
            Assert.Equal(least, Measure(() => ReadAddresses(bytes)));
    }

    [Fact]
    public void Payloads_share_the_memory_of_the_frame()
    {
        var bytes = Frames.All["UDP"].Bytes;
        Assert.True(bytes.Span[^5..] == bytes.ParseEthernet().Udp!.Payload.Span);
    }

    private static ulong ReadAddresses(ByteString bytes)
    {
        var frame = bytes.ParseEthernet();
        GC.KeepAlive(frame);
        return frame.Source.Value ^ frame.Destination.Value ^ (ulong)frame.EtherType;
    }

    private static long Measure(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
