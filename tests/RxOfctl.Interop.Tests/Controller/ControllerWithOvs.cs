using System.Net;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Connections;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Controller;

/// <summary>A controller and an Open vSwitch for one test.</summary>
public abstract class ControllerWithOvs : IAsyncLifetime
{
    // Bounds a test that waits for what never comes; it measures nothing.
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30));

    protected CancellationToken Limit => _limit.Token;

    protected OpenVSwitch Ovs { get; private set; } = null!;

    protected OpenFlowController Controller { get; private set; } = null!;

    /// <summary>The controller's address as Open vSwitch dials it.</summary>
    protected string Target => $"tcp:{EndPointText.Format(Controller.LocalEndPoints[0])}";

    protected virtual ControllerOptions Options => new() { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) };

    public async Task InitializeAsync()
    {
        Ovs = await OpenVSwitch.StartAsync(Limit);
        Controller = OpenFlowController.Listen(Options);
    }

    public async Task DisposeAsync()
    {
        await Controller.DisposeAsync();
        await Ovs.DisposeAsync();
        _limit.Dispose();
    }

    /// <summary>Adds a bridge that dials the controller, and waits until it is present.</summary>
    protected async Task<Datapath> ConnectBridgeAsync(DatapathId id, OpenFlowVersion version, params string[] ports)
    {
        var present = JoinOf(id);
        await Ovs.AddBridgeAsync(new Bridge($"br{id.Value:x}", id.Value) { Protocols = [version], Controllers = [Target], Ports = ports });
        return await present;
    }

    /// <summary>The datapath that joins next under an id, from now on.</summary>
    protected Task<Datapath> JoinOf(DatapathId id) => Ovs.PokeWhileAsync(NextChange(id, ChangeReason.Add));

    /// <summary>The next change of a datapath's presence, for a reason, from now on.</summary>
    protected Task<Datapath> NextChange(DatapathId id, ChangeReason reason) =>
        Controller.Datapaths.Watch(id).Where(change => change.Reason == reason).Select(change => change.Current).FirstAsync().ToTask(Limit);
}
