using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Microsoft.Extensions.Logging;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Tests.Connections;

namespace RxOfctl.Tests.Hostile;

/// <summary>Peers that misbehave, while another switch is served.</summary>
public sealed class PeerTests : HostileTest
{
    [Fact]
    public Task A_peer_that_never_reads_is_closed_though_the_app_blocks_to_send_to_it() => ServeDuringAsync(
        Options,
        packetIn => packetIn.Datapath.Send(new PacketOut { BufferId = packetIn.Message.BufferId, Data = packetIn.Message.BufferId > 1_000_000 ? packetIn.Message.Data : default }),
        FloodWithoutReadingAsync);

    [Fact]
    public Task A_peer_that_never_reads_is_closed_while_the_app_does_not_wait_for_it() => ServeDuringAsync(
        Options,
        packetIn => packetIn.Datapath.TrySend(new PacketOut { BufferId = packetIn.Message.BufferId, Data = packetIn.Message.BufferId > 1_000_000 ? packetIn.Message.Data : default }),
        FloodWithoutReadingAsync);

    [Fact]
    public Task A_storm_of_large_packet_ins_to_a_slow_handler_is_bounded_in_bytes() => ServeDuringAsync(
        Options with { PacketInOverflow = PacketInOverflow.DropOldest, QueueByteLimit = 1 << 20 },
        packetIn =>
        {
            if (packetIn.Message.Data.Length > 1000)
                Thread.Sleep(2);
            Answer(packetIn);
        },
        async controller =>
        {
            using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
            await peer.ShakeHandsAsync(2, Limit);
            var datapath = await PresenceOf(controller, 2);
            var large = OpenFlowCodec.Encode(new PacketIn { InPort = 1, Data = new byte[60_000] }, OpenFlowVersion.OpenFlow10, 0);
            for (var count = 0; count < 2000; count++)
                await peer.SendAsync(large, Limit);
            while (datapath.DroppedPacketIns < 1000)
                await Task.Delay(10, Limit);
        });

    [Fact]
    public Task More_packet_ins_than_the_rate_allows_are_dropped_and_counted() => ServeDuringAsync(
        Options with { PacketInRate = new(100_000, 500) },
        Answer,
        async controller =>
        {
            using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
            await peer.ShakeHandsAsync(2, Limit);
            var datapath = await PresenceOf(controller, 2);
            byte[] many = [.. Enumerable.Repeat(OpenFlowCodec.Encode(new PacketIn { InPort = 1 }, OpenFlowVersion.OpenFlow10, 0), 2000).SelectMany(each => each)];
            for (var count = 0; datapath.DroppedPacketIns == 0; count++)
                await peer.SendAsync(many, Limit);
        });

    [Fact]
    public Task Endless_port_status_before_the_port_descriptions_ends_the_connection() => ServeDuringAsync(
        Options with { QueueByteLimit = 1 << 20 },
        Answer,
        async controller =>
        {
            using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
            await peer.SendAsync(OpenFlowCodec.Encode(Hello.Of([OpenFlowVersion.OpenFlow13]), OpenFlowVersion.OpenFlow13, 1), Limit);
            while (await peer.ReceiveAsync(Limit) is { } received)
            {
                if (received.Message is not FeaturesRequest)
                    continue;
                await peer.SendAsync(OpenFlowCodec.Encode(new FeaturesReply { DatapathId = 2 }, OpenFlowVersion.OpenFlow13, received.Xid), Limit);
                break;
            }

            byte[] status = [.. Enumerable.Repeat(OpenFlowCodec.Encode(new PortStatus { Desc = Lab.PortOf(1) }, OpenFlowVersion.OpenFlow13, 0), 500).SelectMany(each => each)];
            await SendUntilClosedAsync(peer, status);
            await Logs.WhenLogged(Limit, "Information", "is closed");
        });

    [Fact]
    public Task Garbage_delays_no_other_connection() => ServeDuringAsync(
        Options,
        Answer,
        async controller =>
        {
            using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
            await peer.ShakeHandsAsync(2, Limit);
            // 100,000 flow-mods of eight bytes, which a flow-mod cannot have.
            byte[] garbage = [.. Enumerable.Repeat(new byte[] { 1, 14, 0, 8, 0, 0, 0, 1 }, 100_000).SelectMany(each => each)];
            var sending = SendUntilClosedAsync(peer, garbage, times: 1);
            await sending;
        });

    [Fact]
    public Task Silent_connections_give_way_to_newcomers() => ServeDuringAsync(
        Options with { MaxHandshakes = 20 },
        Answer,
        async controller =>
        {
            var silent = new List<Peer>();
            for (var count = 0; count < 60; count++)
                silent.Add(await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit));
            using (var newcomer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit))
            {
                await newcomer.ShakeHandsAsync(3, Limit);
                await PresenceOf(controller, 3);
            }

