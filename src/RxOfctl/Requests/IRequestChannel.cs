using System.Reactive.Concurrency;
using RxOfctl.Connections;
using RxOfctl.Delivery;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Requests;

/// <summary>The session of a datapath, as its requests use it.</summary>
internal interface IRequestChannel
{
    DatapathId DatapathId { get; }

    string Peer { get; }

    ControllerOptions Options { get; }

    IScheduler Scheduler { get; }

    Connection Connection { get; }

    /// <summary>The version that messages are encoded in.</summary>
    OpenFlowVersion Version { get; }

    /// <summary>What the datapath understands beyond that version.</summary>
    EncodeOptions EncodeOptions { get; }

    /// <summary>The requests in flight.</summary>
    RequestTable Requests { get; }

    Telemetry Telemetry { get; }

    /// <summary>The bytes that the answers to all requests in flight may have.</summary>
    ByteBudget ReplyBytes { get; }

    /// <summary>Gets what observers of replies throw.</summary>
    ObserverErrors ObserverErrors { get; }

    /// <summary>Sends a request, as soon as there is room for it.</summary>
    void Start(PendingRequest request);

    /// <summary>Called when a message of a request has been written.</summary>
    void OnSent(OpenFlowMessage message);

    /// <summary>Runs an action that calls an observer of replies, or completes a task, where the app's code runs.</summary>
    void ScheduleReply(Action action);

    /// <summary>Logs the entries of a multipart reply that could not be decoded and were left out.</summary>
    void LogMalformedEntries(Type reply, ValueList<MalformedEntry> entries);
}
