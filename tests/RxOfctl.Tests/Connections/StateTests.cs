using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using RxOfctl.Connections;
using RxOfctl.Protocol;

namespace RxOfctl.Tests.Connections;

/// <summary>The states of connections that are dialed, or secured by TLS: they are reported before the handshake begins.</summary>
public sealed class StateTests : ConnectionTest
{
    private readonly TestAuthority _authority = new("all");
    private readonly ConcurrentQueue<ConnectionChange> _changes = new();

    private TlsOptions Tls => new() { Certificate = _authority.Issue("controller", "127.0.0.1"), TrustedCertificates = [_authority.Certificate] };

    [Fact]
    public async Task A_datapath_that_cannot_be_reached_is_closed_with_the_reason_each_time_it_is_dialed()
    {
        using var listener = Peer.Listen();
        var address = listener.LocalEndPoint!;
        listener.Dispose();
        await using var controller = new OpenFlowController(Options);
        using var watching = controller.Connections.Subscribe(_changes.Enqueue);
        using var dialing = controller.Connect(address);

        await Time.WhenTimers(timers => timers.SequenceEqual([TimeSpan.FromSeconds(1)]), Limit);
        Time.Advance(TimeSpan.FromSeconds(1));
        await AssertStates(ConnectionState.Connecting, ConnectionState.Closed, ConnectionState.Connecting, ConnectionState.Closed);

        Assert.All(_changes, change => Assert.Equal(EndPointText.Format(address), change.Peer));
        Assert.All(_changes, change => Assert.Null(change.DatapathId));
        Assert.All(_changes.Where(change => change.State == ConnectionState.Closed), change => Assert.Contains("refused", change.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dialed_datapath_passes_through_every_state()
    {
        using var listener = Peer.Listen();
        await using var controller = new OpenFlowController(Options);
        using var watching = controller.Connections.Subscribe(_changes.Enqueue);
        using var dialing = controller.Connect(listener.LocalEndPoint!);
        using (var peer = await Peer.AcceptAsync(listener, Limit))
        {
            await peer.ShakeHandsAsync(0xa1, Limit);
            await PresenceOf(controller, 0xa1);
        }

        await AssertStates(ConnectionState.Connecting, ConnectionState.Handshake, ConnectionState.Ready, ConnectionState.Closed);
        Assert.Equal([null, null, new DatapathId(0xa1), new DatapathId(0xa1)], _changes.Select(change => change.DatapathId));
        Assert.Equal([null, null, null, "it closed the connection"], _changes.Select(change => change.Reason));
    }

    [Fact]
    public async Task Dialing_that_is_canceled_is_reported_as_closed()
    {
        using var listener = Peer.Listen();
        await using var controller = new OpenFlowController(Options with { Tls = Tls });
        using var watching = controller.Connections.Subscribe(_changes.Enqueue);
        var dialing = controller.Connect(new TlsEndPoint(listener.LocalEndPoint!));
        using var silent = await Peer.AcceptAsync(listener, Limit);
        await Until(() => controller.ConnectionCount == 1);

        dialing.Dispose();
        silent.Dispose();

        await AssertStates(ConnectionState.Connecting, ConnectionState.Closed);
        Assert.Equal("it is not wanted any more", _changes.Last().Reason);
    }

    [Fact]
    public async Task A_peer_that_connects_with_TLS_is_connecting_until_TLS_is_negotiated()
    {
        await using var controller = OpenFlowController.Listen(Options with { EndPoint = new TlsEndPoint(Loopback, Tls) });
        using var watching = controller.Connections.Subscribe(_changes.Enqueue);
        using (var peer = await ConnectTlsAsync(controller, _authority.Issue("switch")))
        {
            await peer.ShakeHandsAsync(0xa1, Limit);
            await PresenceOf(controller, 0xa1);
        }

        await AssertStates(ConnectionState.Connecting, ConnectionState.Handshake, ConnectionState.Ready, ConnectionState.Closed);
        Assert.StartsWith("ssl:127.0.0.1:", Assert.Single(_changes.Select(change => change.Peer).Distinct()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_TLS_refuses_is_closed_with_the_reason()
    {
        await using var controller = OpenFlowController.Listen(Options with { EndPoint = new TlsEndPoint(Loopback, Tls) });
        using var watching = controller.Connections.Subscribe(_changes.Enqueue);
        // With TLS 1.3 a client sees only later that its certificate is refused.
        await Record.ExceptionAsync(async () =>
        {
            using var peer = await ConnectTlsAsync(controller, new TestAuthority("others").Issue("stranger"));
            await peer.ReceiveAllAsync(Limit);
        });

        await AssertStates(ConnectionState.Connecting, ConnectionState.Closed);
        Assert.StartsWith("TLS negotiation failed: ", _changes.Last().Reason, StringComparison.Ordinal);
        Assert.Null(_changes.Last().DatapathId);
    }

    [Fact]
    public async Task A_peer_without_a_handshake_is_closed_at_the_time_limit()
    {
        await using var controller = OpenFlowController.Listen(Options with { EndPoint = new TlsEndPoint(Loopback, Tls) });
        using var watching = controller.Connections.Subscribe(_changes.Enqueue);
        using var silent = await Peer.ConnectAsync(((TlsEndPoint)controller.LocalEndPoints[0]).EndPoint, Limit);
        await Time.WhenTimers(timers => timers.SequenceEqual([TimeSpan.FromSeconds(10)]), Limit);
        Time.Advance(TimeSpan.FromSeconds(10));

        await AssertStates(ConnectionState.Connecting, ConnectionState.Closed);
        Assert.Equal("TLS negotiation failed: it took longer than 00:00:10", _changes.Last().Reason);
        Assert.Equal(TimeSpan.FromSeconds(10), _changes.Last().At - _changes.First().At);
    }

    private Task<Peer> ConnectTlsAsync(OpenFlowController controller, X509Certificate2 own) =>
        Peer.ConnectTlsAsync(controller.LocalEndPoints[0], _authority.Certificate, own, Limit);

    private async Task AssertStates(params ConnectionState[] expected)
    {
        await Until(() => _changes.Count >= expected.Length);
        Assert.Equal(expected, _changes.Select(change => change.State));
    }
}
