using RxOfctl.Caching;
using RxOfctl.Datapaths;
using RxOfctl.Delivery;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>
/// A datapath on one connection: from the end of its handshake to its disconnection. One that connects again is another datapath of the
/// same id.
/// </summary>
public sealed partial class Datapath
{
    private readonly IDatapathSession _session;
    private readonly SourceCache<Port, PortNumber> _ports;

    internal Datapath(IDatapathSession session, FeaturesReply features, ObserverErrors errors)
    {
        _session = session;
        ObserverErrors = errors;
        MessageStream = new(thrown => errors.Report(ObserverErrorKind.Ended, $"Messages of datapath {features.DatapathId}", thrown));
        _ports = new(port => port.PortNo, errors, $"Ports of datapath {features.DatapathId}");
        Ports = _ports.AsObservableCache();
        Features = features;
    }

    /// <summary>The datapath's identity.</summary>
    public DatapathId Id => Features.DatapathId;

    /// <summary>The version of OpenFlow that is spoken with it.</summary>
    public OpenFlowVersion Version => _session.Version;

    /// <summary>What it said of itself in its handshake.</summary>
    public FeaturesReply Features { get; }

    /// <summary>Its ports, as it told them in its handshake and in port-status since.</summary>
    public IObservableCache<Port, PortNumber> Ports { get; }

    /// <summary>Its address, as the connection tells it.</summary>
    public string RemoteEndPoint => _session.Peer;

    /// <summary>Whether it is still connected, and its place not taken by a newer connection.</summary>
    public bool IsConnected => !_session.IsClosed;

    /// <summary>How many requests are in flight to it.</summary>
    public int PendingRequests => _session.Requests.Count;

    /// <summary>
    /// How many packet-ins were dropped: because the app was slower than they came and reading could not pause
    /// (<see cref="ControllerOptions.PacketInOverflow"/>), or because there were more than <see cref="ControllerOptions.PacketInRate"/>.
    /// </summary>
    public long DroppedPacketIns => _session.DroppedPacketIns;

    /// <summary>
    /// What comes from the datapath and answers no request, in its order, from subscription on. Completes when the datapath is gone and all
    /// that came before is delivered. A handler may block, and may ask the datapath meanwhile.
    /// </summary>
    public IObservable<Envelope<OpenFlowMessage>> Messages => MessageStream;

    /// <summary>
    /// Sends a message without waiting for an answer. If a mebibyte waits already to be sent to the datapath, it blocks until there is room, for
    /// <see cref="ControllerOptions.SendTimeout"/> at most; <see cref="TrySend(OpenFlowMessage)"/> and <see cref="SendAsync"/> do not block. Whether
    /// the message failed shows, if at all, in an error among <see cref="Messages"/> that has the transaction id.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <returns>The transaction id that the message got.</returns>
    /// <exception cref="InvalidMessageException">The message cannot be encoded; nothing was sent.</exception>
    /// <exception cref="InvalidDatapathException">The datapath is not connected any more.</exception>
    /// <exception cref="SendTimeoutException">There was no room in time, or a sender before has found none since; nothing was sent.</exception>
    public uint Send(OpenFlowMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _session.Send(message);
    }

    /// <summary>
    /// Sends a message if that needs no waiting. For handlers of messages: one datapath that does not read, or has just gone, never delays or ends them.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="xid">The transaction id that the message got; 0 if it was not sent.</param>
    /// <returns>False if the datapath has no room, or is not connected any more; nothing was sent.</returns>
    /// <exception cref="InvalidMessageException">The message cannot be encoded; nothing was sent.</exception>
    public bool TrySend(OpenFlowMessage message, out uint xid)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _session.TrySend(message, out xid);
    }

    /// <inheritdoc cref="TrySend(OpenFlowMessage, out uint)"/>
    public bool TrySend(OpenFlowMessage message) => TrySend(message, out _);

    /// <summary>Sends a message as <see cref="Send"/> does, without blocking while there is no room, and without a limit of time.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the wait for room; then the message is not sent.</param>
    /// <returns>The transaction id that the message got.</returns>
    /// <exception cref="InvalidMessageException">The message cannot be encoded; nothing was sent.</exception>
    /// <exception cref="InvalidDatapathException">The datapath is not connected any more.</exception>
    /// <exception cref="OperationCanceledException">The wait was canceled; nothing was sent.</exception>
    public ValueTask<uint> SendAsync(OpenFlowMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _session.SendAsync(message, cancellationToken);
    }

    /// <summary>The identity, the version and the address.</summary>
    public override string ToString() => $"{Id} ({Version.ToText()}, {RemoteEndPoint})";

    internal MessageStream MessageStream { get; }

    /// <summary>Gets what observers of the datapath throw.</summary>
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
