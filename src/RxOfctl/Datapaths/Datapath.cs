using RxOfctl.Caching;
using RxOfctl.Datapaths;
using RxOfctl.Delivery;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>
/// A datapath on one connection, from the end of its handshake to its disconnection. A reconnection makes another instance of the same id.
/// </summary>
public sealed partial class Datapath
{
    private readonly IDatapathSession _session;
    private readonly SourceCache<Port, PortNumber> _ports;

    internal Datapath(IDatapathSession session, FeaturesReply features, ObserverErrors errors)
    {
        _session = session;
        ObserverErrors = errors;
        MessageStream = new(thrown => ObserverErrors.Report(ObserverErrorKind.Ended, $"Messages of datapath {Id}", thrown));
        _ports = new(port => port.PortNo, (kind, thrown) => ObserverErrors.Report(kind, $"Ports of datapath {Id}", thrown));
        Features = features;
    }

    /// <summary>The datapath's id.</summary>
    public DatapathId Id => Features.DatapathId;

    /// <summary>The negotiated version of OpenFlow.</summary>
    public OpenFlowVersion Version => _session.Version;

    /// <summary>The features that it sent in its handshake (<c>ofp_switch_features</c>).</summary>
    public FeaturesReply Features { get; }

    /// <summary>Its ports, as described in its handshake and by port-status messages since.</summary>
    public IObservableCache<Port, PortNumber> Ports => field ??= _ports.AsObservableCache();

    /// <summary>The address of the peer.</summary>
    public string RemoteEndPoint => _session.Peer;

    /// <summary>Whether it is connected, and not replaced by a newer connection.</summary>
    public bool IsConnected => !_session.IsClosed;

    /// <summary>The number of requests in flight.</summary>
    public int PendingRequests => _session.Requests.Count;

    /// <summary>
    /// The number of packet-ins that were dropped, because the app was too slow and reading could not pause
    /// (<see cref="ControllerOptions.PacketInOverflow"/>), or because they exceeded <see cref="ControllerOptions.PacketInRate"/>.
    /// </summary>
    public long DroppedPacketIns => _session.DroppedPacketIns;

    /// <summary>
    /// The messages of the datapath that answer no request, in order, from subscription on. Completes when the datapath has disconnected
    /// and all messages before that are delivered. A handler may block, and may send requests.
    /// </summary>
    public IObservable<Envelope<OpenFlowMessage>> Messages => MessageStream;

    /// <summary>
    /// Sends a message without waiting for an answer. If <see cref="ControllerOptions.SendByteLimit"/> bytes wait to be sent, it blocks
    /// until there is room, for <see cref="ControllerOptions.SendTimeout"/> at most; <see cref="TrySend(OpenFlowMessage)"/> and <see
    /// cref="SendAsync"/> do not block. If the message fails, an error with its transaction id arrives among <see cref="Messages"/>.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <returns>The transaction id of the message.</returns>
    /// <exception cref="InvalidMessageException">The message cannot be encoded; nothing was sent.</exception>
    /// <exception cref="InvalidDatapathException">The datapath is not connected.</exception>
    /// <exception cref="SendTimeoutException">There was no room in time, or the datapath has read nothing since that happened before;
    /// nothing was sent.</exception>
    public uint Send(OpenFlowMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _session.Send(message);
    }

    /// <summary>
    /// Sends a message if there is room for it. Suited for handlers of messages: a datapath that does not read, or has just disconnected,
    /// does not delay or end them.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="xid">The transaction id of the message; 0 if it was not sent.</param>
    /// <returns>False if the datapath has no room, or is not connected; nothing was sent.</returns>
    /// <exception cref="InvalidMessageException">The message cannot be encoded; nothing was sent.</exception>
    public bool TrySend(OpenFlowMessage message, out uint xid)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _session.TrySend(message, out xid);
    }

    /// <inheritdoc cref="TrySend(OpenFlowMessage, out uint)"/>
    public bool TrySend(OpenFlowMessage message) => TrySend(message, out _);

    /// <summary>Sends a message as <see cref="Send"/> does, but waits for room asynchronously and without a time limit.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the wait for room; the message is not sent then.</param>
    /// <returns>The transaction id of the message.</returns>
    /// <exception cref="InvalidMessageException">The message cannot be encoded; nothing was sent.</exception>
    /// <exception cref="InvalidDatapathException">The datapath is not connected.</exception>
    /// <exception cref="OperationCanceledException">The wait was canceled; nothing was sent.</exception>
    public ValueTask<uint> SendAsync(OpenFlowMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _session.SendAsync(message, cancellationToken);
    }

    /// <summary>Returns the id, the version and the address.</summary>
    public override string ToString() => $"{Id} ({Version.ToText()}, {RemoteEndPoint})";

    internal MessageStream MessageStream { get; }

    /// <summary>Where exceptions of observers of the datapath are reported.</summary>
    internal ObserverErrors ObserverErrors { get; }

    internal void Disconnect(string reason) => _session.Close(reason);

    internal void SetPorts(IEnumerable<Port> ports) => _ports.AddOrUpdate(ports);

    internal void End()
    {
        _ports.Dispose();
        MessageStream.Complete();
    }

    internal void Apply(OpenFlowMessage message)
    {
        if (message is not PortStatus status)
            return;
        if (status.Reason == PortReason.Delete)
            _ports.Remove(status.Desc.PortNo);
        else
            _ports.AddOrUpdate(status.Desc);
    }
}
