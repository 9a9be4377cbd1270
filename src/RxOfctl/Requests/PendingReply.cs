using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Requests;

/// <summary>Which replies a request expects before its barrier is answered.</summary>
internal enum ReplyShape : byte
{
    /// <summary>No reply: the answer to the barrier is the result, a <see cref="System.Reactive.Unit"/>.</summary>
    Done,

    /// <summary>Exactly one reply, possibly in several parts.</summary>
    One,

    /// <summary>Any number of entries, in at least one multipart reply.</summary>
    Entries,

    /// <summary>At most one reply, possibly in several parts.</summary>
    OneOrNone,

    /// <summary>Any number of replies, each emitted as it arrives.</summary>
    Many,
}

/// <summary><c>SendMsg</c>: one message.</summary>
internal sealed class MessageRequest<T>(IRequestChannel channel, OpenFlowMessage message, ReplyShape shape, TimeSpan timeLimit)
    : Request<T>(channel)
{
    protected override PendingRequest Begin(IObserver<T> observer) => new PendingReply<T>(Channel, message, shape, timeLimit, observer);
}

/// <summary>One message in flight, whose answer goes to an observer on the thread that reads the connection.</summary>
/// <typeparam name="T">The type of the replies, or of the entries in them.</typeparam>
internal sealed class PendingReply<T>(
    IRequestChannel channel, OpenFlowMessage message, ReplyShape shape, TimeSpan timeLimit, IObserver<T> observer)
    : PendingRequest(channel, message, timeLimit)
{
    // The reply, or the last of several multipart replies.
    private OpenFlowMessage? _reply;
    private Fault _fault;

    // What is wrong with the answer. The last of several counts.
    private enum Fault : byte
    {
        None,
        SecondReply,
        UnexpectedReply,
        Error,
    }

    protected override void OnReply(uint xid, OpenFlowMessage reply)
    {
        switch (shape)
        {
            case ReplyShape.One or ReplyShape.OneOrNone when reply is T:
                if (_reply is null)
                    _reply = reply;
                else if (Join(_reply, reply) is { } joined)
                    _reply = joined;
                else
                    Note(Fault.SecondReply);
                break;
            case ReplyShape.Many when reply is T each:
                observer.OnNext(each);
                break;
            case ReplyShape.Entries when reply is MultipartReply<T> list:
                _reply = list;
                Channel.LogMalformedEntries(list.GetType(), list.Malformed);
                foreach (var entry in list.Body)
                    observer.OnNext(entry);
                break;
            default:
                Note(Fault.UnexpectedReply);
                break;
        }
    }

    protected override void OnError(uint xid, ErrorMessage error) => Note(Fault.Error);

    protected override RequestException? Judge(IReadOnlyList<OpenFlowMessage> received) => _fault switch
    {
        Fault.Error when Message is RoleRequest role && IsStale(received) => new StaleGenerationException(role, received),
        Fault.Error => new OpenFlowErrorException(Message, received),
        Fault.UnexpectedReply => new UnexpectedReplyException(Message, shape == ReplyShape.Done ? null : typeof(T), received),
        Fault.SecondReply => new UnexpectedMultiReplyException(Message, received),
        _ when _reply is null && shape is ReplyShape.One or ReplyShape.Entries => new ReplyMissingException(Message, typeof(T), received),
        _ => null,
    };

    protected override void OnEnd(Exception? failure)
    {
        if (failure is not null)
        {
            observer.OnError(failure);
            return;
        }

        if (shape == ReplyShape.Done)
            observer.OnNext(default!);
        else if (_reply is T reply)
            observer.OnNext(reply);
        observer.OnCompleted();
    }

    private void Note(Fault fault) => _fault = fault > _fault ? fault : _fault;

    private static bool IsStale(IReadOnlyList<OpenFlowMessage> received) =>
        received.OfType<ErrorMessage>().Any(error => error.Error == OpenFlowError.RoleRequestFailedStale);

    // Two parts belong together only if the first said that another follows.
    private static MultipartReply? Join(OpenFlowMessage first, OpenFlowMessage next) =>
        first is MultipartReply part && (part.Flags & MultipartFlags.More) != 0 && next is MultipartReply nextPart
            ? part.Join(nextPart)
            : null;
}
