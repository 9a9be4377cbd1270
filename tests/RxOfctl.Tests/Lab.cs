using Microsoft.Extensions.Logging;
using Microsoft.Reactive.Testing;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Testing;

namespace RxOfctl.Tests;

/// <summary>A controller in virtual time, with a log.</summary>
internal sealed class Lab
{
    public Lab(ControllerOptions? options = null)
    {
        Controller = new((options ?? new()) with { Scheduler = Scheduler, LoggerFactory = Log });
    }

    public TestScheduler Scheduler { get; } = new();

    public LogRecorder Log { get; } = new();

    public OpenFlowController Controller { get; }

    public static Port PortOf(uint number) => new() { PortNo = number, Name = $"p{number}" };

    /// <summary>Advances time enough for everything that needs no time limit to pass.</summary>
    public void Settle() => Pass(TimeSpan.FromMilliseconds(1));

    public void Pass(TimeSpan time) => Scheduler.AdvanceBy(time.Ticks);

    public void PassSeconds(double seconds) => Pass(TimeSpan.FromSeconds(seconds));

    public Recording<T> Record<T>(IObservable<T> source) => source.Record(Scheduler);

    /// <summary>Connects a datapath, and completes its handshake.</summary>
    public (ScriptedSwitch Peer, Datapath Datapath) Present(
        ulong datapathId = 1, OpenFlowVersion version = OpenFlowVersion.OpenFlow13, params IEnumerable<Port> ports)
    {
        var peer = ScriptedSwitch.Connect(Controller, datapathId, version, ports);
        Settle();
        return (peer, Controller.GetDatapath(datapathId) ?? throw new InvalidOperationException($"Datapath {datapathId} did not come."));
    }

    /// <summary>Fails if an error was logged.</summary>
    public void AssertNoErrors() => Assert.DoesNotContain(Log.Entries, entry => entry.Level >= LogLevel.Error);
}
