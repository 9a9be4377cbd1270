using System.Net;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using RxOfctl;
using RxOfctl.Connections;

namespace LearningSwitch;

/// <summary>Serves real switches until it is told to stop.</summary>
public static class Service
{
    /// <exception cref="IOException">An end point cannot be listened at.</exception>
    public static async Task RunAsync(
        IReadOnlyList<EndPoint> listenAt, IReadOnlyList<EndPoint> connectTo, TextWriter output, CancellationToken stop)
    {
        var options = new ControllerOptions { EndPoints = listenAt };
        var controller = listenAt.Count > 0 ? OpenFlowController.Listen(options) : new(options);
        await using var ending = controller.ConfigureAwait(false);
        var app = new LearningSwitchApp(controller);
        var reporter = new Reporter(output, Scheduler.Default);
        using var reporting = reporter.Follow(controller, app);
        using var running = app.Start();

        foreach (var endPoint in controller.LocalEndPoints)
            reporter.Write($"Listening at {EndPointText.Format(endPoint)}");
        using var dialing = new CompositeDisposable(connectTo.Select(controller.Connect));
        foreach (var endPoint in connectTo)
            reporter.Write($"Connecting to {EndPointText.Format(endPoint)}, again and again until it answers");

        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stopping = stop.Register(stopped.SetResult).ConfigureAwait(false);
        await stopped.Task.ConfigureAwait(false);
        reporter.Write($"Stopping. Flows installed: {reporter.Flows}");
    }
}
