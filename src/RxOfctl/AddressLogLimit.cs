using System.Globalization;
using System.Reactive.Concurrency;
using System.Runtime.InteropServices;

namespace RxOfctl;

/// <summary>
/// Limits the log lines about the connections of one address: a burst of ten, then one a second, with the count of those left out.
/// </summary>
internal sealed class AddressLogLimit(IScheduler scheduler)
{
    private const int Burst = 10;

    // When there are so many addresses, all are forgotten, so that a storm of connections does not take memory for good.
    private const int MaxAddresses = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _lines = [];

    /// <param name="peer">The name of the peer: its address, with a port or without.</param>
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

    // Each connection from an address has another port.
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
