using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using Microsoft.AspNetCore.Components;

namespace RxOfctl.Web.Dashboard.Live;

/// <summary>
/// A component that shows what changes by itself. Changes come on the threads of the controller, as many as there are; the component reads
/// its state anew at most four times a second, on the thread of the page.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    /// <summary>The least time between two renderings.</summary>
    internal static readonly TimeSpan RenderInterval = TimeSpan.FromMilliseconds(250);

    private readonly SerialDisposable _subscription = new();
    private int _isQueued;

    /// <summary>The fleet that is shown.</summary>
    [Inject]
    protected IFleet Fleet { get; set; } = null!;

    /// <summary>The error that ended a source, if one did: what is shown is no longer true then.</summary>
    protected Exception? Error { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the subscriptions.</summary>
    protected virtual void Dispose(bool isDisposing) => _subscription.Dispose();

    /// <summary>Reads the state that is shown.</summary>
    protected virtual void Refresh()
    {
    }

    /// <summary>Reads the state now, and again after any of these changed. Replaces the sources given before.</summary>
    protected void RefreshOn(params IObservable<Unit>[] sources)
    {
        Error = null;
        Refresh();
        _subscription.Disposable = sources.Merge().Sample(RenderInterval, Fleet.Scheduler).Subscribe(_ => Queue(null), Queue);
    }

    // A refresh that has not begun reads the newest state, so a slow browser has at most one waiting.
    private void Queue(Exception? error)
    {
        if (error is null && Interlocked.Exchange(ref _isQueued, 1) == 1)
            return;
        _ = InvokeAsync(() =>
        {
            Volatile.Write(ref _isQueued, 0);
            Error ??= error;
            try
            {
                Refresh();
                StateHasChanged();
                return Task.CompletedTask;
            }
            catch (Exception thrown)
            {
                return DispatchExceptionAsync(thrown);
            }
        });
    }
}

/// <summary>Sources for <see cref="LiveComponent"/>.</summary>
internal static class Signals
{
    /// <summary>Emits when anything does.</summary>
    public static IObservable<Unit> AsSignal<T>(this IObservable<T> source) => source.Select(_ => Unit.Default);
}
