using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace RxOfctl.Examples;

/// <summary>
/// Shows the state of an app once a second, however much happens in between: as a live view on a terminal, elsewhere as a line when it
/// has changed.
/// </summary>
public static class LiveView
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Whether the view is live.</summary>
    public static bool IsTerminal => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;

    /// <summary>Shows until disposed of.</summary>
    /// <param name="output">Where the lines go.</param>
    /// <param name="scheduler">When.</param>
    /// <param name="view">Makes the view for a terminal.</param>
    /// <param name="summary">Makes the line for anything else.</param>
    public static IDisposable Show(TextWriter output, IScheduler scheduler, Func<IRenderable> view, Func<string> summary)
    {
        if (!IsTerminal)
        {
            return Observable.Interval(Period, scheduler).Select(_ => summary())
                .Where(line => line.Length > 0).DistinctUntilChanged().Subscribe(output.WriteLine);
        }


        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var showing = AnsiConsole.Live(view()).StartAsync(async context =>
        {
            using var updating = Observable.Interval(Period, scheduler).Subscribe(_ => context.UpdateTarget(view()));
            await ended.Task.ConfigureAwait(false);
        });
        return Disposable.Create(() =>
        {
            ended.SetResult();
            showing.GetAwaiter().GetResult();
        });
    }
}
