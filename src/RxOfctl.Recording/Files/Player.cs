using System.Reactive.Concurrency;

namespace RxOfctl.Recording.Files;

/// <summary>Plays items at their times.</summary>
internal static class Player
{
    /// <summary>Calls an action with each item when the clock of the scheduler reaches its time; items of one time follow each other at
    /// once.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="items">The items, in the order of their times.</param>
    /// <param name="first">The index of the first item to play.</param>
    /// <param name="timeOf">The time of an item.</param>
    /// <param name="onNext">Called with each item.</param>
    /// <param name="onCompleted">Called after the last item.</param>
    /// <returns>Ends the playing.</returns>
    public static IDisposable Play<T>(
        IScheduler scheduler, IReadOnlyList<T> items, int first, Func<T, DateTimeOffset> timeOf, Action<T> onNext, Action onCompleted) =>
        first >= items.Count
            ? scheduler.Schedule(onCompleted)
            : scheduler.Schedule(first, timeOf(items[first]), (index, next) =>
            {
                var time = timeOf(items[index]);
                while (index < items.Count && timeOf(items[index]) == time)
                    onNext(items[index++]);
                if (index < items.Count)
                    next(index, timeOf(items[index]));
                else
                    onCompleted();
            });
}
