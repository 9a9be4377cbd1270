using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Reactive.Threading.Tasks;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Interop.Tests.Simulator;

/// <summary>Controllers that were not written here take simulated switches for switches: all pings of a simulated network are answered.</summary>
public sealed class OtherControllersTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _ending = new(Limit);
    private readonly IPEndPoint _endPoint = new(IPAddress.Loopback, FreePort.Take());
    private readonly AsyncSubject<Unit> _ended = new();
    private readonly TaskCompletionSource _failed = new();
    private Daemon? _controller;

    public async ValueTask DisposeAsync()
    {
        _ended.OnNext(Unit.Default);
        _ended.OnCompleted();
        await _ending.CancelAsync();
        if (_controller is not null)
            await _controller.DisposeAsync();
        _ending.Dispose();
    }

    [PeerTheory("ovs-testcontroller", "openvswitch-testcontroller")]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task Ovs_testcontroller(OpenFlowVersion version)
    {
        Start("ovs-testcontroller", $"ptcp:{_endPoint.Port}:127.0.0.1", $"--protocols={version}", "--unixctl=none", "-vconsole:off");
        await PingAllAsync(version);
    }

    [PeerTheory("osken-manager", "python3-os-ken")]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow12)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task Os_ken(OpenFlowVersion version)
    {
        Start(
            "osken-manager", "--ofp-listen-host", "127.0.0.1", "--ofp-tcp-listen-port", _endPoint.Port.ToString(CultureInfo.InvariantCulture),
            Path.Combine(AppContext.BaseDirectory, "Simulator", "learning_switch.py"));
        await PingAllAsync(version);
    }

    private void Start(string program, params string[] arguments)
    {
        _controller = new(program, arguments, new Dictionary<string, string>());
        _controller.Release();
    }

    private async Task PingAllAsync(OpenFlowVersion version)
    {
        var network = new SimulatedNetwork(TaskPoolScheduler.Default);
        network.Add(NetworkTopology.Tree(2, 2), new() { Versions = [version] });
        var connected = network.Switches.ToDictionary(each => each, each => each.Messages.FirstAsync(message => message.IsFromController).ToTask(_ending.Token));
        foreach (var each in network.Switches)
            Dial(each);
        await await Task.WhenAny(Task.WhenAll(connected.Values), _failed.Task, FailIfItEndsAsync());

        // What is sent before the controller has set a switch up is lost, so that a host may have to ask again.
        var pings =
            from asker in network.Hosts
            from asked in network.Hosts
            where asker != asked
            select (asker.Name, asked.Name, Ping: asker.Ping(asked.Address, TimeSpan.FromSeconds(2)));
        foreach (var (asker, asked, ping) in pings)
        {
            var answered = await ping.Repeat(10).FirstOrDefaultAsync(each => each.IsAnswered).ToTask(_ending.Token);
            Assert.True(answered is not null, $"{asker} pinged {asked} in vain.");
        }
    }

    private async Task FailIfItEndsAsync()
    {
        await _controller!.Exited;
        Assert.Fail($"{_controller.Program} ended: {await _controller.ReadOutputAsync()}");
    }

    // The controller needs a moment until it listens.
    private void Dial(SimulatedSwitch dialing) => Observable
        .FromAsync(cancellation => dialing.ConnectAsync(_endPoint, cancellation))
        .RetryWhen(errors => errors.Select(error => error is SocketException ? Observable.Timer(BetweenAttempts) : Observable.Throw<long>(error)).Concat())
        .TakeUntil(_ended)
        .Subscribe(_ => { }, error => _failed.TrySetException(error));
}
