using Microsoft.Extensions.Logging;
using RxOfctl.Protocol;

namespace RxOfctl;

/// <summary>All log messages of the controller, with their event ids.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Listening at {EndPoint}.")]
    public static partial void Listening(ILogger logger, string endPoint);

    [LoggerMessage(2, LogLevel.Debug, "{Peer} connected.")]
    public static partial void Connected(ILogger logger, string peer);

    [LoggerMessage(3, LogLevel.Information, "Datapath {DatapathId} is present: {Peer}, {Version}.")]
    public static partial void Present(ILogger logger, DatapathId datapathId, string peer, string version);

    [LoggerMessage(4, LogLevel.Information, "{Peer} is closed: {Reason}.")]
    public static partial void Closed(ILogger logger, string peer, string reason);

    [LoggerMessage(5, LogLevel.Warning, "{Peer} sent a malformed message: {Reason} Left out since the last such line: {LeftOut}.")]
    public static partial void Malformed(ILogger logger, string peer, string reason, long leftOut);

    [LoggerMessage(6, LogLevel.Error, "{What}.")]
    public static partial void ObserverThrew(ILogger logger, string what, Exception error);

    [LoggerMessage(7, LogLevel.Warning,
        "Datapath {DatapathId} answers barrier requests with an error, which completes the requests before them as a reply does.")]
    public static partial void BarrierRefused(ILogger logger, DatapathId datapathId);

    [LoggerMessage(8, LogLevel.Debug, "{Peer} cannot be reached; it will be dialed again: {Reason}")]
    public static partial void Unreachable(ILogger logger, string peer, string reason);

    [LoggerMessage(9, LogLevel.Error, "The connection of {Peer} failed with an unexpected exception.")]
    public static partial void Failed(ILogger logger, string peer, Exception error);

    [LoggerMessage(10, LogLevel.Warning, "{Peer} does not describe its ports: {Reason}. It is assumed to have none.")]
    public static partial void NoPorts(ILogger logger, string peer, string reason);

    [LoggerMessage(11, LogLevel.Warning, "A connection was not accepted: {Reason} Left out since the last such line: {LeftOut}.")]
    public static partial void NotAccepted(ILogger logger, string reason, long leftOut);

    [LoggerMessage(12, LogLevel.Debug, "{Peer} did not receive the last bytes that were sent to it: {Reason}")]
    public static partial void Unsent(ILogger logger, string peer, string reason);

    [LoggerMessage(13, LogLevel.Debug,
        "Datapath {DatapathId} answered a request that has ended, of transaction id {Xid}; its {Message} is discarded. Left out since "
        + "the last such line: {LeftOut}.")]
    public static partial void LateReply(ILogger logger, DatapathId datapathId, string message, uint xid, long leftOut);

    [LoggerMessage(14, LogLevel.Warning,
        "Datapath {DatapathId} answers barrier requests before the requests that precede them: {Message} of transaction id {Xid} "
        + "arrived after ReplyMissingException and is discarded. Left out since the last such line: {LeftOut}.")]
    public static partial void MissingReplyArrived(ILogger logger, DatapathId datapathId, string message, uint xid, long leftOut);

    [LoggerMessage(15, LogLevel.Warning, "{Peer} sent a malformed message {LeftOut} more times.")]
    public static partial void MalformedLeftOut(ILogger logger, string peer, long leftOut);

    [LoggerMessage(16, LogLevel.Warning, "{LeftOut} log entries were left out because the logger is slow.")]
    public static partial void EntriesLeftOut(ILogger logger, long leftOut);

    [LoggerMessage(17, LogLevel.Error, "A listener of the meter or of activities threw an exception; further ones are not logged.")]
    public static partial void ListenerThrew(ILogger logger, Exception error);

    [LoggerMessage(18, LogLevel.Warning, "Datapath {DatapathId}, connected from {Peer}, is replaced by a connection from {Newcomer}.")]
    public static partial void Replaced(ILogger logger, DatapathId datapathId, string peer, string newcomer);

    [LoggerMessage(19, LogLevel.Warning,
        "A connection from {Newcomer} does not replace datapath {DatapathId}: {Reason}. Left out since the last such line: {LeftOut}.")]
    public static partial void NotReplaced(ILogger logger, string newcomer, DatapathId datapathId, string reason, long leftOut);

    [LoggerMessage(20, LogLevel.Warning,
        "{Peer} is closed: TLS negotiation failed: {Reason}. Left out since the last such line of its address: {LeftOut}.")]
    public static partial void TlsFailed(ILogger logger, string peer, string reason, long leftOut);

    [LoggerMessage(21, LogLevel.Warning,
        "{Peer} is closed at once: there are {Limit} connections, which is the limit. Left out since the last such line of its address: "
        + "{LeftOut}.")]
    public static partial void TooMany(ILogger logger, string peer, int limit, long leftOut);

    [LoggerMessage(22, LogLevel.Warning,
        "{Peer} is closed at once: {Limit} connections have not completed their handshake, which is the limit. Left out since the last "
        + "such line of its address: {LeftOut}.")]
    public static partial void TooManyHandshakes(ILogger logger, string peer, int limit, long leftOut);

    [LoggerMessage(23, LogLevel.Warning,
        "At most {Limit} connections are accepted, not {MaxConnections}: the operating system allows no more open files (ulimit -n).")]
    public static partial void FewDescriptors(ILogger logger, int limit, int maxConnections);

    [LoggerMessage(24, LogLevel.Warning,
        "{Peer} sent {Count} entries of {Reply} that cannot be decoded and are left out; the first: {Reason}. Left out since the last "
        + "such line: {LeftOut}.")]
    public static partial void MalformedEntries(ILogger logger, string peer, int count, string reply, string reason, long leftOut);

    [LoggerMessage(25, LogLevel.Information, "{Peer} is closed: {Reason}. Left out since the last such line of its address: {LeftOut}.")]
    public static partial void ClosedEarly(ILogger logger, string peer, string reason, long leftOut);
}
