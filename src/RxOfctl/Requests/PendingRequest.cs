using System.Buffers;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Sessions;

namespace RxOfctl.Requests;

/// <summary>
/// One request in flight: what came in answer so far, and whether it is complete. It is complete when the barrier after it is answered
/// and no reply has another part to come. To dispose of it is to forget it.
/// </summary>
internal abstract class PendingRequest(Session session, OpenFlowMessage message, TimeSpan timeLimit, int furtherXids = 0) : IDisposable
{
    private static readonly BarrierRequest Barrier = new();

    private readonly Lock _gate = new();

    // Most requests are answered by their barrier alone.
    private List<OpenFlowMessage>? _received;
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

    /// <summary>The transaction id of the barrier after the message.</summary>
    public uint BarrierXid { get; set; }

    /// <summary>The transaction ids of more messages than one.</summary>
    public uint[] FurtherXids { get; } = furtherXids == 0 ? [] : new uint[furtherXids];

    /// <summary>Whether the message is its own barrier.</summary>
    public bool IsBarrier => Message is BarrierRequest;

    /// <summary>What is measured of the request; null unless there are listeners.</summary>
    public RequestTrace? Trace { get; set; }

    /// <summary>Whether the <see cref="RequestTable"/> has it.</summary>
    public bool IsInFlight { get; set; }

    /// <summary>When its time is up, by the clock of <see cref="RequestDeadlines"/>.</summary>
    public TimeSpan Deadline { get; set; }

    /// <summary>The request in flight whose time is up before.</summary>
    public PendingRequest? Earlier { get; set; }

    /// <summary>The request in flight whose time is up next.</summary>
    public PendingRequest? Later { get; set; }

    /// <summary>Its place among those that wait for room; null if it does not.</summary>
    public LinkedListNode<PendingRequest>? Place { get; set; }

    /// <summary>The connection.</summary>
    protected Session Session { get; } = session;

    /// <summary>The transaction id whose answer marks the boundary of what is answered now.</summary>
    protected virtual uint Boundary => BarrierXid;

    /// <summary>The message that could not be encoded.</summary>
    protected virtual OpenFlowMessage Invalid => Message;

    /// <summary>Writes the request, followed by its barrier.</summary>
    /// <returns>False if the connection has ended.</returns>
    /// <exception cref="OpenFlowEncodeException">A message cannot be encoded; nothing is written.</exception>
    public virtual bool Write(Connection connection, OpenFlowVersion version)
    {
        if (IsBarrier)
            return connection.Write(Message, version, Xid);
        if (Message is not MultipartRequest || !MultipartParts.Needs(Message, version))
            return connection.Write(Message, Xid, Barrier, BarrierXid, version);
        var bytes = new ArrayBufferWriter<byte>();
        MultipartParts.Encode(Message, version, Xid, bytes);
        OpenFlowCodec.Encode(Barrier, version, BarrierXid, bytes);
        return connection.Write(bytes.WrittenSpan);
    }

    /// <summary>Counts the messages that <see cref="Write"/> has written.</summary>
    public virtual void CountSent()
    {
        Session.Telemetry.Sent(Message);
        if (!IsBarrier)
            Session.Telemetry.Sent(typeof(BarrierRequest));
    }

    /// <summary>A message with one of the request's transaction ids came.</summary>
    public void Receive(uint xid, OpenFlowMessage message, int length)
    {
        lock (_gate)
        {
            if (_ended)
                return;
            if (xid == Boundary && !IsBarrier)
            {
                // An error in answer to the barrier marks the boundary as well as a reply does.
                _barrierAnswered = true;
            }
            else
            {
                (_received ??= []).Add(message);
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
            else if (_receivedBytes > Session.Options.ReplyLimit)
                End(new ReplyLimitException(Message, Session.Options.ReplyLimit, Received));
        }
    }

    /// <summary>Bytes with one of the request's transaction ids came that are no message.</summary>
    public void Receive(uint xid, OpenFlowDecodeException malformed)
    {
        lock (_gate)
        {
            if (_ended)
                return;
            if (xid == Boundary)
                _barrierAnswered = true;
            // Whether another part follows is not known, so none is awaited.
            _moreToCome = false;
            _malformed = malformed;
            if (_barrierAnswered)
                Finish();
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
            End(new RequestTimeoutException(Message, TimeLimit, isSent, _barrierAnswered, Received));
        }
    }

    /// <summary>The datapath is no longer there.</summary>
    public void Lose(DatapathId datapathId, string reason)
    {
        lock (_gate)
            End(new InvalidDatapathException(datapathId, reason, Received));
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

    /// <summary>Cancels the request: its answer is discarded.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_ended)
                return;
            _ended = true;
            Session.Drop(this);
            OnAbandoned();
            Trace?.Cancel();
        }
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

    /// <summary>The request ends without its answer, by its time limit or because it is canceled.</summary>
    protected virtual void OnAbandoned()
    {
    }

    /// <summary>What makes the complete answer a failure, or null.</summary>
    protected abstract RequestException? Judge(IReadOnlyList<OpenFlowMessage> received);

    /// <summary>The request has ended.</summary>
    protected abstract void OnEnd(Exception? failure);

    private IReadOnlyList<OpenFlowMessage> Received => _received is null ? [] : _received;

    private void Finish()
    {
        if (GoOn(_malformed is not null))
        {
            _barrierAnswered = false;
            return;
        }

        var failure = Judge(Received);
        End(_malformed is null || failure is OpenFlowErrorException or MessagesFailedException
            ? failure
            : new MalformedReplyException(Message, Received, _malformed));
    }

    private void End(Exception? failure)
    {
        if (_ended)
            return;
        _ended = true;
        if (failure is ReplyMissingException)
            Session.Requests.NoteMissingReply(this);
        // First, so that an observer of the end finds no request in flight.
        Session.Drop(this);
        Trace?.End(failure);
        OnEnd(failure);
    }
}
