using System.Globalization;
using Microsoft.Extensions.Logging;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Tests.Connections;

namespace RxOfctl.Tests.Hostile;

/// <summary>Resources that peers can use up (descriptors, threads, memory, the log), while another switch is served.</summary>
public sealed class ResourceTests : HostileTest
{
    // The answer of the app is as long.
    private static readonly byte[] LargePacketIn = OpenFlowCodec.Encode(new PacketIn { BufferId = 2_000_000, InPort = 1, Data = new byte[20_000] }, OpenFlowVersion.OpenFlow10, 0);

    // The limit of messages that wait for the app, and that of messages that wait to be sent.
    private const long AllBytes = 8 << 20;

    // What each connection may have beyond these: 64 KiB and one message that wait for the app, 128 KiB and one message to be sent, 64 KiB to be
    // read, its objects, and the peer's end of it.
    private const long BytesEach = 384 << 10;

    // Arrays that the runtime's shared pool keeps after they were returned to it. It keeps no more for more connections.
    private const long Pooled = 64 << 20;

    [Fact]
    public async Task A_log_that_blocks_delays_no_connection()
    {
        var release = new TaskCompletionSource();
        using var log = new BlockingLog(release);
        await ServeDuringAsync(Options with { LoggerFactory = log, CloseTimeout = TimeSpan.FromMilliseconds(100) }, Answer, async controller =>
        {
            await log.IsBlocked.Task.WaitAsync(Limit);
            byte[] garbage = [.. Enumerable.Repeat(new byte[] { 1, 14, 0, 8, 0, 0, 0, 1 }, 1000).SelectMany(each => each)];
            for (var count = 2ul; count < 42; count++)
            {
                using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
                await peer.ShakeHandsAsync(count, Limit);
                await PresenceOf(controller, count);
                await SendUntilClosedAsync(peer, garbage, times: 1);
            }
        });

        // The controller has waited for its log for CloseTimeout and no longer.
        Assert.Equal(1, log.Entered);
        release.SetResult();
    }

    [Fact]
    public async Task Peers_that_never_read_with_a_handler_each_cost_a_bounded_number_of_threads_and_bytes()
    {
        static int Threads() => Directory.GetFileSystemEntries("/proc/self/task").Length;
        var before = Threads();
        var most = 0;
        await ServeDuringAsync(
            Options with { TotalQueueByteLimit = AllBytes, TotalSendByteLimit = AllBytes },
            Answer,
            async controller =>
            {
                var flooding = Enumerable.Range(2, Count).Select(async id =>
                {
                    using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
                    (peer.Socket.ReceiveBufferSize, peer.Socket.SendBufferSize) = (4096, 4096);
                    await peer.ShakeHandsAsync((ulong)id, Limit);
                    var datapath = await PresenceOf(controller, (ulong)id);
                    using var handler = datapath.Messages.OfMessage<PacketIn>().SubscribeEach(
                        packetIn => datapath.Send(new PacketOut { Data = packetIn.Message.Data }));
                    await SendUntilClosedAsync(peer, LargePacketIn);
                }).ToArray();
                var all = Task.WhenAll(flooding);
                while (!all.IsCompleted)
                {
                    most = Math.Max(most, Threads());
                    await Task.WhenAny(all, Task.Delay(20, Limit));
                }

                await all;
            },
            memory: (2 * AllBytes) + (Count * BytesEach) + Pooled);

        // A handler that blocks has a thread to itself, for SendTimeout at most. The others are the thread pool's.
        Assert.InRange(most, 1, before + Count + 60);
    }

    // RXOFCTL_HOSTILE_PEERS has more of them, as .ci/long does.
    private static int Count { get; } =
        int.Parse(Environment.GetEnvironmentVariable("RXOFCTL_HOSTILE_PEERS") ?? "15", CultureInfo.InvariantCulture);

    /// <summary>A logger that blocks until it is released.</summary>
    private sealed class BlockingLog(TaskCompletionSource release) : ILoggerFactory, ILogger
    {
        private int _entered;

        public int Entered => Volatile.Read(ref _entered);

        public TaskCompletionSource IsBlocked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Interlocked.Increment(ref _entered);
            IsBlocked.TrySetResult();
            release.Task.Wait();
        }

        public void Dispose()
        {
            // There is nothing to dispose of.
        }
    }
}