            silent.ForEach(peer => peer.Dispose());
        });

    [Fact]
    public async Task A_logger_that_throws_ends_nothing()
    {
        using var factory = new ThrowingFactory();
        await ServeDuringAsync(Options with { LoggerFactory = factory }, Answer, async controller =>
        {
            for (var count = 0ul; count < 20; count++)
            {
                using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
                await peer.ShakeHandsAsync(10 + count, Limit);
                await PresenceOf(controller, 10 + count);
                await peer.SendAsync([1, 14, 0, 8, 0, 0, 0, 1], Limit);
            }
        });
    }

    [Fact]
    public async Task Observers_and_listeners_of_metrics_that_throw_end_only_themselves()
    {
        var errors = new ConcurrentQueue<ObserverError>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, each) =>
            {
                if (instrument.Meter.Name == "RxOfctl")
                    each.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("The listener is broken."));
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException("The listener is broken."));
        listener.Start();
        await ServeDuringAsync(Options with { OnObserverError = errors.Enqueue }, Answer, async controller =>
        {
            using var ofAll = controller.Messages.Subscribe(Throw);
            using var query = controller.Messages.OfMessage<PacketIn>().Where(_ => true).Subscribe(Throw);
            using var presence = controller.Datapaths.Connect().Subscribe(Throw);
            using var connections = controller.Connections.Subscribe(Throw);
            using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
            await peer.ShakeHandsAsync(2, Limit);
            var datapath = await PresenceOf(controller, 2);
            using var ofOne = datapath.Messages.Subscribe(Throw);
            var last = datapath.Messages.OfMessage<PacketIn>().FirstAsync(each => each.Message.BufferId == 1000).ToTask(Limit);
            for (var count = 1u; count <= 1000; count++)
                await peer.SendAsync(new PacketIn { BufferId = count, InPort = 1 }, 0, Limit);
            await last;
        });

        Assert.Equal(5, errors.Count(each => each.Kind == ObserverErrorKind.Ended));
        Assert.Equal(5, errors.Count);
        await Logs.WhenLogged(Limit, "Error", "A listener of the meter or of activities threw");

        static void Throw<T>(T element) => throw new InvalidOperationException("The observer is broken.");
    }

    [Fact]
    public async Task A_handler_of_all_messages_that_blocks_delays_no_other_subscription()
    {
        using var release = new ManualResetEventSlim();
        var seen = new ConcurrentQueue<uint>();
        await ServeDuringAsync(Options, Answer, async controller =>
        {
            using var entered = new ManualResetEventSlim();
            using var blocked = controller.Messages.OfMessage<PacketIn>().Subscribe(packetIn =>
            {
                entered.Set();
                release.Wait(Limit);
                seen.Enqueue(packetIn.Message.BufferId);
            });
            while (!entered.IsSet)
                await Task.Delay(1, Limit);
            // The healthy switch is answered meanwhile.
            await Task.Delay(200, Limit);
            release.Set();
            while (seen.Count < 3)
                await Task.Delay(1, Limit);
        });

        Assert.Equal(seen.Order(), seen);
    }

    [Fact]
    public async Task An_observer_of_ports_that_blocks_is_ended_when_too_many_changes_wait_for_it()
    {
        const int Changes = 70_000;
        using var release = new ManualResetEventSlim();
        var ended = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = 0;
        await ServeDuringAsync(Options, Answer, async controller =>
        {
            using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
            await peer.ShakeHandsAsync(2, Limit);
            var datapath = await PresenceOf(controller, 2);
            using var blocked = datapath.Ports.Connect().Subscribe(
                _ =>
                {
                    seen++;
                    release.Wait(Limit);
                },
                ended.SetResult);
            var last = datapath.Messages.OfMessage<PortStatus>().Skip(Changes - 1).FirstAsync().ToTask(Limit);
            var thousand = Enumerable.Repeat(OpenFlowCodec.Encode(new PortStatus { Desc = Lab.PortOf(1) }, OpenFlowVersion.OpenFlow10, 0), 1000);
            byte[] bytes = [.. thousand.SelectMany(each => each)];
            for (var count = 0; count < Changes; count += 1000)
                await peer.SendAsync(bytes, Limit);
            await last;
            release.Set();

            Assert.IsType<ObserverOverflowException>(await ended.Task.WaitAsync(Limit));
        });

        Assert.Equal(1, seen);
    }

    [Fact]
    public async Task A_controller_may_be_disposed_of_twice()
    {
        var controller = OpenFlowController.Listen(Options);
        using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
        await peer.ShakeHandsAsync(2, Limit);
        await PresenceOf(controller, 2);
        var first = controller.DisposeAsync();
        var second = controller.DisposeAsync();
        peer.Dispose();

        await first;
        await second;
        await controller.DisposeAsync();
    }

    private async Task FloodWithoutReadingAsync(OpenFlowController controller)
    {
        using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
        peer.Socket.ReceiveBufferSize = 4096;
        await peer.ShakeHandsAsync(2, Limit);
        // The answers of the app are as long.
        byte[] many = [.. Enumerable.Repeat(OpenFlowCodec.Encode(new PacketIn { BufferId = 2_000_000, InPort = 1, Data = new byte[1000] }, OpenFlowVersion.OpenFlow10, 0), 200).SelectMany(each => each)];
        await SendUntilClosedAsync(peer, many);
        await Logs.WhenLogged(Limit, "it read nothing for");
    }

    private sealed class ThrowingFactory : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => throw new InvalidOperationException("The logger is broken.");

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("The logger is broken.");

        public void Dispose()
        {
            // There is nothing to dispose of.
        }
    }
}
