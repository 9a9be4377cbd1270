using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Datapaths;

/// <summary>
/// Makes the <see cref="Datapath"/> of a recording: it is never connected, requests to it fail, and its ports change as recorded messages say.
/// </summary>
public sealed class RecordedDatapath
{
    /// <summary>Makes the datapath as it was at the end of its handshake.</summary>
    /// <param name="features">The features that it sent.</param>
    /// <param name="version">The negotiated version.</param>
    /// <param name="remoteEndPoint">The address of the peer.</param>
    /// <param name="ports">Its ports.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public RecordedDatapath(FeaturesReply features, OpenFlowVersion version, string remoteEndPoint, IEnumerable<Port> ports)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(remoteEndPoint);
        ArgumentNullException.ThrowIfNull(ports);
        var session = new DisconnectedSession(features.DatapathId, version, remoteEndPoint);
        Datapath = new(session, features, session.ObserverErrors);
        Datapath.SetPorts(ports);
    }

    /// <summary>The datapath.</summary>
    public Datapath Datapath { get; }

    /// <summary>Changes the datapath's ports as a message says, if it is a port-status.</summary>
    /// <param name="message">The message that the datapath sent next.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public void Apply(OpenFlowMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Datapath.Apply(message);
    }

    /// <summary>Adds or changes ports, as a port description says.</summary>
    /// <param name="ports">The ports.</param>
    /// <exception cref="ArgumentNullException"><paramref name="ports"/> is null.</exception>
    public void SetPorts(IEnumerable<Port> ports)
    {
        ArgumentNullException.ThrowIfNull(ports);
        Datapath.SetPorts(ports);
    }
}
