using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Microsoft.Reactive.Testing;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Tests;

/// <summary>
/// How many bytes each message allocates on its way through the controller. That is the same on every machine, and one more object for each
/// message exceeds these bounds. It runs alone: what listens to activities elsewhere in the process makes requests allocate them.
/// </summary>
[Collection("Alone")]
public sealed class AllocationTests : IDisposable
{
    // The record of a packet-in has 56 bytes, and the array of its payload 88 for 64. The match of a port is cached.
    private const long PacketIn = 144;

    // The pending request, its lock, its observable, its task, and the delegate that completes the task.
    private const long RequestOverSocket = 544;

    // On a test scheduler, scheduled actions are further objects: the completion, and each transfer of bytes from one end to the other.
    private const long Request = 984;

    private static readonly FlowMod FlowMod = new()
    {
        Match = [Oxm.InPort.Is(1), Oxm.EthDst.Is(new MacAddress(0x0200_0000_0001))],
        Priority = 1,
        IdleTimeout = 60,
        Actions = [new OutputAction(2)],
    };

    private static readonly OpenFlowMessage PacketOut = new PacketOut { InPort = 1, Actions = [new OutputAction(PortNumber.Flood)], Data = new byte[64] };

    private readonly TestScheduler _scheduler = new();
    private readonly OpenFlowController _controller;
    private readonly IDuplexPipe _peer;
    private OpenFlowVersion _version;

    public AllocationTests()
    {
        _controller = new(new() { Scheduler = _scheduler, FirstXid = 1 });
        (var its, _peer) = MemoryPipe.CreatePair(_scheduler);
        _ = _controller.ServeAsync(its, "peer");
    }

    public static TheoryData<OpenFlowVersion> Versions { get; } = [OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow13];

    public void Dispose() => _ = _controller.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_packet_in_allocates_its_record_and_its_payload(OpenFlowVersion version)
    {
        var datapath = Present(version);
        var seen = 0;
        using var observer = datapath.Messages.Subscribe(_ => seen++);

        Assert.InRange(CostOfPacketIn(), 1, PacketIn);
        Assert.True(seen > 0);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Observers_of_all_datapaths_and_of_one_type_allocate_nothing_more(OpenFlowVersion version)
    {
        Present(version);
        var seen = 0;
        for (var count = 0; count < 10; count++)
            _controller.Messages.OfMessage<PacketIn>().Where(each => each.Message.InPort == 1).Subscribe(_ => seen++);

        Assert.InRange(CostOfPacketIn(), 1, PacketIn);
        Assert.True(seen > 0);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Sending_allocates_nothing(OpenFlowVersion version)
    {
        Present(version);
        using var observer = _controller.Messages.Subscribe(each =>
        {
            each.Datapath.Send(FlowMod);
            each.Datapath.Send(PacketOut);
        });

        Assert.InRange(CostOfPacketIn(), 1, PacketIn);
    }

    [Fact]
    public async Task A_packet_in_over_a_socket_allocates_the_same()
    {
        const int Count = 2000;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var controller = OpenFlowController.Listen(new() { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) });
        var costs = new List<long>(Count);
        var (thread, allocated) = (0, 0L);
        using var observer = controller.Messages.OfMessage<PacketIn>().Subscribe(each =>
        {
            var (before, now) = (allocated, GC.GetAllocatedBytesForCurrentThread());
            if (thread == Environment.CurrentManagedThreadId)
                costs.Add(now - before);
            (thread, allocated) = (Environment.CurrentManagedThreadId, now);
            each.Datapath.Send(PacketOut);
        });
        using var peer = await Connections.Peer.ConnectAsync(controller.LocalEndPoints[0], limit.Token);
        await peer.ShakeHandsAsync(1, limit.Token);
        var packetIn = EncodedPacketIn(OpenFlowVersion.OpenFlow10);
        for (var count = 0; count < Count; count++)
        {
            await peer.SendAsync(packetIn, limit.Token);
            Assert.IsType<PacketOut>((await peer.ReceiveAsync(limit.Token))?.Message);
        }

        Assert.InRange(Median(costs), 1, PacketIn);
    }

    [Fact]
    public async Task A_request_over_a_socket_allocates_itself_and_its_task()
    {
        const int Count = 2000;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var controller = OpenFlowController.Listen(new() { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) });
        using var peer = await Connections.Peer.ConnectAsync(controller.LocalEndPoints[0], limit.Token);
        await peer.ShakeHandsAsync(1, limit.Token);
        var present = await controller.Datapaths.Watch(1).FirstAsync().ToTask(limit.Token);
        var answering = AnswerBarriersAsync(peer, Count, limit.Token);
        var cost = await CostOfRequestAsync(present.Current, Count);
        await answering;

        Assert.InRange(cost, 1, RequestOverSocket);
    }

