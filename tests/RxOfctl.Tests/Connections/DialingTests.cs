using System.Net;
using System.Net.Sockets;
using System.Reactive.Linq;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using RxOfctl.Connections;

namespace RxOfctl.Tests.Connections;

public sealed class DialingTests : ConnectionTest
{
    private readonly TestAuthority _controllers = new("controllers");
    private readonly TestAuthority _switches = new("switches");

    private TlsOptions Tls => new() { Certificate = _controllers.Issue("controller"), TrustedCertificates = [_switches.Certificate] };

    [Fact]
    public async Task A_name_is_looked_up_and_dialed()
    {
        using var listener = Peer.Listen();
        await using var controller = new OpenFlowController(Options);
        using var dialing = controller.Connect($"tcp:localhost:{Port(listener)}");
        using var peer = await Peer.AcceptAsync(listener, Limit);

        await peer.ShakeHandsAsync(0xa1, Limit);

        Assert.Equal($"localhost:{Port(listener)}", (await PresenceOf(controller, 0xa1)).RemoteEndPoint);
        Assert.Equal(1, controller.ConnectionCount);
    }

    [Fact]
    public async Task The_end_of_dialing_ends_the_connection_and_the_dialing()
    {
        using var listener = Peer.Listen();
        await using var controller = new OpenFlowController(Options);
        var dialing = controller.Connect(listener.LocalEndPoint!);
        using var peer = await Peer.AcceptAsync(listener, Limit);
        await peer.ShakeHandsAsync(0xa1, Limit);
        await PresenceOf(controller, 0xa1);

        dialing.Dispose();
        dialing.Dispose();

        await peer.ReceiveAllAsync(Limit);
        peer.Dispose();
        await Until(() => controller.ConnectionCount == 0 && controller.GetDatapaths().Count == 0);
        await Time.WhenTimers(timers => timers.Count == 0, Limit);
    }

    [Fact]
    public async Task A_datapath_that_cannot_be_reached_is_dialed_again_after_times_that_double_up_to_a_limit()
    {
        using var listener = Peer.Listen();
        var address = listener.LocalEndPoint!;
        listener.Dispose();
        await using var controller = new OpenFlowController(Options with { MaxRedialInterval = TimeSpan.FromSeconds(3) });
        using var dialing = controller.Connect(address);

        foreach (var seconds in new[] { 1, 2, 3, 3 })
        {
            await Time.WhenTimers(timers => timers.SequenceEqual([TimeSpan.FromSeconds(seconds)]), Limit);
            Time.Advance(TimeSpan.FromSeconds(seconds));
        }

        await Time.WhenTimers(timers => timers.SequenceEqual([TimeSpan.FromSeconds(3)]), Limit);
        using var back = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        back.Bind(address);
        back.Listen();
        Time.Advance(TimeSpan.FromSeconds(3));
        using (var peer = await Peer.AcceptAsync(back, Limit))
            await peer.ShakeHandsAsync(0xa1, Limit);

        // There was a connection, so the delays start again from the first.
        await Time.WhenTimers(timers => timers.SequenceEqual([TimeSpan.FromSeconds(1)]), Limit);
    }

    [Fact]
    public async Task The_end_of_the_controller_ends_dialing_in_whatever_state()
    {
        using var listener = Peer.Listen();
        using var full = Peer.Listen();
        var refused = Peer.Listen();
        var closed = refused.LocalEndPoint!;
        refused.Dispose();
        var controller = new OpenFlowController(Options with { Tls = Tls });
        using var connected = controller.Connect(listener.LocalEndPoint!);
        using var waiting = controller.Connect(closed);
        using var securing = controller.Connect(new TlsEndPoint(full.LocalEndPoint!));
        using var peer = await Peer.AcceptAsync(listener, Limit);
        using var silent = await Peer.AcceptAsync(full, Limit);
        await Logs.WhenLogged(Limit, "cannot be reached");

        await DisposeInTimeAsync(controller);

        Assert.Equal(0, controller.ConnectionCount);
        await Time.WhenTimers(timers => timers.Count == 0, Limit);
        Assert.Throws<ObjectDisposedException>(() => controller.Connect(closed));
    }

