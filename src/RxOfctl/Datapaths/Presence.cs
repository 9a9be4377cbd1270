using System.Collections.Concurrent;
using RxOfctl.Caching;
using RxOfctl.Delivery;
using RxOfctl.Protocol;
using RxOfctl.Sessions;

namespace RxOfctl.Datapaths;

/// <summary>Which datapaths are there, and which connection has which.</summary>
internal sealed class Presence(DuplicateDatapathPolicy policy, ObserverErrors errors) : IDisposable
{
    private readonly SourceCache<Datapath, DatapathId> _cache = new(datapath => datapath.Id, errors, "Datapaths");
    private readonly ConcurrentDictionary<DatapathId, Session> _claims = new();

    /// <summary>The datapaths, for all to see. None that is returned was known to have disconnected before, not even if its removal is still to
    /// be delivered.</summary>
    public IObservableCache<Datapath, DatapathId> Datapaths => field ??= _cache.AsObservableCache(datapath => datapath.IsConnected);

    /// <summary>Claims a datapath for the connection on which it said who it is.</summary>
    /// <returns>Why not, or null.</returns>
    public string? Claim(Session session, DatapathId datapathId)
    {
        var holder = _claims.AddOrUpdate(
            datapathId,
            session,
            (_, earlier) => policy == DuplicateDatapathPolicy.Refuse && !earlier.IsClosed ? earlier : session);
        return holder == session ? null : $"datapath {datapathId} is connected already, from {holder.Peer}";
    }

    /// <summary>A datapath is there, and takes the place of one that has its id.</summary>
    /// <param name="datapath">The datapath.</param>
    /// <param name="whenTold">Called when all who observe the presence know it, on whatever thread told the last of them.</param>
    public void Join(Datapath datapath, Action whenTold)
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
            whenTold);
        // The controller is being disposed of: there is nobody to tell.
        if (!isEdited)
            whenTold();
        replaced?.Disconnect($"another connection has taken its place, from {datapath.RemoteEndPoint}");
    }

    /// <summary>A datapath is gone, and the claim of its connection. One that has taken its place stays.</summary>
    public void Leave(Session session, Datapath datapath)
    {
        _claims.TryRemove(new(datapath.Id, session));
        _cache.TryEdit(updater =>
        {
            if (updater.TryLookup(datapath.Id, out var present) && present == datapath)
                updater.Remove(datapath.Id);
        });
    }

    /// <summary>Completes the cache; what comes and goes later is told to nobody.</summary>
    public void Dispose() => _cache.Dispose();
}
