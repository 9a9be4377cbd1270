using RxOfctl.Caching;

namespace RxOfctl.Tests.Caching;

/// <summary>The items of the caches in these tests, and the notation of changes in expectations.</summary>
public sealed record Item(int Key, string Value)
{
    public static Item A { get; } = new(1, "a");

    /// <summary>Has the key of <see cref="A"/>.</summary>
    public static Item B { get; } = new(1, "b");

    public static Item C { get; } = new(2, "c");

    /// <summary>Has the key of <see cref="C"/>.</summary>
    public static Item D { get; } = new(2, "d");

    public bool IsWanted { get; set; } = true;

    public override string ToString() => Value;

    public static SourceCache<Item, int> Cache(params IEnumerable<Item> items)
    {
        // No observer is expected to throw unless the test says so.
        var cache = new SourceCache<Item, int>(
            item => item.Key, error => ThreadPool.QueueUserWorkItem(_ => throw new InvalidOperationException(error.ToString(), error.Exception)));
        cache.AddOrUpdate(items);
        return cache;
    }

    /// <summary><c>+1=a</c> added, <c>1=b (a)</c> updated with what it replaced, <c>-1=b</c> removed, <c>!1=a</c> refreshed.</summary>
    public static string Text<T>(Change<T, int> change)
        where T : notnull => change.Reason switch
        {
            ChangeReason.Add => $"+{change.Key}={change.Current}",
            ChangeReason.Update => $"{change.Key}={change.Current} ({change.Previous})",
            ChangeReason.Remove => $"-{change.Key}={change.Current}",
            _ => $"!{change.Key}={change.Current}",
        };

    public static string Text<T>(IChangeSet<T, int> changes)
        where T : notnull => string.Join(", ", changes.Select(Text));
}