    [Fact]
    public void A_request_in_virtual_time_allocates_the_same_each_time()
    {
        var datapath = Present(OpenFlowVersion.OpenFlow13);

        Assert.InRange(CostOfRequest(datapath), 1, Request);
    }

    private Datapath Present(OpenFlowVersion version)
    {
        _version = version;
        Write(OpenFlowCodec.Encode(Hello.Of([version]), version, 1));
        Write(OpenFlowCodec.Encode(new FeaturesReply { DatapathId = 1, TableCount = 1 }, version, 2));
        if (version >= OpenFlowVersion.OpenFlow13)
            Write(OpenFlowCodec.Encode(new PortDescReply(), version, 3));
        return _controller.GetDatapath(1)!;
    }

    // The difference between more and fewer: what is allocated once for all that are read together does not count.
    private long CostOfPacketIn()
    {
        const int Few = 64;
        const int More = 128;
        const int Times = 15;
        var costs = new List<long>(Times);
        for (var count = 0; count < Times; count++)
            costs.Add((CostOf(Few + More) - CostOf(Few)) / More);
        return Median(costs);
    }

    private long CostOf(int packetIns)
    {
        byte[] bytes = [.. Enumerable.Repeat(EncodedPacketIn(_version), packetIns).SelectMany(each => each)];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Write(bytes);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    // One after the other, each sent on the thread that read the reply to the one before.
    private static async Task<long> CostOfRequestAsync(Datapath datapath, int count)
    {
        var costs = new List<long>(count);
        var (thread, allocated) = (0, 0L);
        while (count-- > 0)
        {
            await datapath.SendMsgAsync(FlowMod).ConfigureAwait(false);
            var (before, now) = (allocated, GC.GetAllocatedBytesForCurrentThread());
            if (thread == Environment.CurrentManagedThreadId)
                costs.Add(now - before);
            (thread, allocated) = (Environment.CurrentManagedThreadId, now);
        }

        return Median(costs);
    }

    private static async Task AnswerBarriersAsync(Connections.Peer peer, int count, CancellationToken limit)
    {
        while (count > 0)
        {
            if (await peer.ReceiveAsync(limit) is not { Message: BarrierRequest } barrier)
                continue;
            await peer.SendAsync(OpenFlowCodec.Encode(new BarrierReply(), OpenFlowVersion.OpenFlow10, barrier.Xid), limit);
            count--;
        }
    }

    private long CostOfRequest(Datapath datapath)
    {
        const int Count = 1000;
        var reply = OpenFlowCodec.Encode(new BarrierReply(), _version, 0);
        var costs = new List<long>(Count);
        for (var count = 0; count < Count; count++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Ask(datapath, reply);
            costs.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return Median(costs);
    }

    // Single measurements differ: a queue grows, a thread is preempted, code is compiled again.
    private static long Median(List<long> costs)
    {
        costs.Sort();
        return costs[costs.Count / 2];
    }

    private void Ask(Datapath datapath, byte[] reply)
    {
        var asked = datapath.SendMsgAsync(FlowMod);
        _scheduler.AdvanceBy(TimeSpan.TicksPerMillisecond);
        Assert.True(_peer.Input.TryRead(out var read));
        // The barrier's transaction id is in the last of its eight bytes.
        read.Buffer.Slice(read.Buffer.Length - 4).CopyTo(reply.AsSpan(4));
        _peer.Input.AdvanceTo(read.Buffer.End);
        Write(reply);
        Assert.True(asked.IsCompletedSuccessfully);
    }

    private static byte[] EncodedPacketIn(OpenFlowVersion version) =>
        OpenFlowCodec.Encode(new PacketIn { InPort = 1, TotalLen = 64, Data = new byte[64] }, version, 0);

    private void Write(byte[] bytes)
    {
        _peer.Output.Write(bytes);
        var flushed = _peer.Output.FlushAsync().AsTask();
        Assert.True(flushed.IsCompletedSuccessfully);
        _scheduler.AdvanceBy(TimeSpan.TicksPerMillisecond);
        if (_peer.Input.TryRead(out var read))
            _peer.Input.AdvanceTo(read.Buffer.End);
    }
}