    [Fact]
    public async Task A_silent_peer_is_closed_at_the_time_limit_and_dialed_again()
    {
        using var listener = Peer.Listen();
        await using var controller = new OpenFlowController(Options);
        using var dialing = controller.Connect(new TlsEndPoint(listener.LocalEndPoint!, Tls));
        using (await Peer.AcceptAsync(listener, Limit))
        {
            await Until(() => controller.ConnectionCount == 1);
            await Time.WhenTimers(timers => timers.SequenceEqual([TimeSpan.FromSeconds(10)]), Limit);
            Time.Advance(TimeSpan.FromSeconds(10));
            await Logs.WhenLogged(Limit, "ssl:127.0.0.1:", "it took longer than 00:00:10");
        }

        await Time.WhenTimers(timers => timers.SequenceEqual([TimeSpan.FromSeconds(1)]), Limit);
        Time.Advance(TimeSpan.FromSeconds(1));
        using var again = await Peer.AcceptAsync(listener, Limit);
    }

    [Fact]
    public async Task A_datapath_is_dialed_with_TLS_and_a_client_certificate()
    {
        using var listener = Peer.Listen();
        await using var controller = new OpenFlowController(Options with { Tls = Tls });
        using var dialing = controller.Connect($"ssl:127.0.0.1:{Port(listener)}");
        using var peer = await Peer.AcceptTlsAsync(listener, _switches.Issue("switch", "127.0.0.1"), _controllers.Certificate, Limit);

        await peer.ShakeHandsAsync(0xa1, Limit);

        Assert.Equal($"ssl:127.0.0.1:{Port(listener)}", (await PresenceOf(controller, 0xa1)).RemoteEndPoint);
    }

    [Theory]
    [InlineData("localhost", null)]
    [InlineData("switch.example", "switch.example")]
    public async Task The_certificate_is_for_the_name_that_was_dialed_or_is_given(string name, string? targetHost)
    {
        using var listener = Peer.Listen();
        await using var controller = new OpenFlowController(Options);
        using var dialing = controller.Connect(new TlsEndPoint(new DnsEndPoint("localhost", Port(listener)), Tls with { TargetHost = targetHost }));
        using var peer = await Peer.AcceptTlsAsync(listener, _switches.Issue("switch", name), null, Limit);

        await peer.ShakeHandsAsync(0xa1, Limit);

        await PresenceOf(controller, 0xa1);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_with_the_reason()
    {
        using var listener = Peer.Listen();
        await using var controller = new OpenFlowController(Options);
        using var dialing = controller.Connect(new TlsEndPoint(listener.LocalEndPoint!, Tls));

        await AssertRefusedAsync(listener, _switches.Issue("switch", "10.9.8.7"));

        await Logs.WhenLogged(Limit, "Warning", "CN=switch, is not for 127.0.0.1");
    }

    [Fact]
    public async Task A_certificate_without_a_host_name_is_accepted_if_names_are_not_checked()
    {
        using var listener = Peer.Listen();
        await using var controller = new OpenFlowController(Options);
        using var dialing = controller.Connect(new TlsEndPoint(listener.LocalEndPoint!, Tls with { CheckTargetHost = false }));
        using var peer = await Peer.AcceptTlsAsync(listener, _switches.Issue("switch"), null, Limit);

        await peer.ShakeHandsAsync(0xa1, Limit);

        await PresenceOf(controller, 0xa1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_certificate_of_another_authority_is_refused_whether_names_are_checked_or_not(bool checkTargetHost)
    {
        using var listener = Peer.Listen();
        await using var controller = new OpenFlowController(Options);
        using var dialing = controller.Connect(new TlsEndPoint(listener.LocalEndPoint!, Tls with { CheckTargetHost = checkTargetHost }));

        await AssertRefusedAsync(listener, new TestAuthority("switches").Issue("stranger", "127.0.0.1"));

        await Logs.WhenLogged(Limit, "Warning", "CN=stranger, is not trusted");
    }

    [Fact]
    public async Task Without_trusted_certificates_a_controller_trusts_the_authorities_of_the_operating_system()
    {
        using var listener = Peer.Listen();
        await using var controller = new OpenFlowController(Options);
        using var dialing = controller.Connect(new TlsEndPoint(listener.LocalEndPoint!));

        await AssertRefusedAsync(listener, _switches.Issue("switch", "127.0.0.1"));

        await Logs.WhenLogged(Limit, "Warning", "CN=switch, is not trusted");
    }

    private static int Port(Socket listener) => ((IPEndPoint)listener.LocalEndPoint!).Port;

    // The peer receives an alert, or the end of the connection.
    private async Task AssertRefusedAsync(Socket listener, X509Certificate2 certificate)
    {
        var thrown = await Record.ExceptionAsync(async () =>
        {
            using var peer = await Peer.AcceptTlsAsync(listener, certificate, null, Limit);
            if (await peer.ReceiveAsync(Limit) is null)
                throw new IOException("closed");
        });
        Assert.True(thrown is AuthenticationException or IOException, thrown?.ToString());
    }
}
