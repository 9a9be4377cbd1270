using System.Buffers;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Requests;

/// <summary>How far a request has come.</summary>
internal enum RequestState : byte
{
    /// <summary>Nothing of it was sent: it waits for room.</summary>
    Waiting,

    /// <summary>It was sent, and its barrier is not answered.</summary>
    Sent,

    /// <summary>Its barrier is answered, and a part of a multipart reply is still to come.</summary>
    BarrierAnswered,

    /// <summary>It was completed, it failed, or it was canceled.</summary>
    Ended,
}

/// <summary>
/// A request in flight: its state, and what was received in answer. It is complete when the barrier after it is answered and no reply has
/// another part to come. Derived classes say what is sent, and what the answer means. Disposing it cancels it.
/// </summary>
internal abstract class PendingRequest(IRequestChannel channel, OpenFlowMessage message, TimeSpan timeLimit) : IDisposable
{
    private const long BudgetStep = 1 << 16;

    private readonly Lock _gate = new();

    // Most requests are answered by their barrier alone.
    private ReceivedMessages? _received;
    private OpenFlowDecodeException? _malformed;
    private long _receivedBytes;
    private RequestState _state;
    private bool _hasMoreParts;

    /// <summary>The message that is sent; the last, if there are several.</summary>
    public OpenFlowMessage Message { get; } = message;

    /// <summary>How long the answer may take.</summary>
    public TimeSpan TimeLimit { get; } = timeLimit;

    /// <summary>The transaction id of the message, or of the first of several; 0 before the <see cref="RequestTable"/> gave one.</summary>
    public uint Xid { get; set; }

    /// <summary>The transaction id of the barrier; that of the message, if it is a barrier itself.</summary>
    public uint BarrierXid { get; set; }

    /// <summary>The transaction ids of further messages.</summary>
    public virtual uint[] FurtherXids => [];

    /// <summary>Whether the message is a barrier itself.</summary>
    public bool IsBarrier => Message is BarrierRequest;

    /// <summary>What is measured of the request; null if nothing listens.</summary>
    public RequestTrace? Trace { get; set; }

    /// <summary>When its time is up, by the clock of <see cref="RequestDeadlines"/>.</summary>
    public TimeSpan Deadline { get; set; }

    /// <summary>The request in flight whose time is up before.</summary>
    public PendingRequest? Earlier { get; set; }

    /// <summary>The request in flight whose time is up next.</summary>
    public PendingRequest? Later { get; set; }

    /// <summary>Its place among those that wait for room in the <see cref="RequestTable"/>; null if it does not.</summary>
    public LinkedListNode<PendingRequest>? Place { get; set; }

    protected static BarrierRequest Barrier { get; } = new();

    protected IRequestChannel Channel => channel;

    /// <summary>The transaction id whose answer completes the present step of the request.</summary>
    protected virtual uint Boundary => BarrierXid;

    /// <summary>The message that could not be encoded.</summary>
    protected virtual OpenFlowMessage Invalid => Message;

    /// <summary>Whether it was sent, and has not ended.</summary>
    protected bool IsSent => _state is RequestState.Sent or RequestState.BarrierAnswered;

    private long CountedBytes => _receivedBytes & ~(BudgetStep - 1);

    private IReadOnlyList<OpenFlowMessage> Received => _received is null ? [] : _received;

    /// <summary>Writes the request and its barrier. A failure ends the request.</summary>
    public void Send()
    {
        lock (_gate)
        {
            if (_state != RequestState.Waiting)
                return;
            _state = RequestState.Sent;
        }

        try
        {
            if (Write(channel.Connection))
                OnSent();
            else
                Lose("its connection ended");
        }
#pragma warning disable CA1031 // A null where there must be none: the caller gets it as any other failure of a request.
        catch (Exception error)
#pragma warning restore CA1031
        {
            lock (_gate)
                End(error is OpenFlowEncodeException invalid ? new InvalidMessageException(Invalid, invalid) : error);
        }
    }

