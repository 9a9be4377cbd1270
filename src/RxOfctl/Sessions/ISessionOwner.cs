using RxOfctl.Datapaths;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Sessions;

/// <summary>What a session needs of its controller, and reports to it.</summary>
internal interface ISessionOwner
{
    /// <summary>What the controller measures.</summary>
    Telemetry Telemetry { get; }

    /// <summary>What is special about the scheduler if its time is virtual; null if it is real.</summary>
    VirtualTime? VirtualTime { get; }

    /// <summary>How many bytes all connections may keep together before the ends of their handshakes.</summary>
    ByteBudget HandshakeBytes { get; }

    /// <summary>Limits log lines that peers can cause without end.</summary>
    LogLimit LogLimit { get; }

    /// <summary>The first transaction id of a connection.</summary>
    uint FirstXid();

    /// <summary>A datapath said who it is.</summary>
    /// <returns>Why it is refused, or null.</returns>
    string? Claim(Session session, FeaturesReply features);

    /// <summary>The handshake ended well. Called on the scheduler.</summary>
    /// <param name="datapath">The datapath that is there.</param>
    /// <param name="whenTold">Called when all who observe the presence know it: nothing of the datapath is delivered before.</param>
    void Join(Datapath datapath, Action whenTold);

    /// <summary>The connection has come to another state. Called where it does, and never by two at once.</summary>
    void Tell(string peer, ConnectionState state, DatapathId? datapathId = null, string? reason = null);

    /// <summary>What the messages of all datapaths have in common.</summary>
    MessageHub Messages { get; }

    /// <summary>The datapath is gone, and with it the claim. Called on the scheduler.</summary>
    void Leave(Session session, Datapath datapath);
}
