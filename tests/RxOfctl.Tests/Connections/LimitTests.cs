using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using RxOfctl.Connections;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Tests.Connections;

// Tests that run at the same time would allocate memory that is measured here.
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class AloneCollection;

[Collection("Alone")]
public sealed class LimitTests : ConnectionTest
{
    private const int Many = 1000;

    [Fact]
    public async Task Connections_beyond_the_limit_are_closed_at_once_until_others_end()
    {
        await using var controller = OpenFlowController.Listen(Options with { MaxConnections = 2 });
        using var first = await ConnectAsync(controller);
        using var second = await ConnectAsync(controller);
        await Task.WhenAll(first.ShakeHandsAsync(1, Limit), second.ShakeHandsAsync(2, Limit));

        using var third = await ConnectAsync(controller);
        Assert.Empty(await third.ReceiveAllAsync(Limit));
        await Logs.WhenLogged(Limit, "Warning", "there are 2 connections");
        Assert.Equal(2, controller.ConnectionCount);

        second.Dispose();
        await Until(() => controller.ConnectionCount == 1);
        using var fourth = await ConnectAsync(controller);
        await fourth.ShakeHandsAsync(4, Limit);
        await PresenceOf(controller, 4);
    }

    [Fact]
    public async Task Handshakes_have_a_limit_of_their_own_beside_present_datapaths()
    {
        await using var controller = OpenFlowController.Listen(Options with { MaxHandshakes = 2 });
        using var first = await ConnectAsync(controller);
        using var second = await ConnectAsync(controller);
        var xid = await GreetAsync(first);
        await GreetAsync(second);
        using (var third = await ConnectAsync(controller))
            Assert.Empty(await third.ReceiveAllAsync(Limit));
        await Logs.WhenLogged(Limit, "Warning", "2 connections have not completed their handshake");

        // A completed handshake frees its place, and so does a closed connection.
        await first.SendAsync(new FeaturesReply { DatapathId = 1, TableCount = 1 }, xid, Limit);
        await PresenceOf(controller, 1);
        second.Dispose();
        await Until(() => controller.ConnectionCount == 1);
        var more = new List<Peer>();
        for (var id = 2ul; id < 12; id++)
        {
            more.Add(await ConnectAsync(controller));
            await more[^1].ShakeHandsAsync(id, Limit);
            await PresenceOf(controller, id);
        }

        Assert.Equal(11, controller.GetDatapaths().Count);
        using var one = await ConnectAsync(controller);
        using var other = await ConnectAsync(controller);
        await GreetAsync(one);
        await GreetAsync(other);
        using (var tooMany = await ConnectAsync(controller))
            Assert.Empty(await tooMany.ReceiveAllAsync(Limit));
        Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(await one.ReceiveAllAsync(Limit));
        more.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task A_peer_whose_HELLO_is_not_read_yet_does_not_give_way()
    {
        // The logger is called before a connection is read.
        using var log = new HeldLog();
        await using var controller = OpenFlowController.Listen(Options with { MaxHandshakes = 2, LoggerFactory = log });
        using var first = await ConnectAsync(controller);
        await first.SendAsync(new Hello(), 1, Limit);
        using var second = await ConnectAsync(controller);
        await second.SendAsync(new Hello(), 1, Limit);
        await Until(() => controller.ConnectionCount == 2);
        using (var third = await ConnectAsync(controller))
            Assert.Empty(await third.ReceiveAllAsync(Limit));
        log.Release.Set();

        await first.ShakeHandsAsync(1, Limit);
        await second.ShakeHandsAsync(2, Limit);
        await PresenceOf(controller, 1);
        await PresenceOf(controller, 2);
    }

    [Fact]
    public async Task Peers_of_one_address_that_stop_in_their_handshakes_give_way_to_another_address()
    {
        await using var controller = OpenFlowController.Listen(Options with { MaxHandshakes = 3 });
        var stopped = new List<Peer>();
        for (var count = 0; count < 3; count++)
        {
            stopped.Add(await ConnectAsync(controller));
            await GreetAsync(stopped[count]);
        }

        // Not to another connection of their own address: it would have an unlimited number of attempts.
        using (var fourth = await ConnectAsync(controller))
            Assert.Empty(await fourth.ReceiveAllAsync(Limit));
        using var other = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit, IPAddress.Parse("127.0.0.2"));
        await other.ShakeHandsAsync(1, Limit);
        await PresenceOf(controller, 1);

        Assert.Empty(await stopped[0].ReceiveAllAsync(Limit));
        await Logs.WhenLogged(Limit, "it had not completed its handshake, and others wait to connect");
        stopped.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task A_thousand_connections_that_drop_leave_nothing_behind()
    {
        await using var controller = OpenFlowController.Listen(Options);
        using var steady = await ConnectAsync(controller);
        await steady.ShakeHandsAsync(0xa1, Limit);
        var before = await PresenceOf(controller, 0xa1);
        await Time.WhenTimers(timers => timers.Count == 1, Limit);

        await Parallel.ForEachAsync(Enumerable.Range(0, Many), Limit, async (number, limit) =>
        {
            using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], limit);
            switch (number % 4)
            {
                case 1:
                    await peer.SendAsync(new Hello(), 1, limit);
                    break;
                case 2:
                    await peer.SendAsync([1, 0, 0xff], limit);
                    break;
                case 3:
                    // The connection ends with a reset.
                    peer.Socket.LingerState = new(true, 0);
                    break;
            }
        });

