
namespace RxOfctl.Datapaths;

/// <summary>The connection that has a datapath id, and how often the id was taken over.</summary>
internal sealed class Claim(IDatapathSession holder)
{
    // Two datapaths that replace each other do so at intervals that grow up to this.
    private static readonly TimeSpan MaxInterval = TimeSpan.FromMinutes(1);

    private DateTimeOffset? _replacedAt;
    private TimeSpan _interval;

    /// <summary>The connection that has the id.</summary>
    public IDatapathSession Holder { get; private set; } = holder;

    /// <summary>The connection that had it before, and is still present until the handshake of the holder is complete.</summary>
    public IDatapathSession? Replaced { get; private set; }

    /// <summary>Limits the log lines about newcomers that did not get the id.</summary>
    public OncePerInterval RefusedLog;

    /// <summary>Assigns the id to another connection.</summary>
    /// <param name="newcomer">The connection.</param>
    /// <param name="now">The present time.</param>
    /// <param name="leastInterval">How long it cannot be replaced again, the first time.</param>
    /// <returns>How long ago it was last replaced, if that was too recently; null if the newcomer has the id.</returns>
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

    /// <summary>Called when the holder has ended: the connection before it has the id again, if it is still open.</summary>
    /// <returns>False if there is no such connection.</returns>
    public bool TryGiveBack()
    {
        if (Replaced is not { IsClosed: false } earlier)
            return false;
        (Holder, Replaced) = (earlier, null);
        return true;
    }
}
