using RxOfctl.Caching;
using RxOfctl.Connections;
using RxOfctl.Delivery;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Sessions;

namespace RxOfctl;

/// <summary>
/// A datapath on one connection: from the end of its handshake to its disconnection. One that connects again is another datapath of the
/// same id.
/// </summary>
public sealed partial class Datapath
{
    private readonly Session _session;
    private readonly Broadcast<Envelope<OpenFlowMessage>> _messages;
    private readonly SourceCache<Port, PortNumber> _ports;

    /// <summary>What the datapath is in the fleet of its controller; null until it is asked for.</summary>
    internal FleetDatapath? OfFleet;

    internal Datapath(Session session, FeaturesReply features, ObserverErrors errors)
    {
        _session = session;
        ObserverErrors = errors;
        _messages = new(thrown => errors.Report(ObserverErrorKind.Ended, $"Messages of datapath {features.DatapathId}", thrown));
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

    /// <summary>How many packet-ins were dropped because the app was slower than they came, while a request was in flight.</summary>
    public long DroppedPacketIns => _session.DroppedPacketIns;

    /// <summary>
    /// What comes from the datapath and answers no request, in its order, from subscription on. Completes when the datapath is gone and all
    /// that came before is delivered. A handler may block, and may ask the datapath meanwhile.
    /// </summary>
    public IObservable<Envelope<OpenFlowMessage>> Messages => _messages;

    /// <summary>
    /// Sends a message, and waits for nothing but room if the datapath reads slowly. Whether it fails shows, if at all, in an error among
    /// <see cref="Messages"/> that has the transaction id.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <returns>The transaction id that the message got.</returns>
    /// <exception cref="InvalidMessageException">The message cannot be encoded; nothing was sent.</exception>
    /// <exception cref="InvalidDatapathException">The datapath is not connected any more.</exception>
    public uint Send(OpenFlowMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var xid = _session.Send(message);
        var room = _session.WaitForRoomAsync(default);
        if (!room.IsCompleted)
        {
            EventLoop.HandOver();
            room.GetAwaiter().GetResult();
        }

        return xid;
    }

    /// <summary>Sends a message, as <see cref="Send"/> does, without blocking while there is no room.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the wait for room; the message is sent all the same.</param>
    /// <returns>The transaction id that the message got.</returns>
    /// <inheritdoc cref="Send" path="/exception"/>
    public async ValueTask<uint> SendAsync(OpenFlowMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var xid = _session.Send(message);
        await _session.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
        return xid;
    }

    /// <summary>The identity, the version and the address.</summary>
    public override string ToString() => $"{Id} ({Version.ToText()}, {RemoteEndPoint})";

    /// <summary>Gets what observers of the datapath throw.</summary>
    internal ObserverErrors ObserverErrors { get; }

    internal void Disconnect(string reason) => _session.Close(reason);

    internal void SetPorts(IEnumerable<Port> ports) => _ports.AddOrUpdate(ports);

    internal void Deliver(Envelope<OpenFlowMessage> envelope)
    {
        if (envelope.Message is PortStatus status)
            Apply(status);
        _messages.OnNext(envelope);
    }

    internal void End()
    {
        _ports.Dispose();
        _messages.OnCompleted();
    }

    private void Apply(PortStatus status)
    {
        if (status.Reason == PortReason.Delete)
            _ports.Remove(status.Desc.PortNo);
        else
            _ports.AddOrUpdate(status.Desc);
    }
}
