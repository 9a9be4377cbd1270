using System.Reactive.Disposables;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Requests;

/// <summary>
/// One request in flight: what came in answer so far, and whether it is complete. It is complete when the barrier behind it is answered
/// and no reply has another part to come.
/// </summary>
internal abstract class PendingRequest(OpenFlowMessage message, TimeSpan timeLimit, long replyLimit, int furtherXids = 0)
{
    private static readonly BarrierRequest Barrier = new();

    private readonly Lock _gate = new();
    private readonly List<OpenFlowMessage> _received = [];
    private readonly SingleAssignmentDisposable _timer = new();
    private OpenFlowDecodeException? _malformed;
    private long _receivedBytes;
    private bool _barrierAnswered;
    private bool _moreToCome;
    private bool _ended;

    /// <summary>What is asked.</summary>
    public OpenFlowMessage Message { get; } = message;

    /// <summary>How long the answer may take.</summary>
    public TimeSpan TimeLimit { get; } = timeLimit;

    /// <summary>The transaction id of the message; that of its barrier too, if the message is a barrier.</summary>
    public uint Xid { get; set; }

    /// <summary>The transaction id of the barrier behind the message.</summary>
    public uint BarrierXid { get; set; }

    /// <summary>The transaction ids of more messages than one.</summary>
    public uint[] FurtherXids { get; } = furtherXids == 0 ? [] : new uint[furtherXids];

    /// <summary>Whether the message is its own barrier.</summary>
    public bool IsBarrier => Message is BarrierRequest;

    /// <summary>What is measured of the request, if anybody listens.</summary>
    public RequestTrace? Trace { get; set; }

    /// <summary>The types of the messages that <see cref="Write"/> writes.</summary>
    public virtual IEnumerable<Type> Written => IsBarrier ? [typeof(BarrierRequest)] : [Message.GetType(), typeof(BarrierRequest)];

    /// <summary>Its place among those that wait for room; null if it does not.</summary>
    public LinkedListNode<PendingRequest>? Place { get; set; }

    /// <summary>The timer of the time limit; let go when the request ends.</summary>
    public IDisposable Timer
    {
        set => _timer.Disposable = value;
    }

    /// <summary>The transaction id whose answer marks the boundary of what is answered now.</summary>
    protected virtual uint Boundary => BarrierXid;

    /// <summary>The message that could not be encoded.</summary>
    protected virtual OpenFlowMessage Invalid => Message;

    /// <summary>Writes what is asked, with its barrier behind it.</summary>
    /// <returns>False if the connection has ended.</returns>
    /// <exception cref="OpenFlowEncodeException">A message cannot be encoded; nothing is written.</exception>
    public virtual bool Write(FrameConnection connection, OpenFlowVersion version) =>
        IsBarrier ? connection.Write(Message, version, Xid) : connection.Write(Message, Xid, Barrier, BarrierXid, version);

    /// <summary>A message with one of the request's transaction ids came.</summary>
    /// <returns>True if the request has ended with it.</returns>
    public bool Receive(uint xid, OpenFlowMessage message, int length)
    {
        lock (_gate)
        {
            if (_ended)
                return true;
            if (xid == Boundary && !IsBarrier)
            {
                // An error in answer to the barrier marks the boundary as well as a reply does.
                _barrierAnswered = true;
            }
            else
            {
                _received.Add(message);
                _receivedBytes += length;
                _barrierAnswered |= IsBarrier;
                _moreToCome = message is MultipartReply { Flags: var flags } && (flags & MultipartFlags.More) != 0;
                if (message is ErrorMessage error)
                    OnError(xid, error);
                else
                    OnReply(xid, message);
            }

            if (_barrierAnswered && !_moreToCome)
                Finish();
            else if (_receivedBytes > replyLimit)
                End(new ReplyLimitException(Message, replyLimit, _received));
            return _ended;
        }
    }

    /// <summary>Bytes with one of the request's transaction ids came that are no message.</summary>
    /// <returns>True if the request has ended with it.</returns>
    public bool Receive(uint xid, OpenFlowDecodeException malformed)
    {
        lock (_gate)
        {
            if (_ended)
                return true;
            if (xid == Boundary)
                _barrierAnswered = true;
            // Whether another part was to come cannot be told: there is no use in waiting for it.
            _moreToCome = false;
            _malformed = malformed;
            if (_barrierAnswered)
                Finish();
            return _ended;
        }
    }

    /// <summary>The time limit passed.</summary>
    /// <param name="isSent">Whether there was room to send it.</param>
    public void Expire(bool isSent)
    {
        lock (_gate)
        {
            if (!_ended)
                OnAbandoned();
            End(new RequestTimeoutException(Message, TimeLimit, isSent, _barrierAnswered, _received));
        }
    }

    /// <summary>The datapath is no longer there.</summary>
    public void Lose(DatapathId datapathId, string reason)
    {
        lock (_gate)
            End(new InvalidDatapathException(datapathId, reason, _received));
    }

    /// <summary>The message could not be encoded.</summary>
    public void Refuse(OpenFlowEncodeException error)
    {
        lock (_gate)
            End(new InvalidMessageException(Invalid, error));
    }

    /// <summary>The message could not be written, for a reason that is its author's.</summary>
    public void Fail(Exception error)
    {
        lock (_gate)
            End(error);
    }

    /// <summary>Nobody wants the answer any more.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            if (!_ended)
            {
                OnAbandoned();
                Trace?.Cancel();
            }

            _ended = true;
        }

        _timer.Dispose();
    }

    /// <summary>A reply came that is no error.</summary>
    protected abstract void OnReply(uint xid, OpenFlowMessage reply);

    /// <summary>An error came.</summary>
    protected virtual void OnError(uint xid, ErrorMessage error)
    {
    }

    /// <summary>The boundary is reached.</summary>
    /// <param name="isMalformed">Whether bytes came that are no message.</param>
    /// <returns>True if there is another step, with a <see cref="Boundary"/> of its own.</returns>
    protected virtual bool GoOn(bool isMalformed) => false;

    /// <summary>The request ends without its answer, by its time limit or because nobody wants it.</summary>
    protected virtual void OnAbandoned()
    {
    }

    /// <summary>What makes the complete answer a failure, or null.</summary>
    protected abstract RequestException? Judge(IReadOnlyList<OpenFlowMessage> received);

    /// <summary>The request has ended.</summary>
    protected abstract void OnEnd(Exception? failure);

    private void Finish()
    {
        if (GoOn(_malformed is not null))
        {
            _barrierAnswered = false;
            return;
        }

        var failure = Judge(_received);
        End(_malformed is null || failure is OpenFlowErrorException or MessagesFailedException
            ? failure
            : new MalformedReplyException(Message, _received, _malformed));
    }

    private void End(Exception? failure)
    {
        if (_ended)
            return;
        _ended = true;
        _timer.Dispose();
        Trace?.End(failure);
        OnEnd(failure);
    }
}
