using System.Diagnostics;
using System.Net;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Tests.Connections;

namespace RxOfctl.Tests.Hostile;

/// <summary>
/// A controller on real sockets and the thread pool, with an app that answers packet-ins, and a switch that behaves well beside those that do not:
/// whatever the others do, its packet-ins are answered, and in the end there are no more threads, descriptors and bytes than there were before.
/// </summary>
[Collection("Alone")]
public abstract class HostileTest : IDisposable
{
    // Bounds a test that waits for what never comes. It measures nothing.
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(100));

    protected static EndPoint Loopback { get; } = new IPEndPoint(IPAddress.Loopback, 0);

    protected CancellationToken Limit => _limit.Token;

    internal TestLog Logs { get; } = new();

    /// <summary>Limits of time that are short enough for a test.</summary>
    protected ControllerOptions Options => new()
    {
        EndPoint = Loopback,
        LoggerFactory = Logs,
        EchoInterval = TimeSpan.FromSeconds(1),
        EchoTimeout = TimeSpan.FromSeconds(1),
        SendTimeout = TimeSpan.FromMilliseconds(300),
    };

    public void Dispose()
    {
        _limit.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs an attack while a healthy switch is served, and compares what is used before and after.</summary>
    /// <param name="options">How the controller works.</param>
    /// <param name="answer">The app's handler of packet-ins.</param>
    /// <param name="attack">What others do. The healthy switch is served before, during and after it.</param>
    /// <param name="memory">By how many bytes the memory may grow while the attack lasts.</param>
    private protected async Task ServeDuringAsync(
        ControllerOptions options, Action<Envelope<PacketIn>> answer, Func<OpenFlowController, Task> attack, long memory = 64 << 20)
    {
        await using var controller = OpenFlowController.Listen(options);
        using var app = controller.Messages.OfMessage<PacketIn>().SubscribeEach(answer);
        using var healthy = await HealthySwitch.ConnectAsync(controller, Limit);
        await healthy.AskAsync(20, Limit);
        var before = Usage.Now();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Limit);
        var (attacking, most) = (attack(controller), before.Bytes);
        while (!attacking.IsCompleted)
        {
            await healthy.AskAsync(1, Limit);
            // Garbage does not count.
            if (GC.GetTotalMemory(forceFullCollection: false) - before.Bytes > memory)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        }

        await attacking;
        await healthy.AskAsync(20, Limit);
        Assert.InRange(most - before.Bytes, long.MinValue, memory);
        while (controller.ConnectionCount > 1)
        {
            Limit.ThrowIfCancellationRequested();
            await Task.Delay(10, Limit);
        }

        await Usage.ReturnsToAsync(before, Limit);
        Assert.InRange(healthy.Longest, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private protected async Task<Datapath> PresenceOf(OpenFlowController controller, DatapathId id) =>
        await controller.Datapaths.Watch(id).Where(change => change.Reason != ChangeReason.Remove).Select(change => change.Current).FirstAsync().ToTask(Limit);

    private protected static void Answer(Envelope<PacketIn> packetIn) => packetIn.Datapath.TrySend(new PacketOut { BufferId = packetIn.Message.BufferId });

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

/// <summary>A switch that behaves well: it sends one packet-in after the other, and waits for the answer to each.</summary>
internal sealed class HealthySwitch : IDisposable
{
    private readonly Peer _peer;
    private uint _asked;

    private HealthySwitch(Peer peer) => _peer = peer;

    /// <summary>The longest time that an answer took.</summary>
    public TimeSpan Longest { get; private set; }

    public static async Task<HealthySwitch> ConnectAsync(OpenFlowController controller, CancellationToken limit)
    {
        var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], limit);
        peer.Socket.NoDelay = true;
        await peer.ShakeHandsAsync(0xa1, limit);
        return new(peer);
    }

    public async Task AskAsync(int count, CancellationToken limit)
    {
        for (; count > 0; count--)
        {
            var watch = Stopwatch.StartNew();
            await _peer.SendAsync(new PacketIn { BufferId = ++_asked, InPort = 1, Data = new byte[60] }, 0, limit);
            while (await ReceiveAsync(limit) is not PacketOut answer || answer.BufferId != _asked)
            {
                // An answer to one before, or a sign of life that was asked for.
            }

            if (watch.Elapsed > Longest)
                Longest = watch.Elapsed;
        }
    }

    public void Dispose() => _peer.Dispose();

    private async Task<OpenFlowMessage> ReceiveAsync(CancellationToken limit)
    {
        var (message, xid) = await _peer.ReceiveAsync(limit) ?? throw new EndOfStreamException("The controller closed the connection of the healthy switch.");
        if (message is EchoRequest echo)
            await _peer.SendAsync(new EchoReply { Data = echo.Data }, xid, limit);
        return message;
    }
}
