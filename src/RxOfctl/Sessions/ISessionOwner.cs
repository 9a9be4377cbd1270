using RxOfctl.Datapaths;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Sessions;

/// <summary>The controller, as its sessions use it.</summary>
internal interface ISessionOwner
{
    /// <summary>The metrics of the controller.</summary>
    Telemetry Telemetry { get; }

    /// <summary>The scheduler, if it is one of virtual time; else null.</summary>
    VirtualTime? VirtualTime { get; }

    /// <summary>The bytes that all connections together may keep before their handshakes are complete.</summary>
    ByteBudget HandshakeBytes { get; }

    /// <summary>The bytes in which all datapaths together may describe their ports.</summary>
    ByteBudget PortBytes { get; }

    /// <summary>The bytes that the answers to all requests in flight may have.</summary>
    ByteBudget ReplyBytes { get; }

    /// <summary>The bytes that may wait to be sent to all datapaths.</summary>
    ByteBudget SendBytes { get; }

    /// <summary>Limits the log lines that peers can cause over and over.</summary>
    LogLimit LogLimit { get; }

    /// <summary>Returns the first transaction id of a connection.</summary>
    uint FirstXid();

    /// <summary>Claims a datapath id for a session whose peer has sent its features.</summary>
    /// <returns>Why the claim is refused; null if it is not.</returns>
    string? Claim(Session session, FeaturesReply features);

    /// <summary>The handshake is complete. Called on the scheduler.</summary>
    /// <param name="datapath">The datapath, which becomes present.</param>
    /// <param name="whenDelivered">Called when all observers of presence got it: no message of the datapath is delivered before.</param>
    void Join(Datapath datapath, Action whenDelivered);

    /// <summary>Reports a change of a connection's state. Not called by two threads at once for one connection.</summary>
    void ReportState(string peer, ConnectionState state, DatapathId? datapathId = null, string? reason = null);

    /// <summary>What the message queues of all datapaths share.</summary>
    MessageHub Messages { get; }

    /// <summary>The datapath has disconnected, which ends its claim. Called on the scheduler.</summary>
    void Leave(Session session, Datapath datapath);
}
