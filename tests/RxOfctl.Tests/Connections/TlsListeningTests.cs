using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Tests.Connections;

public sealed class TlsListeningTests : ConnectionTest
{
    private readonly TestAuthority _controllers = new("controllers");
    private readonly TestAuthority _switches = new("switches");

    private TlsOptions Tls => new() { Certificate = _controllers.Issue("controller", "127.0.0.1"), TrustedCertificates = [_switches.Certificate] };

    private ControllerOptions TlsOnly(TlsOptions tls) => Options with { EndPoint = new TlsEndPoint(Loopback, tls) };

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_datapath_with_a_trusted_certificate_is_present_and_answers(SslProtocols protocol)
    {
        await using var controller = OpenFlowController.Listen(TlsOnly(Tls with { Protocols = protocol }));
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);

        var datapath = await PresenceOf(controller, 0xa1);
        var answer = datapath.SendMsgAsync(new EchoRequest { Data = new byte[20_000] }, Limit);
        while (!answer.IsCompleted && await peer.ReceiveAsync(Limit) is { } received)
        {
            if (received.Message is EchoRequest echo)
                await peer.SendAsync(new EchoReply { Data = echo.Data }, received.Xid, Limit);
            else if (received.Message is BarrierRequest)
            {
                await peer.SendAsync(new BarrierReply(), received.Xid, Limit);
                break;
            }
        }

