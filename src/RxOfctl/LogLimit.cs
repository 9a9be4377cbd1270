using System.Reactive.Concurrency;
using System.Runtime.InteropServices;

namespace RxOfctl;

/// <summary>
/// Limits log lines of one kind about one thing, such as the connections of one address, however often it happens: ten at once and then one
/// a second, with how many were left out.
/// </summary>
internal sealed class LogLimit(IScheduler scheduler)
{
    private const int Burst = 10;

    // When so many things are known, all start anew, so that what a storm leaves is bounded.
    private const int MaxLines = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Kind, string About), Line> _lines = [];

    /// <param name="kind">The kind of line.</param>
    /// <param name="about">What it is about, such as the address of a peer.</param>
    /// <param name="leftOut">How many lines were left out since the last.</param>
    /// <returns>Whether the line is logged.</returns>
    public bool TryBegin(string kind, string about, out long leftOut)
    {
        lock (_gate)
        {
            if (_lines.Count == MaxLines)
                _lines.Clear();
            ref var line = ref CollectionsMarshal.GetValueRefOrAddDefault(_lines, (kind, about), out var isKnown);
            if (!isKnown)
                line.Bucket = new(Burst, 1);
            leftOut = line.LeftOut;
            var mayLog = line.Bucket.TryTake(scheduler.Now);
            line.LeftOut = mayLog ? 0 : leftOut + 1;
            return mayLog;
        }
    }

    private struct Line
    {
        public TokenBucket Bucket;
        public long LeftOut;
    }
}
