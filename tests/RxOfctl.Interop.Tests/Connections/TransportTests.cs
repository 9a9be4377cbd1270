using System.Net;
using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using System.Security.Authentication;
using RxOfctl.Connections;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Tests.Connections;

namespace RxOfctl.Interop.Tests.Connections;

/// <summary>Every way in which an Open vSwitch and a controller reach each other.</summary>
public sealed class TransportTests(OvsPki pki) : IClassFixture<OvsPki>, IAsyncLifetime
{
    // Bounds a test that waits for what never comes; it measures nothing.
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(60));

    private OpenVSwitch _ovs = null!;

    private static EndPoint Loopback { get; } = new IPEndPoint(IPAddress.Loopback, 0);

    public async Task InitializeAsync()
    {
        if (OvsPki.ReasonToSkip is not null)
            return;
        _ovs = await OpenVSwitch.StartAsync(_limit.Token);
        await _ovs.VsctlAsync(pki.SetSsl);
    }

    public async Task DisposeAsync()
    {
        if (_ovs is not null)
            await _ovs.DisposeAsync();
        _limit.Dispose();
    }

    [OvsPkiTheory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_bridge_dials_with_TLS_and_shows_its_certificate(SslProtocols protocol)
    {
        await using var controller = OpenFlowController.Listen(new() { EndPoint = new TlsEndPoint(Loopback), Tls = pki.Controller with { Protocols = protocol } });
        await _ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Controllers = [TargetOf(controller, 0)] });

        await AssertAnswersAsync(controller, 0xa1);
    }

    [OvsPkiFact]
    public async Task A_bridge_with_a_certificate_that_is_not_of_a_switch_is_not_served_and_comes_in_with_the_right_one()
    {
        using var log = new TestLog();
        await using var controller = OpenFlowController.Listen(new() { EndPoint = new TlsEndPoint(Loopback), Tls = pki.Controller, LoggerFactory = log });
        await _ovs.VsctlAsync(pki.SetWrongSsl);
        await _ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Controllers = [TargetOf(controller, 0)] });

        await _ovs.PokeWhileAsync(log.WhenLogged(_limit.Token, "TLS negotiation failed", "CN=ctl", "is not trusted"));
        Assert.Null(controller.GetDatapath(0xa1));

        await _ovs.VsctlAsync(pki.SetSsl);
        await _ovs.DeleteControllerAsync("br0");
        await _ovs.SetControllerAsync("br0", TargetOf(controller, 0));
        await AssertAnswersAsync(controller, 0xa1);
    }

    [OvsPkiTheory]
    [InlineData("sw")]
    [InlineData(null)]
    public async Task A_bridge_that_waits_for_controllers_with_TLS_is_dialed(string? name)
    {
        var port = FreePort.Take();
        await _ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Controllers = [$"pssl:{port}:127.0.0.1"] });
        var tls = name is null ? pki.Controller with { CheckTargetHost = false } : pki.Controller with { TargetHost = name };
        await using var controller = new OpenFlowController(new() { Tls = tls });
        using var dialing = controller.Connect($"ssl:127.0.0.1:{port}");

        await AssertAnswersAsync(controller, 0xa1);
    }

    [OvsPkiFact]
    public async Task A_bridge_that_is_not_there_yet_is_dialed_until_it_is()
    {
        var port = FreePort.Take();
        await using var controller = new OpenFlowController(new() { RedialInterval = TimeSpan.FromMilliseconds(20), MaxRedialInterval = TimeSpan.FromMilliseconds(50) });
        using var dialing = controller.Connect($"tcp:localhost:{port}");
        await _ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Controllers = [$"ptcp:{port}:127.0.0.1"] });
        await AssertAnswersAsync(controller, 0xa1);

        var gone = controller.Datapaths.Watch(0xa1).FirstAsync(change => change.Reason == ChangeReason.Remove).ToTask(_limit.Token);
        await _ovs.DeleteBridgeAsync("br0");
        await gone;
        await _ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Controllers = [$"ptcp:{port}:127.0.0.1"] });
        await AssertAnswersAsync(controller, 0xa1);
    }

    [OvsPkiFact]
    public async Task Bridges_come_in_by_every_listener_of_one_controller()
    {
        // Open vSwitch dials a Unix socket only where its name is that of the bridge.
        await using var controller = OpenFlowController.Listen(new()
        {
            EndPoints =
            [
                Loopback,
                new IPEndPoint(IPAddress.IPv6Loopback, 0),
                new TlsEndPoint(Loopback, pki.Controller),
                new UnixDomainSocketEndPoint(Path.Combine(_ovs.DirectoryPath, "br3.controller")),
            ],
        });
        await _ovs.AddBridgeAsync([.. Enumerable.Range(0, 4).Select(index => new Bridge($"br{index}", 0xa0 + (ulong)index) { Controllers = [TargetOf(controller, index)] })]);

        for (var index = 0ul; index < 4; index++)
            await AssertAnswersAsync(controller, 0xa0 + index);

        Assert.StartsWith("ssl:127.0.0.1:", controller.GetDatapath(0xa2)!.RemoteEndPoint, StringComparison.Ordinal);
        Assert.StartsWith("unix:", controller.GetDatapath(0xa3)!.RemoteEndPoint, StringComparison.Ordinal);
        Assert.Equal(4, controller.ConnectionCount);
    }

    [OvsPkiFact]
    public async Task One_bridge_has_several_controllers_and_each_is_answered()
    {
        var port = FreePort.Take();
        await using var first = OpenFlowController.Listen(new() { EndPoint = Loopback });
        await using var second = OpenFlowController.Listen(new() { EndPoint = new TlsEndPoint(Loopback, pki.Controller) });
        await using var third = new OpenFlowController(new() { Tls = pki.Controller with { TargetHost = "sw" } });
        await _ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Controllers = [TargetOf(first, 0), TargetOf(second, 0), $"pssl:{port}:127.0.0.1"] });
        using var dialing = third.Connect($"ssl:127.0.0.1:{port}");

        await AssertAnswersAsync(first, 0xa1);
        await AssertAnswersAsync(second, 0xa1);
        await AssertAnswersAsync(third, 0xa1);
    }

    // As Open vSwitch writes it.
    private static string TargetOf(OpenFlowController controller, int listener)
    {
        var text = EndPointText.Format(controller.LocalEndPoints[listener]);
        return controller.LocalEndPoints[listener] is IPEndPoint ? $"tcp:{text}" : text;
    }

    private async Task AssertAnswersAsync(OpenFlowController controller, DatapathId id)
    {
        var present = controller.Datapaths.Watch(id)
            .Where(change => change.Reason != ChangeReason.Remove)
            .Select(change => change.Current)
            .FirstAsync(datapath => datapath.IsConnected)
            .ToTask(_limit.Token);
        var answer = await (await _ovs.PokeWhileAsync(present)).SendMsgAsync(new DescRequest(), _limit.Token);
        Assert.Equal("Open vSwitch", answer!.HwDesc);

        // A dump of all tables is more than a record of TLS holds.
        Assert.NotNull(await (await present).SendMsgAsync(new TableStatsRequest(), _limit.Token));
    }
}
