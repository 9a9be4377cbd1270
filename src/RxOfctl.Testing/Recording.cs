using System.Reactive;
using System.Reactive.Concurrency;

namespace RxOfctl.Testing;

/// <summary>The notifications of an observable with their times. Its members throw if the observable violated the Rx grammar.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class Recording<T> : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Timestamped<Notification<T>>> _notifications = [];
    private readonly IScheduler _scheduler;
    private readonly GrammarChecker<T> _checker;
    private readonly IDisposable _subscription;

    internal Recording(IObservable<T> source, IScheduler scheduler)
    {
        _scheduler = scheduler;
        _checker = new(Observer.Create<T>(
            value => Add(Notification.CreateOnNext(value)),
            error => Add(Notification.CreateOnError<T>(error)),
            () => Add(Notification.CreateOnCompleted<T>())));
        _subscription = source.Subscribe(_checker);
    }

    /// <summary>The notifications so far, with their times by the clock of the scheduler.</summary>
    /// <exception cref="RxGrammarException">The observable violated the Rx grammar.</exception>
    public IReadOnlyList<Timestamped<Notification<T>>> Notifications
    {
        get
        {
            _checker.Verify();
            lock (_gate)
                return [.. _notifications];
        }
    }

    /// <summary>The elements so far.</summary>
    /// <exception cref="RxGrammarException">The observable violated the Rx grammar.</exception>
    public IReadOnlyList<T> Values => [.. Notifications.Where(each => each.Value.HasValue).Select(each => each.Value.Value)];

    /// <summary>The error that ended it, or null.</summary>
    /// <exception cref="RxGrammarException">The observable violated the Rx grammar.</exception>
    public Exception? Error => Notifications is [.., var last] ? last.Value.Exception : null;

    /// <summary>Whether it completed.</summary>
    /// <exception cref="RxGrammarException">The observable violated the Rx grammar.</exception>
    public bool IsCompleted => Notifications is [.., { Value.Kind: NotificationKind.OnCompleted }];

    /// <summary>The time of the last notification.</summary>
    /// <exception cref="RxGrammarException">The observable violated the Rx grammar.</exception>
    public DateTimeOffset? LastAt => Notifications is [.., var last] ? last.Timestamp : null;

    /// <summary>Unsubscribes.</summary>
    public void Dispose() => _subscription.Dispose();

    private void Add(Notification<T> notification)
    {
        lock (_gate)
            _notifications.Add(new(notification, _scheduler.Now));
    }
}