        Assert.Equal(20_000, (await answer)!.Data.Length);
        Assert.StartsWith("ssl:127.0.0.1:", datapath.RemoteEndPoint, StringComparison.Ordinal);
        Assert.StartsWith("ssl:127.0.0.1:", EndPointText.Format(Assert.Single(controller.LocalEndPoints)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_datapath_without_a_certificate_is_refused_and_the_next_one_is_served()
    {
        await using var controller = OpenFlowController.Listen(TlsOnly(Tls));

        await AssertRefusedAsync(Peer.ConnectTlsAsync(controller.LocalEndPoints[0], _controllers.Certificate, null, Limit));
        await Logs.WhenLogged(Limit, "Warning", "TLS", "showed no certificate", "ssl:127.0.0.1:");

        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        await PresenceOf(controller, 0xa1);
    }

    [Fact]
    public async Task A_datapath_is_replaced_only_by_one_whose_certificate_is_of_the_same_subject()
    {
        await using var controller = OpenFlowController.Listen(TlsOnly(Tls));
        var endPoint = controller.LocalEndPoints[0];
        using var first = await Peer.ConnectTlsAsync(endPoint, _controllers.Certificate, _switches.Issue("switch 1"), Limit);
        await first.ShakeHandsAsync(0xa1, Limit);
        var datapath = await PresenceOf(controller, 0xa1);

        using var thief = await Peer.ConnectTlsAsync(endPoint, _controllers.Certificate, _switches.Issue("switch 2"), Limit);
        await thief.SendAsync(new Hello(), 1, Limit);
        while (await thief.ReceiveAsync(Limit) is { } received)
        {
            if (received.Message is FeaturesRequest)
                await thief.SendAsync(new FeaturesReply { DatapathId = 0xa1, TableCount = 1 }, received.Xid, Limit);
        }

        await Logs.WhenLogged(Limit, "Warning", "does not replace datapath 00000000000000a1", "the certificate of the newcomer is of another subject");
        Assert.True(datapath.IsConnected);

        // A new certificate of the same subject, as after a renewal.
        using var renewed = await Peer.ConnectTlsAsync(endPoint, _controllers.Certificate, _switches.Issue("switch 1"), Limit);
        await renewed.ShakeHandsAsync(0xa1, Limit);
        await Until(() => controller.GetDatapath(0xa1) is { } current && current != datapath);
        Assert.False(datapath.IsConnected);
    }

    [Fact]
    public async Task A_datapath_with_a_certificate_of_another_authority_is_refused()
    {
        await using var controller = OpenFlowController.Listen(TlsOnly(Tls));
        var stranger = new TestAuthority("switches").Issue("stranger");

        await AssertRefusedAsync(Peer.ConnectTlsAsync(controller.LocalEndPoints[0], _controllers.Certificate, stranger, Limit));

        await Logs.WhenLogged(Limit, "Warning", "CN=stranger, is not trusted");
        Assert.Empty(controller.GetDatapaths());
    }

    [Fact]
    public async Task Every_peer_is_served_where_no_certificate_is_required()
    {
        await using var controller = OpenFlowController.Listen(TlsOnly(new() { Certificate = _controllers.Issue("controller", "127.0.0.1"), RequireClientCertificate = false }));
        using var peer = await Peer.ConnectTlsAsync(controller.LocalEndPoints[0], _controllers.Certificate, null, Limit);

        await peer.ShakeHandsAsync(0xa1, Limit);

        await PresenceOf(controller, 0xa1);
    }

    [Fact]
    public async Task An_intermediate_certificate_is_sent_with_the_certificate()
    {
        var between = _controllers.Intermediate("between");
        await using var controller = OpenFlowController.Listen(
            TlsOnly(Tls with { Certificate = between.Issue("controller", "127.0.0.1"), IntermediateCertificates = [between.Certificate] }));

        using var peer = await ConnectAsync(controller);

        await peer.ShakeHandsAsync(0xa1, Limit);
    }

    [Fact]
    public async Task Certificates_are_read_from_PEM_files()
    {
        var directory = Directory.CreateTempSubdirectory("pem-");
        try
        {
            var between = _controllers.Intermediate("between");
            var certificate = between.Issue("controller", "127.0.0.1");
            string File(string name, params string[] parts)
            {
                var path = Path.Combine(directory.FullName, name);
                System.IO.File.WriteAllLines(path, parts);
                return path;
            }

            var tls = TlsOptions.FromPemFiles(
                File("cert.pem", certificate.ExportCertificatePem(), between.Certificate.ExportCertificatePem()),
                File("key.pem", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()),
                File("ca.pem", _switches.Certificate.ExportCertificatePem()));
            await using var controller = OpenFlowController.Listen(TlsOnly(tls));
            using var peer = await ConnectAsync(controller);

            await peer.ShakeHandsAsync(0xa1, Limit);

            Assert.Throws<System.Security.Cryptography.CryptographicException>(
                () => TlsOptions.FromPemFiles(Path.Combine(directory.FullName, "cert.pem"), Path.Combine(directory.FullName, "key.pem"), File("empty.pem")));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_peer_without_TLS_is_refused_and_affects_no_other()
    {
        await using var controller = OpenFlowController.Listen(TlsOnly(Tls));
        using var plain = await Peer.ConnectAsync(((TlsEndPoint)controller.LocalEndPoints[0]).EndPoint, Limit);

        await plain.SendAsync(new Hello(), 1, Limit);

        await Logs.WhenLogged(Limit, "Warning", "TLS negotiation failed");
        plain.Dispose();
        await Until(() => controller.ConnectionCount == 0);
    }

    [Fact]
    public async Task A_peer_without_a_TLS_handshake_delays_no_other_and_is_closed_at_the_time_limit()
    {
        await using var controller = OpenFlowController.Listen(TlsOnly(Tls));
        using var silent = await Peer.ConnectAsync(((TlsEndPoint)controller.LocalEndPoints[0]).EndPoint, Limit);
        using var peer = await ConnectAsync(controller);
        await peer.ShakeHandsAsync(0xa1, Limit);
        await PresenceOf(controller, 0xa1);
        Assert.Equal(2, controller.ConnectionCount);

        Time.Advance(TimeSpan.FromSeconds(10));

        await Logs.WhenLogged(Limit, "Warning", "TLS negotiation failed: it took longer than 00:00:10");
        Assert.Equal(0, await silent.Socket.ReceiveAsync(new byte[1], SocketFlags.None, Limit));
        silent.Dispose();
        await Until(() => controller.ConnectionCount == 1);
    }

    [Fact]
    public async Task The_time_of_the_TLS_handshake_counts_toward_that_of_OpenFlow()
    {
        await using var controller = OpenFlowController.Listen(TlsOnly(Tls));
        var address = ((TlsEndPoint)controller.LocalEndPoints[0]).EndPoint;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address, Limit);
        await Time.WhenTimers(timers => timers.Contains(TimeSpan.FromSeconds(10)), Limit);
        Time.Advance(TimeSpan.FromSeconds(7));
        using var peer = await Peer.SecureAsync(socket, _controllers.Certificate, _switches.Issue("s"), Limit);

        // HELLO shows that TLS negotiation has ended, with its timer, and that the session has started.
        Assert.IsType<Hello>((await peer.ReceiveAsync(Limit))!.Value.Message);
        await Time.WhenTimers(timers => timers.SequenceEqual([TimeSpan.FromSeconds(3)]), Limit);
        Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Empty(await peer.ReceiveAllAsync(Limit));
    }

    [Fact]
    public async Task The_reason_of_a_refusal_reaches_a_peer_that_continues_to_send()
    {
        await using var controller = OpenFlowController.Listen(TlsOnly(Tls));
        using var peer = await ConnectAsync(controller);

        // A message other than HELLO, followed by more than the controller reads as messages.
        await peer.SendAsync([.. OpenFlowCodec.Encode(new EchoRequest(), OpenFlowVersion.OpenFlow10, 1), .. new byte[100_000]], Limit);

        var error = Assert.IsType<ErrorMessage>((await peer.ReceiveAllAsync(Limit))[^1]);
        Assert.Equal("OFPHFC_INCOMPATIBLE", error.Error.Name);
    }

    [Fact]
    public async Task Without_a_limit_of_time_a_peer_may_take_long_for_TLS_and_the_handshake()
    {
        await using var controller = OpenFlowController.Listen(TlsOnly(Tls) with { HandshakeTimeout = Timeout.InfiniteTimeSpan, CloseTimeout = Timeout.InfiniteTimeSpan });
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(((TlsEndPoint)controller.LocalEndPoints[0]).EndPoint, Limit);
        await Until(() => controller.ConnectionCount == 1);
        Time.Advance(TimeSpan.FromDays(1));
        using var peer = await Peer.SecureAsync(socket, _controllers.Certificate, _switches.Issue("switch"), Limit);
        Time.Advance(TimeSpan.FromDays(1));
        await peer.ShakeHandsAsync(1, Limit);

        await PresenceOf(controller, 1);
        Assert.Equal(1, controller.ConnectionCount);
    }

    [Fact]
    public async Task Listeners_with_and_without_TLS_serve_at_the_same_time()
    {
        await using var controller = OpenFlowController.Listen(
            Options with { EndPoints = [Loopback, new TlsEndPoint(Loopback), new TlsEndPoint(Loopback, Tls with { RequireClientCertificate = false })], Tls = Tls });
        using var plain = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
        using var secured = await Peer.ConnectTlsAsync(controller.LocalEndPoints[1], _controllers.Certificate, _switches.Issue("s"), Limit);
        using var open = await Peer.ConnectTlsAsync(controller.LocalEndPoints[2], _controllers.Certificate, null, Limit);

        await Task.WhenAll(plain.ShakeHandsAsync(1, Limit), secured.ShakeHandsAsync(2, Limit), open.ShakeHandsAsync(3, Limit));

        await Task.WhenAll(PresenceOf(controller, 1), PresenceOf(controller, 2), PresenceOf(controller, 3));
    }

    [Fact]
    public void Options_that_cannot_work_are_refused_before_anything_listens()
    {
        void Refused(TlsOptions? tls, string reason) => Assert.Contains(
            reason, Assert.Throws<ArgumentException>(() => OpenFlowController.Listen(Options with { EndPoints = [new TlsEndPoint(Loopback, tls)] })).Message, StringComparison.Ordinal);

        Refused(null, "a certificate is needed");
        Refused(Tls with { Certificate = null }, "a certificate is needed");
        Refused(Tls with { Certificate = _controllers.Certificate }, "no private key");
        Refused(Tls with { TrustedCertificates = [] }, "TrustedCertificates");
        Assert.Throws<ArgumentException>(() => new TlsEndPoint(new TlsEndPoint(Loopback)));
    }

    private Task<Peer> ConnectAsync(OpenFlowController controller) =>
        Peer.ConnectTlsAsync(controller.LocalEndPoints[0], _controllers.Certificate, _switches.Issue("switch"), Limit);

    // With TLS 1.3 the client sees the failure only when it reads.
    private async Task AssertRefusedAsync(Task<Peer> connecting) => await Assert.ThrowsAnyAsync<Exception>(async () =>
    {
        using var peer = await connecting;
        if (await peer.ReceiveAsync(Limit) is null)
            throw new IOException("closed");
    });
}
