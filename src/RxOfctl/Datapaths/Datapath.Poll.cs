using System.Reactive.Linq;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <content>Periodic requests.</content>
public sealed partial class Datapath
{
    /// <summary>
    /// Sends a request at once and then periodically, and emits all entries of each answer. There is one request in flight at a time: if an
    /// answer takes longer than the period, the next request is sent at the next multiple of it. Completes at the next request after the
    /// datapath has disconnected; any other failure ends the polling (see <see cref="RetryWithBackoffOperator"/>).
    /// </summary>
    /// <example>Traffic of all ports, every second: <c>datapath.Poll(new PortStatsRequest(),
    /// TimeSpan.FromSeconds(1)).PortRates()</c>.</example>
    /// <typeparam name="TEntry">The type of the entries.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="period">The time from one request to the next, on the controller's scheduler.</param>
    /// <param name="timeout">How long an answer may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is not positive.</exception>
    public IObservable<PollResult<TEntry>> Poll<TEntry>(IMultiRequest<TEntry> request, TimeSpan period, TimeSpan? timeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        var scheduler = _session.Scheduler;
        var answer = SendMsg(request, timeout).ToList().Select(entries => new PollResult<TEntry>(scheduler.Now, entries.AsReadOnly()));
        return Observable.Defer(() =>
        {
            var due = scheduler.Now;
            var pause = Observable.Defer(() =>
            {
                var periods = Math.Max(1, (long)Math.Ceiling((scheduler.Now - due) / period));
                due += period * periods;
                return Observable.Timer(due, scheduler);
            });
            return answer.Concat(pause.IgnoreElements().Select(_ => default(PollResult<TEntry>)!)).Repeat();
        }).Catch<PollResult<TEntry>, InvalidDatapathException>(_ => Observable.Empty<PollResult<TEntry>>());
    }
}

/// <summary>One answer of <see cref="Datapath.Poll"/>.</summary>
/// <typeparam name="TEntry">The type of the entries.</typeparam>
/// <param name="At">When the answer was complete, by the clock of the controller's scheduler.</param>
/// <param name="Entries">All entries of the answer.</param>
public sealed record PollResult<TEntry>(DateTimeOffset At, IReadOnlyList<TEntry> Entries);
