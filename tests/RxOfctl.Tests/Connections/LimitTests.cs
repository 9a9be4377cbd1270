using System.Runtime.CompilerServices;
using RxOfctl.Connections;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Tests.Connections;

// What others allocate meanwhile would count for the memory that is measured here.
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class AloneCollection;

[Collection("Alone")]
public sealed class LimitTests : ConnectionTest
{
    private const int Many = 1000;

    [Fact]
    public async Task Those_who_are_too_many_are_closed_at_once_and_there_is_room_when_others_have_gone()
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
    public async Task Those_who_only_connect_take_no_place_from_datapaths()
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
    public async Task A_thousand_who_connect_and_drop_leave_nothing_behind()
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
                    // The controller learns of it by a reset.
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
    public async Task A_thousand_who_drop_in_the_middle_of_TLS_or_talk_nonsense_leave_nothing_behind()
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
            // The header of a handshake record of TLS, with nonsense or with nothing in it.
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
    public async Task What_one_address_does_over_and_over_is_logged_ten_times_and_then_once_a_second(string line)
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
                // TLS may say why.
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
    public async Task Peers_that_do_not_begin_with_TLS_give_way_to_newcomers()
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
    public async Task A_datapath_that_has_gone_is_not_held()
    {
        await using var controller = OpenFlowController.Listen(Options);
        var gone = await ComeAndGoAsync(controller);
        await Until(() => controller.ConnectionCount == 0 && controller.GetDatapaths().Count == 0);
        await Time.WhenTimers(timers => timers.Count == 0, Limit);

        // The last ones to know of it are threads that are just leaving.
        await Until(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !gone.IsAlive;
        });
    }

    [Fact]
    public async Task A_thousand_who_never_say_HELLO_are_bounded_and_closed_in_time()
    {
        await using var controller = OpenFlowController.Listen(Options with { MaxConnections = Many, MaxHandshakes = Many });
        var peers = new List<Peer>();
        try
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            for (var number = 0; number < Many; number++)
                peers.Add(await ConnectAsync(controller));
            await Until(() => controller.ConnectionCount == Many);
            // Both sides of each are counted here. One that says nothing holds no buffer of 64 kB to read into.
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
    public async Task One_who_does_not_close_its_side_either_is_let_go_of_when_the_time_to_linger_is_over()
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

    // Says HELLO, and gives the transaction id of the request for features that answers it.
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
