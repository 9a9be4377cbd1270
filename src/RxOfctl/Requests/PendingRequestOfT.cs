using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Sessions;

namespace RxOfctl.Requests;

/// <summary>A request in flight whose answer goes to an observer, on the thread that reads the connection.</summary>
/// <typeparam name="T">What the observer gets: replies or entries.</typeparam>
internal sealed class PendingRequest<T>(Session session, OpenFlowMessage message, ReplyShape shape, TimeSpan timeLimit, IObserver<T> observer)
    : PendingRequest(session, message, timeLimit)
{
    private OpenFlowMessage? _single;
    private bool _isError;
    private bool _isUnexpected;
    private bool _isMulti;
    private bool _hasEntries;

    protected override void OnReply(uint xid, OpenFlowMessage reply)
    {
        switch (shape)
        {
            case ReplyShape.One or ReplyShape.OneOrNone when reply is T:
                if (_single is null)
                    _single = reply;
                else if (Join(_single, reply) is { } joined)
                    _single = joined;
                else
                    _isMulti = true;
                break;
            case ReplyShape.Many when reply is T each:
                observer.OnNext(each);
                break;
            case ReplyShape.Entries when reply is MultipartReply<T> list:
                _hasEntries = true;
                Session.LogMalformedEntries(list.GetType(), list.Malformed);
                foreach (var entry in list.Body)
                    observer.OnNext(entry);
                break;
            default:
                _isUnexpected = true;
                break;
        }
    }

    protected override void OnError(uint xid, ErrorMessage error) => _isError = true;

    protected override RequestException? Judge(IReadOnlyList<OpenFlowMessage> received) =>
        _isError ? new OpenFlowErrorException(Message, received)
        : _isUnexpected ? new UnexpectedReplyException(Message, shape == ReplyShape.Done ? null : typeof(T), received)
        : _isMulti ? new UnexpectedMultiReplyException(Message, received)
        : IsMissing ? new ReplyMissingException(Message, typeof(T), received)
        : null;

    protected override void OnEnd(Exception? failure)
    {
        if (failure is not null)
        {
            observer.OnError(failure);
            return;
        }

        if (shape == ReplyShape.Done)
            observer.OnNext(default!);
        else if (_single is T single)
            observer.OnNext(single);
        observer.OnCompleted();
    }

    private bool IsMissing => shape switch
    {
        ReplyShape.One => _single is null,
        ReplyShape.Entries => !_hasEntries,
        _ => false,
    };

    // Two parts belong together only if the first said that another follows.
    private static MultipartReply? Join(OpenFlowMessage first, OpenFlowMessage next) =>
        first is MultipartReply part && (part.Flags & MultipartFlags.More) != 0 && next is MultipartReply nextPart ? part.Join(nextPart) : null;
}

/// <summary>Which replies a request expects before its barrier is answered.</summary>
internal enum ReplyShape
{
    /// <summary>No reply: that the barrier was answered is the result, a <see cref="System.Reactive.Unit"/>.</summary>
    Done,

    /// <summary>Exactly one reply, possibly in several parts.</summary>
    One,

    /// <summary>Any number of entries, in at least one multipart reply.</summary>
    Entries,

    /// <summary>At most one reply, possibly in several parts.</summary>
    OneOrNone,

    /// <summary>Any number of replies, each given as it arrives.</summary>
    Many,
}