        await Logs.WhenLogged(Limit, "is closed");
        await Until(() => controller.ConnectionCount == 1);
        await Time.WhenTimers(timers => timers.Count == 1, Limit);
        Assert.Same(before, controller.GetDatapath(0xa1));
        Assert.DoesNotContain(Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_thousand_connections_with_broken_TLS_leave_nothing_behind()
    {
        var authority = new TestAuthority("all");
        var tls = new TlsOptions { Certificate = authority.Issue("controller", "127.0.0.1"), TrustedCertificates = [authority.Certificate] };
        var own = authority.Issue("switch");
        await using var controller = OpenFlowController.Listen(Options with { EndPoint = new TlsEndPoint(Loopback, tls) });
        var target = controller.LocalEndPoints[0];
        var address = ((TlsEndPoint)target).EndPoint;

        await Parallel.ForEachAsync(Enumerable.Range(0, Many), Limit, async (number, limit) =>
        {
            if (number % 10 == 0)
            {
                using var secured = await Peer.ConnectTlsAsync(target, authority.Certificate, own, limit);
                return;
            }

            using var peer = await Peer.ConnectAsync(address, limit);
            // The header of a TLS handshake record, with random content or none.
            var random = new Random(number);
            var bytes = new byte[random.Next(1, 300)];
            random.NextBytes(bytes);
            if (number % 2 == 0)
                bytes = [0x16, 3, 1, 0, (byte)bytes.Length, .. bytes];
            await peer.SendAsync(bytes, limit);
            if (number % 3 == 0)
                peer.Socket.LingerState = new(true, 0);
        });

        using (var good = await Peer.ConnectTlsAsync(target, authority.Certificate, own, Limit))
        {
            await good.ShakeHandsAsync(0xa1, Limit);
            await PresenceOf(controller, 0xa1);
        }

        await Until(() => controller.ConnectionCount == 0);
        await Time.WhenTimers(timers => timers.Count == 0, Limit);
        Assert.DoesNotContain(Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("there are 1 connections")]
    [InlineData("1 connections have not completed their handshake")]
    [InlineData("TLS negotiation failed")]
    public async Task Repeated_lines_about_one_address_are_logged_ten_times_and_then_once_a_second(string line)
    {
        const int Refused = 60;
        var isTls = line.StartsWith("TLS", StringComparison.Ordinal);
        var authority = new TestAuthority("all");
        await using var controller = OpenFlowController.Listen(Options with
        {
            EndPoint = isTls ? new TlsEndPoint(Loopback, new() { Certificate = authority.Issue("controller", "127.0.0.1"), TrustedCertificates = [authority.Certificate] }) : Loopback,
            MaxConnections = line.StartsWith("there", StringComparison.Ordinal) ? 1 : 4096,
            MaxHandshakes = isTls ? 1024 : 1,
        });
        var address = controller.LocalEndPoints[0] is TlsEndPoint tls ? tls.EndPoint : controller.LocalEndPoints[0];
        using var first = await Peer.ConnectAsync(address, Limit);
        if (!isTls)
            await GreetAsync(first);
        async Task BeRefusedAsync()
        {
            using var peer = await Peer.ConnectAsync(address, Limit);
            if (isTls)
                await peer.SendAsync(new Hello(), 1, Limit);
            while (await peer.Socket.ReceiveAsync(new byte[1000], Limit) > 0)
            {
                // TLS may send an alert.
            }
        }

        for (var count = 0; count < Refused; count++)
            await BeRefusedAsync();
        Time.Advance(TimeSpan.FromSeconds(1));
        await BeRefusedAsync();
        await Logs.WhenLogged(Limit, line, $"Left out since the last such line of its address: {Refused - 10}.");

        Assert.Equal(11, Logs.Lines.Count(each => each.Contains(line, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Peers_that_do_not_start_TLS_give_way_to_newcomers()
    {
        var authority = new TestAuthority("all");
        var tls = new TlsOptions { Certificate = authority.Issue("controller", "127.0.0.1"), TrustedCertificates = [authority.Certificate] };
        await using var controller = OpenFlowController.Listen(Options with { EndPoint = new TlsEndPoint(Loopback, tls), MaxHandshakes = 2 });
        var address = ((TlsEndPoint)controller.LocalEndPoints[0]).EndPoint;
        using var first = await Peer.ConnectAsync(address, Limit);
        using var second = await Peer.ConnectAsync(address, Limit);
        using var newcomer = await Peer.ConnectTlsAsync(controller.LocalEndPoints[0], authority.Certificate, authority.Issue("switch"), Limit);
        await newcomer.ShakeHandsAsync(0xa1, Limit);

        await PresenceOf(controller, 0xa1);
        Assert.Empty(await first.ReceiveAllAsync(Limit));
        await Logs.WhenLogged(Limit, "TLS negotiation failed", "others wait to connect");
    }

    [Fact]
    public async Task A_disconnected_datapath_is_not_kept_alive()
    {
        await using var controller = OpenFlowController.Listen(Options);
        var gone = await ComeAndGoAsync(controller);
        await Until(() => controller.ConnectionCount == 0 && controller.GetDatapaths().Count == 0);
        await Time.WhenTimers(timers => timers.Count == 0, Limit);

        // Threads that have just handled its end may still reference it.
        await Until(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !gone.IsAlive;
        });
    }

    [Fact]
    public async Task A_thousand_connections_without_HELLO_are_bounded_and_closed_at_the_time_limit()
    {
        await using var controller = OpenFlowController.Listen(Options with { MaxConnections = Many, MaxHandshakes = Many });
        var peers = new List<Peer>();
        try
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            for (var number = 0; number < Many; number++)
                peers.Add(await ConnectAsync(controller));
            await Until(() => controller.ConnectionCount == Many);
            // Both ends of each are counted. A silent connection holds no receive buffer of 64 KiB.
            Assert.InRange((GC.GetTotalMemory(forceFullCollection: true) - before) / Many, 0, 32_000);
            // The oldest of them gives way.
            using (var newcomer = await ConnectAsync(controller))
            {
                await newcomer.ShakeHandsAsync(0xa1, Limit);
                await PresenceOf(controller, 0xa1);
            }

            Assert.IsType<Hello>(Assert.Single(await peers[0].ReceiveAllAsync(Limit)));
            peers[0].Dispose();
            peers.RemoveAt(0);
            await Until(() => controller.ConnectionCount == Many - 1);
            await Time.WhenTimers(timers => timers.Count == Many - 1, Limit);

            Time.Advance(TimeSpan.FromSeconds(10));

            foreach (var peer in peers)
                Assert.IsType<Hello>(Assert.Single(await peer.ReceiveAllAsync(Limit)));
        }
        finally
        {
            peers.ForEach(peer => peer.Dispose());
        }

        await Until(() => controller.ConnectionCount == 0);
        await Time.WhenTimers(timers => timers.Count == 0, Limit);
        using var good = await ConnectAsync(controller);
        await good.ShakeHandsAsync(0xa1, Limit);
    }

    [Fact]
    public async Task A_peer_that_does_not_close_its_side_is_closed_after_CloseTimeout()
    {
        await using var controller = OpenFlowController.Listen(Options);
        using var peer = await ConnectAsync(controller);
        await Time.WhenTimers(timers => timers.SequenceEqual([TimeSpan.FromSeconds(10)]), Limit);
        Time.Advance(TimeSpan.FromSeconds(10));
        await peer.ReceiveAllAsync(Limit);
        Assert.Equal(1, controller.ConnectionCount);

        await Time.WhenTimers(timers => timers.SequenceEqual([TimeSpan.FromSeconds(2)]), Limit);
        Time.Advance(TimeSpan.FromSeconds(2));

        await Until(() => controller.ConnectionCount == 0);
    }

    /// <summary>A logger that holds every connection before it is read.</summary>
    private sealed class HeldLog : ILoggerFactory, ILogger
    {
        public ManualResetEventSlim Release { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel)
        {
            if (logLevel == LogLevel.Debug)
                Release.Wait(TimeSpan.FromSeconds(60));
            return false;
        }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new NotSupportedException();

        public void Dispose() => Release.Dispose();
    }

    // Sends HELLO, and returns the transaction id of the features request that answers it.
    private async Task<uint> GreetAsync(Peer peer)
    {
        await peer.SendAsync(new Hello(), 1, Limit);
        while (true)
        {
            if (await peer.ReceiveAsync(Limit) is { Message: FeaturesRequest, Xid: var xid })
                return xid;
        }
    }

    private Task<Peer> ConnectAsync(OpenFlowController controller) => Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference> ComeAndGoAsync(OpenFlowController controller)
    {
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        return new(await PresenceOf(controller, 0xa1));
    }
}
