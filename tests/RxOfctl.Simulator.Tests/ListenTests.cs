using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Reactive.Concurrency;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Simulator.Tests;

/// <summary>Switches on real sockets: listening and dialing, with several controllers.</summary>
public sealed class ListenTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _directory = Directory.CreateTempSubdirectory("rxofctl").FullName;
    private readonly SimulatedSwitch _switch = new SimulatedNetwork(TaskPoolScheduler.Default)
        .AddSwitch(1, OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow13);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Several_controllers_dial_a_switch_that_listens(bool isUnix)
    {
        EndPoint endPoint = isUnix ? new UnixDomainSocketEndPoint(Path.Combine(_directory, "s1")) : new IPEndPoint(IPAddress.Loopback, 0);
        await using var listener = _switch.Listen(endPoint);
        await using var first = new OpenFlowController();
        await using var second = new OpenFlowController(new() { Versions = [OpenFlowVersion.OpenFlow10] });
        using var dialing = first.Connect(listener.LocalEndPoint);
        using var dialing2 = second.Connect(listener.LocalEndPoint);

        var (s1, s2) = (await Present(first), await Present(second));
        Assert.Equal((OpenFlowVersion.OpenFlow13, OpenFlowVersion.OpenFlow10), (s1.Version, s2.Version));
        await s1.SendMsgAsync(new FlowMod { Priority = 5 });
        Assert.Equal(5, Assert.Single(await s2.SendMsgAsync(new FlowStatsRequest())).Priority);
    }

    [Fact]
    public async Task The_end_of_listening_ends_the_connections_and_deletes_the_socket()
    {
        var path = Path.Combine(_directory, "s1");
        var listener = _switch.Listen(new UnixDomainSocketEndPoint(path));
        await using var controller = new OpenFlowController();
        using var dialing = controller.Connect(listener.LocalEndPoint);
        var datapath = await Present(controller);

        await listener.DisposeAsync();
        await listener.DisposeAsync();

        Assert.False(File.Exists(path));
        await Assert.ThrowsAnyAsync<Exception>(() => datapath.SendMsgAsync(new PortDescRequest()));
    }

    [Fact]
    public async Task Controllers_with_a_trusted_certificate_dial_over_tls()
    {
        using var authority = Authority();
        using var own = Issue(authority, "switch");
        using var trusted = Issue(authority, "controller");
        await using var listener = _switch.Listen(new IPEndPoint(IPAddress.Loopback, 0), new()
        {
            ServerCertificate = own,
            ClientCertificateRequired = true,
            CertificateChainPolicy = Trusting(authority),
        });
        await using var controller = new OpenFlowController(Trusting(authority, trusted));
        using var dialing = controller.Connect($"ssl:{listener.LocalEndPoint}");

        var datapath = await Present(controller);

        await datapath.SendMsgAsync(new FlowMod());
        Assert.Single(_switch.Flows);
    }

    [Fact]
    public async Task A_controller_without_a_trusted_certificate_is_refused_and_the_listener_goes_on()
    {
        using var authority = Authority();
        using var stranger = Authority();
        using var own = Issue(authority, "switch");
        await using var listener = _switch.Listen(new IPEndPoint(IPAddress.Loopback, 0), new()
        {
            ServerCertificate = own,
            ClientCertificateRequired = true,
            CertificateChainPolicy = Trusting(authority),
        });

        using var wrong = Issue(stranger, "controller");
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndPoint);
        await using var secured = new SslStream(client.GetStream(), false, (_, certificate, _, _) => certificate!.Issuer == authority.Subject);
        var buffer = new byte[1];
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "switch", ClientCertificates = [wrong] });
            // With TLS 1.3 the client hears of the refusal with the first read.
            if (await secured.ReadAsync(buffer) == 0)
                throw new AuthenticationException("refused");
        });

        using var right = Issue(authority, "controller");
        await using var controller = new OpenFlowController(Trusting(authority, right));
        using var dialing = controller.Connect($"ssl:{listener.LocalEndPoint}");
        await Present(controller);
    }

    [Fact]
    public async Task A_switch_dials_several_controllers_over_tcp_unix_sockets_and_tls()
    {
        using var authority = Authority();
        using var own = Issue(authority, "switch");
        using var issued = Issue(authority, "controller");
        await using var overTcp = OpenFlowController.Listen(new() { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) });
        await using var overUnix = OpenFlowController.Listen(new() { EndPoint = new UnixDomainSocketEndPoint(Path.Combine(_directory, "c")) });
        await using var overTls = OpenFlowController.Listen(new()
        {
            EndPoint = new TlsEndPoint(new IPEndPoint(IPAddress.Loopback, 0)),
            Tls = new() { Certificate = issued, TrustedCertificates = [authority] },
        });
        using var stop = new CancellationTokenSource();
        var tls = new SslClientAuthenticationOptions
        {
            TargetHost = "127.0.0.1",
            ClientCertificates = [own],
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.Issuer == authority.Subject,
        };

        Task[] connections =
        [
            _switch.ConnectAsync(overTcp.LocalEndPoints[0], stop.Token),
            _switch.ConnectAsync(overUnix.LocalEndPoints[0], stop.Token),
            _switch.ConnectAsync(((TlsEndPoint)overTls.LocalEndPoints[0]).EndPoint, tls, stop.Token),
        ];

        foreach (var controller in new[] { overTcp, overUnix, overTls })
            await (await Present(controller)).SendMsgAsync(new RoleRequest { Role = ControllerRole.Equal });
        var seen = (await (await Present(overTcp)).SendMsgAsync(new DescRequest()))!;
        Assert.Equal("s1", seen.DpDesc);
        await stop.CancelAsync();
        await Task.WhenAll(connections);
    }

    private static ControllerOptions Trusting(X509Certificate2 authority, X509Certificate2 own) =>
        new() { Tls = new() { Certificate = own, TrustedCertificates = [authority], CheckTargetHost = false } };

    private static Task<Datapath> Present(OpenFlowController controller) => controller.WaitForDatapathAsync(1, Limit);

    private static X509ChainPolicy Trusting(X509Certificate2 authority) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { X509CertificateLoader.LoadCertificate(authority.RawData) },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=authority {Guid.NewGuid():n}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        return request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(8)).CopyWithPrivateKey(key);
    }
}
