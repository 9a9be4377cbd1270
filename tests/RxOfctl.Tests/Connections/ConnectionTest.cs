using System.Net;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Protocol;

namespace RxOfctl.Tests.Connections;

/// <summary>The base of tests with real sockets.</summary>
public abstract class ConnectionTest : IDisposable
{
    // Ends a test that waits in vain; it measures nothing.
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(60));

    internal TestLog Logs { get; } = new();

    internal ManualScheduler Time { get; } = new();

    protected static EndPoint Loopback { get; } = new IPEndPoint(IPAddress.Loopback, 0);

    protected CancellationToken Limit => _limit.Token;

    /// <summary>Options of a controller whose time the test advances.</summary>
    protected ControllerOptions Options => new() { EndPoint = Loopback, LoggerFactory = Logs, Scheduler = Time };

    /// <summary>Options of a controller on the thread pool, in real time: none of its time limits is reached however slow the machine
    /// is.</summary>
    protected ControllerOptions RealTime => new()
    {
        EndPoint = Loopback,
        LoggerFactory = Logs,
        HandshakeTimeout = Timeout.InfiniteTimeSpan,
        EchoInterval = Timeout.InfiniteTimeSpan,
        RequestTimeout = Timeout.InfiniteTimeSpan,
        SendTimeout = TimeSpan.FromMinutes(1),
        CloseTimeout = TimeSpan.FromMinutes(1),
    };

    public void Dispose()
    {
        _limit.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Returns the datapath of an id as soon as it is present.</summary>
    protected async Task<Datapath> PresenceOf(OpenFlowController controller, DatapathId id) =>
        await controller.Datapaths.Watch(id).Where(change => change.Reason != ChangeReason.Remove).Select(change => change.Current).FirstAsync().ToTask(Limit);

    /// <summary>Polls a condition that has no event, without time passing.</summary>
    protected async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            Limit.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Disposes of a controller while time is advanced: it waits up to CloseTimeout for peers that do not close their
    /// side.</summary>
    private protected async Task DisposeInTimeAsync(OpenFlowController controller)
    {
        var disposing = controller.DisposeAsync().AsTask();
        while (!disposing.IsCompleted)
        {
            Limit.ThrowIfCancellationRequested();
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await disposing;
    }
}