    /// <summary>A message with one of the request's transaction ids was received.</summary>
    public void Receive(uint xid, OpenFlowMessage message, ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            if (!IsSent)
                return;
            var isWithinBudget = true;
            if (xid == Boundary && !IsBarrier)
            {
                // An error in answer to the barrier completes it as well as a reply does.
                _state = RequestState.BarrierAnswered;
            }
            else
            {
                (_received ??= new()).Add(message, frame);
                isWithinBudget = TryCount(frame.Length);
                if (IsBarrier)
                    _state = RequestState.BarrierAnswered;
                _hasMoreParts = message is MultipartReply { Flags: var flags } && (flags & MultipartFlags.More) != 0;
                if (message is ErrorMessage error)
                    OnError(xid, error);
                else
                    OnReply(xid, message);
            }

            if (_state == RequestState.BarrierAnswered && !_hasMoreParts)
                Finish();
            else if (_receivedBytes > channel.Options.ReplyLimit)
                End(new ReplyLimitException(Message, channel.Options.ReplyLimit, Received));
            else if (!isWithinBudget)
                End(new ReplyLimitException(Message, channel.ReplyBytes.Limit, Received));
        }
    }

    /// <summary>Bytes with one of the request's transaction ids were received that are no message.</summary>
    public void Receive(uint xid, OpenFlowDecodeException malformed)
    {
        lock (_gate)
        {
            if (!IsSent)
                return;
            if (xid == Boundary)
                _state = RequestState.BarrierAnswered;
            // Whether another part follows is not known, so none is awaited.
            _hasMoreParts = false;
            _malformed = malformed;
            if (_state == RequestState.BarrierAnswered)
                Finish();
        }
    }

    /// <summary>The time limit has passed.</summary>
    public void Expire()
    {
        lock (_gate)
        {
            if (_state == RequestState.Ended)
                return;
            OnAbandoned();
            End(new RequestTimeoutException(Message, TimeLimit, IsSent, _state == RequestState.BarrierAnswered, Received));
        }
    }

    /// <summary>The connection has ended.</summary>
    public void Lose(string reason)
    {
        lock (_gate)
            End(new InvalidDatapathException(channel.DatapathId, reason, Received));
    }

    /// <summary>Cancels the request: its answer is discarded.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_state == RequestState.Ended)
                return;
            OnAbandoned();
            _state = RequestState.Ended;
            channel.Requests.Remove(this);
            ReturnBytes();
            Trace?.Cancel();
        }
    }

    /// <summary>Writes the request, followed by its barrier.</summary>
    /// <returns>False if the connection has ended.</returns>
    /// <exception cref="OpenFlowEncodeException">A message cannot be encoded; nothing is written.</exception>
    protected virtual bool Write(Connection connection)
    {
        if (IsBarrier)
            return connection.Write(Message, channel.Version, Xid);
        if (Message is not MultipartRequest || !MultipartParts.Needs(Message, channel.Version))
            return connection.Write(Message, Xid, Barrier, BarrierXid, channel.Version);
        var bytes = new ArrayBufferWriter<byte>();
        MultipartParts.Encode(Message, channel.Version, Xid, bytes);
        OpenFlowCodec.Encode(Barrier, channel.Version, BarrierXid, bytes);
        return connection.Write(bytes.WrittenSpan);
    }

    /// <summary>The messages were written.</summary>
    protected virtual void OnSent()
    {
        channel.OnSent(Message);
        if (!IsBarrier)
            channel.OnSent(Barrier);
    }

    /// <summary>A reply was received that is no error.</summary>
    protected abstract void OnReply(uint xid, OpenFlowMessage reply);

    /// <summary>An error was received.</summary>
    protected abstract void OnError(uint xid, ErrorMessage error);

    /// <summary>The <see cref="Boundary"/> is answered.</summary>
    /// <param name="isMalformed">Whether bytes were received that are no message.</param>
    /// <returns>True if another step was started, with another <see cref="Boundary"/>.</returns>
    protected virtual bool TryBeginNextStep(bool isMalformed) => false;

    /// <summary>The request ends without its answer: its time is up, or it is canceled.</summary>
    protected virtual void OnAbandoned()
    {
    }

    /// <summary>What makes the complete answer a failure, or null.</summary>
    protected abstract RequestException? Judge(IReadOnlyList<OpenFlowMessage> received);

    /// <summary>The request has ended.</summary>
    protected abstract void OnEnd(Exception? failure);

    // Counts the bytes of the answer, in steps toward the budget of all requests: most answers are shorter than one.
    private bool TryCount(int length)
    {
        var before = CountedBytes;
        _receivedBytes += length;
        if (CountedBytes == before || channel.ReplyBytes.TryTake(CountedBytes - before))
            return true;
        _receivedBytes = before;
        return false;
    }

    private void ReturnBytes()
    {
        if (CountedBytes > 0)
            channel.ReplyBytes.Count(-CountedBytes);
    }

    private void Finish()
    {
        if (TryBeginNextStep(_malformed is not null))
        {
            _state = RequestState.Sent;
            return;
        }

        var failure = Judge(Received);
        End(_malformed is null || failure is OpenFlowErrorException or MessagesFailedException
            ? failure
            : new MalformedReplyException(Message, Received, _malformed));
    }

    private void End(Exception? failure)
    {
        if (_state == RequestState.Ended)
            return;
        _state = RequestState.Ended;
        // First, so that an observer of the end finds no request in flight.
        channel.Requests.Remove(this, isReplyMissing: failure is ReplyMissingException);
        ReturnBytes();
        Trace?.End(failure);
        OnEnd(failure);
    }
}
