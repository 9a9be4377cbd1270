using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace RxOfctl.Examples;

/// <summary>
/// Samples the state of an app once a second, however many events there are: on a terminal as a live view, elsewhere as a line when it has
/// changed.
/// </summary>
public static class LiveView
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Whether the output is a terminal, where the view is live.</summary>
    public static bool IsTerminal(TextWriter output) =>
        ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;

    /// <summary>Shows the state until the result is disposed.</summary>
    /// <param name="output">The output.</param>
    /// <param name="scheduler">The clock of the samples.</param>
    /// <param name="view">Renders the state for a terminal.</param>
    /// <param name="summary">Renders the state as a line; an empty one is left out.</param>
    public static IDisposable Show(TextWriter output, IScheduler scheduler, Func<IRenderable> view, Func<string> summary)
    {
        if (!IsTerminal(output))
        {
            return Observable.Interval(Period, scheduler).Select(_ => summary())
                .Where(line => line.Length > 0).DistinctUntilChanged().Subscribe(output.WriteLine);
        }

        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var showing = AnsiConsole.Live(view()).StartAsync(async context =>
        {
            using var updating = Observable.Interval(Period, scheduler).Subscribe(_ => context.UpdateTarget(view()));
            await ended.Task.ConfigureAwait(false);
            context.UpdateTarget(view());
        });
        return Disposable.Create(() =>
        {
            ended.SetResult();
            showing.GetAwaiter().GetResult();
        });
    }
}
