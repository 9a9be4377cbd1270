using RxOfctl.Sessions;

namespace RxOfctl.Serving;

/// <summary>A connection, as an <see cref="IFrameTap"/> sees it.</summary>
public sealed class TappedConnection
{
    private readonly Session _session;

    internal TappedConnection(long id, string peer, Session session) => (Id, Peer, _session) = (id, peer, session);

    /// <summary>A number that no other connection of the controller has.</summary>
    public long Id { get; }

    /// <summary>The name of the peer, which is <see cref="Datapath.RemoteEndPoint"/>.</summary>
    public string Peer { get; }

    /// <summary>The datapath; null before the handshake is complete.</summary>
    public Datapath? Datapath => _session.ReadyDatapath;

    /// <inheritdoc/>
    public override string ToString() => $"{Id} ({Peer})";
}
