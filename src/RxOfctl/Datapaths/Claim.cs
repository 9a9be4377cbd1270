
namespace RxOfctl.Datapaths;

/// <summary>Which connection has a datapath id, and how often it has changed hands.</summary>
internal sealed class Claim(IDatapathSession holder)
{
    // Two datapaths that take one id from each other in turn do so ever more slowly, up to once in this time.
    private static readonly TimeSpan MaxInterval = TimeSpan.FromMinutes(1);

    private DateTimeOffset? _replacedAt;
    private TimeSpan _interval;

    /// <summary>The connection that has the id.</summary>
    public IDatapathSession Holder { get; private set; } = holder;

    /// <summary>The connection that had it before, and still has it until the handshake of the holder is over.</summary>
    public IDatapathSession? Replaced { get; private set; }

    /// <summary>When a newcomer was last logged that did not get the id.</summary>
    public OncePerInterval RefusedLog;

    /// <summary>Gives the id to another connection.</summary>
    /// <param name="newcomer">The connection.</param>
    /// <param name="now">The present time.</param>
    /// <param name="leastInterval">How long after that no other gets it, the first time.</param>
    /// <returns>How long ago it last changed hands, if that was too recently; null if the newcomer has it.</returns>
    public TimeSpan? TryReplace(IDatapathSession newcomer, DateTimeOffset now, TimeSpan leastInterval)
    {
        var elapsed = now - (_replacedAt ?? DateTimeOffset.MinValue);
        if (elapsed < _interval)
            return elapsed;
        var doubled = 2 * _interval < MaxInterval ? 2 * _interval : MaxInterval;
        _interval = _replacedAt is not null && elapsed < 4 * _interval && doubled > leastInterval ? doubled : leastInterval;
        _replacedAt = now;
        (Holder, Replaced) = (newcomer, Holder);
        return null;
    }

    /// <summary>The holder is gone: the connection before it has the id again, if it is still there.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryGiveBack()
    {
        if (Replaced is not { IsClosed: false } earlier)
            return false;
        (Holder, Replaced) = (earlier, null);
        return true;
    }
}
