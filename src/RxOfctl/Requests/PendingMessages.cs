using System.Buffers;
using System.Reactive;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Requests;

/// <summary><c>SendMsgs</c>: several commands and one barrier.</summary>
internal sealed class MessagesRequest(IRequestChannel channel, IReadOnlyList<OpenFlowMessage> messages, TimeSpan timeLimit)
    : Request<Unit>(channel)
{
    protected override PendingRequest Begin(IObserver<Unit> observer) => new PendingMessages(Channel, messages, timeLimit, observer);
}

/// <summary>Several messages in flight, followed by one barrier. The transaction id of an error says which message failed.</summary>
internal class PendingMessages : PendingRequest
{
    private readonly IReadOnlyList<OpenFlowMessage> _messages;
    private readonly IObserver<Unit> _observer;
    private readonly List<MessageFailure> _failures = [];
    private readonly uint[] _furtherXids;
    private OpenFlowMessage? _encoding;
    private bool _isUnexpected;

    public PendingMessages(IRequestChannel channel, IReadOnlyList<OpenFlowMessage> messages, TimeSpan timeLimit, IObserver<Unit> observer)
        : this(channel, messages, messages is [.., var last] ? last : Barrier, Math.Max(messages.Count - 1, 0), timeLimit, observer)
    {
    }

    protected PendingMessages(
        IRequestChannel channel,
        IReadOnlyList<OpenFlowMessage> messages,
        OpenFlowMessage named,
        int furtherXids,
        TimeSpan timeLimit,
        IObserver<Unit> observer)
        : base(channel, named, timeLimit) =>
        (_messages, _observer, _furtherXids) = (messages, observer, new uint[furtherXids]);

    public override uint[] FurtherXids => _furtherXids;

    protected bool HasFailed => _failures.Count > 0 || _isUnexpected;

    protected override OpenFlowMessage Invalid => _encoding ?? Message;

    /// <summary>How many messages of the app there are.</summary>
    protected virtual int Count => _messages.Count;

    protected override bool Write(Connection connection)
    {
        // Encoded before any of it is written: if one cannot be encoded, none is sent.
        var bytes = new ArrayBufferWriter<byte>();
        for (var index = 0; index < _messages.Count; index++)
        {
            _encoding = _messages[index];
            OpenFlowCodec.Encode(_encoding, Channel.Version, index == 0 ? Xid : _furtherXids[index - 1], bytes, Channel.EncodeOptions);
        }

        OpenFlowCodec.Encode(Barrier, Channel.Version, Boundary, bytes);
        return connection.Write(bytes.WrittenSpan);
    }

    protected override void OnSent()
    {
        foreach (var message in _messages)
            Channel.OnSent(message);
        Channel.OnSent(Barrier);
    }

    /// <summary>The message that has a transaction id, and its index among those of the app.</summary>
    protected virtual (int? Index, OpenFlowMessage Message) MessageOf(uint xid)
    {
        var index = xid == Xid ? 0 : Array.IndexOf(_furtherXids, xid) + 1;
        return (index, _messages[index]);
    }

    protected override void OnReply(uint xid, OpenFlowMessage reply) => _isUnexpected |= !IsBarrier;

    protected override void OnError(uint xid, ErrorMessage error)
    {
        // Without any message the barrier is sent alone, and an error completes it as well as a reply does.
        if (IsBarrier)
            return;
        var (index, message) = MessageOf(xid);
        _failures.Add(new(index, message, error));
    }

    protected override RequestException? Judge(IReadOnlyList<OpenFlowMessage> received) =>
        _failures.Count > 0 ? new MessagesFailedException(_failures, Count, received)
        : _isUnexpected ? new UnexpectedReplyException(Message, null, received)
        : null;

    protected override void OnEnd(Exception? failure)
    {
        if (failure is not null)
        {
            _observer.OnError(failure);
            return;
        }

        _observer.OnNext(Unit.Default);
        _observer.OnCompleted();
    }
}
