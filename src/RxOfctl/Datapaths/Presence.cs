using Microsoft.Extensions.Logging;
using RxOfctl.Caching;
using RxOfctl.Delivery;
using RxOfctl.Protocol;

namespace RxOfctl.Datapaths;

/// <summary>The datapaths that are present, and which connection has which datapath id.</summary>
internal sealed class Presence(ControllerOptions options, ILogger logger, ObserverErrors errors) : IDisposable
{
    private static readonly TimeSpan RefusedLogInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly SourceCache<Datapath, DatapathId> _cache =
        new(datapath => datapath.Id, (kind, thrown) => errors.Report(kind, "Datapaths", thrown));
    private readonly Dictionary<DatapathId, Claim> _claims = [];

    /// <summary>The datapaths, as a read-only view. One that has disconnected is not returned, even if its removal is
    /// still to be delivered.</summary>
    public IObservableCache<Datapath, DatapathId> Datapaths => field ??= _cache.AsObservableCache(datapath => datapath.IsConnected);

    /// <summary>Claims a datapath id for the connection whose peer has sent it.</summary>
    /// <returns>Why the claim is refused; null if it is not.</returns>
    public string? Claim(IDatapathSession session, DatapathId datapathId)
    {
        lock (_gate)
        {
            if (!_claims.TryGetValue(datapathId, out var claim) || (claim.Holder.IsClosed && !claim.TryGiveBack()))
            {
                _claims[datapathId] = new(session);
                return null;
            }

            var holder = claim.Holder;
            if (WhyNot(claim, session) is { } reason)
            {
                if (claim.RefusedLog.TryBegin(session.Scheduler.Now, RefusedLogInterval, out var leftOut))
                    Log.NotReplaced(logger, session.Peer, datapathId, reason, leftOut);
                return $"datapath {datapathId} is connected already, from {holder.Peer}; {reason}";
            }

            Log.Replaced(logger, datapathId, holder.Peer, session.Peer);
            return null;
        }
    }

    /// <summary>Adds a datapath, which replaces one that has its id.</summary>
    /// <param name="datapath">The datapath.</param>
    /// <param name="whenDelivered">Called when all observers of presence got it, on the thread that delivered to the last.</param>
    public void Join(Datapath datapath, Action whenDelivered)
    {
        Datapath? replaced = null;
        var isEdited = _cache.TryEdit(
            updater =>
            {
                if (!datapath.IsConnected)
                    return;
                _ = updater.TryLookup(datapath.Id, out replaced);
                updater.AddOrUpdate(datapath);
            },
            whenDelivered);
        // The controller is being disposed: there are no observers.
        if (!isEdited)
            whenDelivered();
        replaced?.Disconnect($"another connection has taken its place, from {datapath.RemoteEndPoint}");
    }

    /// <summary>Removes a datapath and the claim of its connection, but not one that has replaced it.</summary>
    public void Leave(IDatapathSession session, Datapath datapath)
    {
        lock (_gate)
        {
            if (_claims.TryGetValue(datapath.Id, out var claim) && claim.Holder == session && !claim.TryGiveBack())
                _claims.Remove(datapath.Id);
        }

        _cache.TryEdit(updater =>
        {
            if (updater.TryLookup(datapath.Id, out var present) && present == datapath)
                updater.Remove(datapath.Id);
        });
    }

    /// <summary>Completes the cache.</summary>
    public void Dispose() => _cache.Dispose();

    private string? WhyNot(Claim claim, IDatapathSession newcomer)
    {
        if (options.DuplicateDatapath == DuplicateDatapathPolicy.Refuse)
            return "it is not replaced, as ControllerOptions.DuplicateDatapath says";
        if (claim.Holder.Identity is { } identity && identity != newcomer.Identity)
            return "the certificate of the newcomer is of another subject";
        return claim.TryReplace(newcomer, newcomer.Scheduler.Now, options.ReplaceInterval) is { } elapsed
            ? $"it was replaced by another connection {elapsed.TotalSeconds:0.0} s ago, which is too recently"
            : null;
    }
}
