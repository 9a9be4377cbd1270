using RxOfctl.Protocol.Messages;
using RxOfctl.Requests;

namespace RxOfctl.Datapaths;

/// <summary>The session of a datapath, as the datapath uses it.</summary>
internal interface IDatapathSession : IRequestChannel
{
    bool IsClosed { get; }

    /// <summary>The subject of the certificate that the peer presented; null if it presented none.</summary>
    string? Identity { get; }

    /// <summary>What the datapath understands beyond its version; null while it is not known.</summary>
    PeerFeatures? PeerFeatures { get; set; }

    long DroppedPacketIns { get; }

    bool TrySend(OpenFlowMessage message, out uint xid);

    uint Send(OpenFlowMessage message);

    ValueTask<uint> SendAsync(OpenFlowMessage message, CancellationToken cancellationToken);

    /// <summary>Throws if the calling thread must not block.</summary>
    /// <exception cref="InvalidOperationException">The thread runs the controller's scheduler of virtual time.</exception>
    void ThrowIfWaitWouldNotEnd();

    void Close(string reason);
}
