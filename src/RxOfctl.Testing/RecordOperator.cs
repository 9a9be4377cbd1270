using System.Reactive.Concurrency;

namespace RxOfctl.Testing;

/// <summary>Records observables.</summary>
public static class RecordOperator
{
    /// <summary>Subscribes, and records all notifications with their times.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">The observable.</param>
    /// <param name="scheduler">The clock.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static Recording<T> Record<T>(this IObservable<T> source, IScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(scheduler);
        return new(source, scheduler);
    }
}
