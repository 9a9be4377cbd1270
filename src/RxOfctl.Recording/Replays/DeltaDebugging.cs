namespace RxOfctl.Recording.Replays;

/// <summary>Delta debugging (Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", 2002): the algorithm
/// ddmin.</summary>
internal static class DeltaDebugging
{
    /// <summary>Reduces a list while a condition holds of it, which holds of the whole list.</summary>
    /// <returns>A part of the list of which the condition holds, and none of whose items can be removed alone.</returns>
    public static IReadOnlyList<T> Reduce<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, bool> holds)
    {
        if (items.Count > 0 && holds([]))
            return [];
        var current = items;
        var parts = 2;
        while (current.Count >= 2)
        {
            if (TryReduce(current, parts, holds) is { } reduced)
            {
                current = reduced;
                parts = Math.Max(parts - 1, 2);
            }
            else if (parts < current.Count)
            {
                parts = Math.Min(2 * parts, current.Count);
            }
            else
            {
                break;
            }
        }

        return current;
    }

    // Leaves out one part after the other; the last first, since what follows a failure cannot have caused it.
    private static List<T>? TryReduce<T>(IReadOnlyList<T> items, int parts, Func<IReadOnlyList<T>, bool> holds)
    {
        for (var part = parts - 1; part >= 0; part--)
        {
            var (start, end) = ((int)((long)items.Count * part / parts), (int)((long)items.Count * (part + 1) / parts));
            List<T> rest = [.. items.Take(start), .. items.Skip(end)];
            if (holds(rest))
                return rest;
        }

        return null;
    }
}
