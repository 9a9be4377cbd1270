using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Tests.Connections;

namespace RxOfctl.Tests.Hostile;

/// <summary>
/// A controller on real sockets and the thread pool, with an app that answers packet-ins, a healthy switch, and peers that misbehave:
/// whatever the peers do, the packet-ins of the switch are answered, and in the end there are no more threads, descriptors and bytes in use
/// than before.
/// </summary>
[Collection("Alone")]
public abstract class HostileTest : IDisposable
{
    // Ends a test that waits in vain. It measures nothing.
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(100));

    protected static EndPoint Loopback { get; } = new IPEndPoint(IPAddress.Loopback, 0);

    protected CancellationToken Limit => _limit.Token;

    internal TestLog Logs { get; } = new();

    /// <summary>Options with time limits that are short enough for a test.</summary>
    protected ControllerOptions Options => new()
    {
        EndPoint = Loopback,
        LoggerFactory = Logs,
        EchoInterval = TimeSpan.FromSeconds(1),
        EchoTimeout = TimeSpan.FromSeconds(5),
        SendTimeout = TimeSpan.FromMilliseconds(300),
    };

    public void Dispose()
    {
        _limit.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs an attack while a healthy switch is served, and compares the resources in use before and after it.</summary>
    /// <param name="options">The options of the controller.</param>
    /// <param name="answer">The app's handler of packet-ins.</param>
    /// <param name="attack">The attack. The healthy switch is served before, during and after it.</param>
    /// <param name="memory">By how many bytes the memory may grow while the attack lasts.</param>
    private protected async Task ServeDuringAsync(
        ControllerOptions options, Action<Envelope<PacketIn>> answer, Func<OpenFlowController, Task> attack, long memory = 64 << 20)
    {
        await using var controller = OpenFlowController.Listen(options);
        using var app = controller.Messages.OfMessage<PacketIn>().SubscribeEach(answer);
        using var healthy = new HealthySwitch(controller.LocalEndPoints[0]);
        healthy.Ask(20);
        var before = Usage.Now();
        var (attacking, most) = (attack(controller), before.Bytes);
        var asking = Task.Factory.StartNew(Ask, Limit, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await attacking;
        await asking;
        Assert.InRange(most - before.Bytes, long.MinValue, memory);
        while (controller.ConnectionCount > 1)
        {
            Limit.ThrowIfCancellationRequested();
            await Task.Delay(10, Limit);
        }

        await Usage.ReturnsToAsync(before, Limit);
        Assert.InRange(healthy.Longest, TimeSpan.Zero, TimeSpan.FromSeconds(10));

        void Ask()
        {
            while (!attacking.IsCompleted)
            {
                Limit.ThrowIfCancellationRequested();
                healthy.Ask(1);
                // Garbage does not count.
                if (GC.GetTotalMemory(forceFullCollection: false) - before.Bytes > memory)
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            }

            healthy.Ask(20);
        }
    }

    private protected async Task<Datapath> PresenceOf(OpenFlowController controller, DatapathId id) =>
        await controller.Datapaths.Watch(id).Where(change => change.Reason != ChangeReason.Remove).Select(change => change.Current).FirstAsync().ToTask(Limit);

    private protected static void Answer(Envelope<PacketIn> packetIn) => packetIn.Datapath.TrySend(new PacketOut { BufferId = packetIn.Message.BufferId });

    private protected async Task SendUntilClosedAsync(Peer peer, byte[] bytes, int times = int.MaxValue)
    {
        try
        {
            for (; times > 0; times--)
                await peer.SendAsync(bytes, Limit);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            // The controller has closed the connection.
        }
    }

    /// <summary>Threads, descriptors and managed memory of this process.</summary>
    private sealed record Usage(int Threads, int Descriptors, long Bytes)
    {
        public static Usage Now()
        {
            using var process = Process.GetCurrentProcess();
            return new(process.Threads.Count, Directory.GetFileSystemEntries("/proc/self/fd").Length, GC.GetTotalMemory(forceFullCollection: true));
        }

        // The thread pool keeps idle threads for some time.
        public static async Task ReturnsToAsync(Usage before, CancellationToken limit)
        {
            for (var now = Now(); now.Threads > before.Threads + 48 || now.Descriptors > before.Descriptors + 8 || now.Bytes > before.Bytes + (16 << 20); now = Now())
            {
                Assert.False(limit.IsCancellationRequested, $"{before} became {now}.");
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }
}

/// <summary>
/// A healthy switch: it sends one packet-in after the other, and waits for the answer to each. It does so on the calling thread, as a
/// separate process would, and not on the thread pool, which attacks and apps of the same process may keep busy.
/// </summary>
internal sealed class HealthySwitch : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 60_000 };
    // From 02:00:00:00:00:01 to all, so that a learning switch answers too.
    private static readonly byte[] Broadcast = [.. Enumerable.Repeat<byte>(0xff, 6), 2, 0, 0, 0, 0, 1, 8, 0, .. new byte[46]];

    private uint _asked;

    /// <summary>Connects, and completes the handshake.</summary>
    public HealthySwitch(EndPoint controller, ulong id = 0xa1)
    {
        _socket.Connect(controller);
        Send(new Hello(), 1);
        ReceiveUntil<FeaturesRequest>(xid => Send(new FeaturesReply { DatapathId = id, TableCount = 1 }, xid));
        ReceiveUntil<SetConfig>(_ => { });
    }

    /// <summary>The longest time that an answer took.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Sends packet-ins, and waits for the answer to each.</summary>
    public void Ask(int count)
    {
        for (; count > 0; count--)
        {
            var watch = Stopwatch.StartNew();
            Send(new PacketIn { BufferId = ++_asked, InPort = 1, Data = Broadcast }, 0);
            while (Receive().Message is not PacketOut answer || answer.BufferId != _asked)
            {
                // It answers an earlier packet-in, or is an echo request.
            }

            if (watch.Elapsed > Longest)
                Longest = watch.Elapsed;
        }
    }

    public void Dispose() => _socket.Dispose();

    private void ReceiveUntil<TMessage>(Action<uint> answer)
    {
        (OpenFlowMessage Message, uint Xid) received;
        do
        {
            received = Receive();
        }
        while (received.Message is not TMessage);
        answer(received.Xid);
    }

    private (OpenFlowMessage Message, uint Xid) Receive()
    {
        var start = Receive(FrameHeader.Size);
        Assert.True(FrameHeader.TryRead(start, out var header));
        var message = OpenFlowCodec.Decode([.. start, .. Receive(header.Length - start.Length)], out var xid);
        if (message is EchoRequest echo)
            Send(new EchoReply { Data = echo.Data }, xid);
        return (message, xid);
    }

    private byte[] Receive(int count)
    {
        var bytes = new byte[count];
        for (var received = 0; received < count;)
        {
            var more = _socket.Receive(bytes.AsSpan(received));
            received += more > 0 ? more : throw new EndOfStreamException("The controller closed the connection of the healthy switch.");
        }

        return bytes;
    }

    private void Send(OpenFlowMessage message, uint xid)
    {
        var bytes = OpenFlowCodec.Encode(message, OpenFlowVersion.OpenFlow10, xid);
        for (var sent = 0; sent < bytes.Length;)
            sent += _socket.Send(bytes.AsSpan(sent));
    }
}
