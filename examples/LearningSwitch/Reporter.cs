using System.Globalization;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl;
using RxOfctl.Caching;

namespace LearningSwitch;

/// <summary>Writes a line for each thing that happens, with the time since the start before it.</summary>
public sealed class Reporter(TextWriter output, IScheduler scheduler)
{
    private readonly TextWriter _output = TextWriter.Synchronized(output);
    private readonly DateTimeOffset _start = scheduler.Now;

    /// <summary>How many flows were installed.</summary>
    public int Flows => _flows;

    private int _flows;

    public void Write(string line) =>
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(scheduler.Now - _start).TotalSeconds,9:0.000} s  {line}"));

    /// <summary>Reports on a controller and the app that it serves.</summary>
    public IDisposable Follow(OpenFlowController controller, LearningSwitchApp app) => new CompositeDisposable(
        controller.Datapaths.Connect()
            .OnItemAdded(datapath => Write($"{datapath} joined with {datapath.Ports.Count} ports"))
            .OnItemRemoved(datapath => Write($"{datapath} left"))
            .Subscribe(),
        app.Learned.Subscribe(seen => Write(seen.Before is { } before
            ? $"{Name(seen.Datapath)} learned that {seen.Address} moved from port {before} to port {seen.Port}"
            : $"{Name(seen.Datapath)} learned that {seen.Address} is at port {seen.Port}")),
        app.Installed.Subscribe(flow =>
        {
            Interlocked.Increment(ref _flows);
            Write($"{Name(flow.Datapath)} got the flow {flow.Match} -> output:{flow.Port}");
        }));

    private static string Name(Datapath datapath) => datapath.Id.ToString();
}
