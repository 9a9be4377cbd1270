using System.Globalization;
using System.Reactive.Concurrency;
using System.Runtime.InteropServices;

namespace RxOfctl;

/// <summary>
/// Limits the lines about connections of one address, however many it makes: ten at once and then one a second, with how many were left out.
/// </summary>
internal sealed class AddressLogLimit(IScheduler scheduler)
{
    private const int Burst = 10;

    // When so many addresses are known, all start anew: the entries of a storm are not kept for ever.
    private const int MaxAddresses = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _lines = [];

    /// <param name="peer">The peer as it is called: its address, with a port or without.</param>
    /// <param name="leftOut">How many lines were left out since the last.</param>
    public bool TryBegin(string peer, out long leftOut)
    {
        lock (_gate)
        {
            if (_lines.Count == MaxAddresses)
                _lines.Clear();
            ref var line = ref CollectionsMarshal.GetValueRefOrAddDefault(_lines, AddressOf(peer), out var isKnown);
            if (!isKnown)
                line.Bucket = new(Burst, 1);
            leftOut = line.LeftOut;
            var mayLog = line.Bucket.TryTake(scheduler.Now);
            line.LeftOut = mayLog ? 0 : leftOut + 1;
            return mayLog;
        }
    }

    // Each connection of an address has another port.
    private static string AddressOf(string peer) =>
        peer.LastIndexOf(':') is > 0 and var colon && ushort.TryParse(peer.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? peer[..colon]
            : peer;

    private struct Line
    {
        public TokenBucket Bucket;
        public long LeftOut;
    }
}
