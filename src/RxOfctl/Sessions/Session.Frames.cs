using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Nicira;

namespace RxOfctl.Sessions;

/// <content>What is done with each message that comes.</content>
internal sealed partial class Session
{
    // How often an error answers what a peer sends: ten times at once, then ten times a second.
    private const int ErrorBurst = 10;
    private const double ErrorsPerSecond = 10;

    // How many malformed messages are forgiven a second.
    private const double MalformedPerSecond = 1;

    // How often one line is logged of each kind of what a peer does wrong.
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    // How much of a message an error about it brings back (OpenFlow 1.3.5 §7.4.4: at least 64 bytes).
    private const int OffenderLength = 64;

    private const byte EchoRequestType = 2;
    private const byte EchoReplyType = 3;
    private const byte PacketInType = 10;

    private TokenBucket _malformed;
    private TokenBucket _errors = new(ErrorBurst, ErrorsPerSecond);
    private OncePerInterval _malformedLog;
    private OncePerInterval _lateLog;
    private OncePerInterval _missingLog;

    // The clock is asked once for all messages that are read at once.
    /// <inheritdoc/>
    public void OnRead() => LastReceived = Scheduler.Now;

    /// <inheritdoc/>
    public bool OnReadDone() => Publish();

    /// <inheritdoc/>
    public bool OnFrame(FrameHeader header, ReadOnlySpan<byte> frame)
    {
        if (IsClosed)
            return true;
        // Packet-ins are handed over in batches; the effects of any other message come after the packet-ins before it.
        if (header.Type != PacketInType)
            Publish();
        else if (IsOverRate())
            return true;
        try
        {
            if (_phase != Phase.Ready)
            {
                CountInHandshake(frame.Length);
                if (IsClosed)
                    return true;
            }

            if (_phase == Phase.AwaitingHello)
            {
                // It is not silent, and gives its place to no other.
                if (Handshake is not null)
                    Handshake.IsSilent = false;
                OnFirst(header, frame);
                return true;
            }

            // The version is settled: a HELLO that comes later has nothing to say, in whatever version it comes.
            if (header.Type == HelloType)
                return true;

            if (header.Version == Version)
                return OnMessage(OpenFlowCodec.Decode(frame, out var xid), xid, frame.Length);

            // Some datapaths send echo requests in a version of their own.
            if (header.Type == EchoRequestType && OpenFlowCodec.Decode(frame, out _) is EchoRequest echo)
                _connection.Write(new EchoReply { Data = echo.Data }, header.Version, header.Xid);
            else if (header.Type != EchoReplyType && !TryReceiveForeignError(header, frame))
                OnForeign(header, frame);
        }
        catch (OpenFlowDecodeException malformed)
        {
            OnMalformed(header, frame, malformed);
        }

        return true;
    }

    private bool OnMessage(OpenFlowMessage message, uint xid, int length)
    {
        Telemetry.Received(message);
        switch (message)
        {
            case EchoReply when xid != 0 && xid == Volatile.Read(ref _echoXid):
                OnSignOfLife();
                return true;
            case EchoRequest echo:
                Write(new EchoReply { Data = echo.Data }, xid);
                return true;
            case PacketIn:
                return Enqueue(message, xid, length, isDroppable: true);
            case PortStatus status:
                CountPort(status, length);
                return IsClosed || Enqueue(message, xid, length, isDroppable: false);
            case FlowRemoved or RoleStatus or TableStatus or RequestForward or ControllerStatus:
                return Enqueue(message, xid, length, isDroppable: false);
            default:
                var answered = AnsweredXid(message, xid);
                if (_phase != Phase.Ready && answered == _handshakeXid && TryGoOn(message))
                    return true;
                return OnReply(message, answered, length) || message is EchoReply || IsLate(message, answered) || Enqueue(message, xid, length, isDroppable: false);
        }
    }

    private bool OnReply(OpenFlowMessage message, uint xid, int length)
    {
        if (!Requests.TryGet(xid, out var request))
            return false;
        if (message is ErrorMessage && xid == request.BarrierXid && !_barrierRefused)
        {
            _barrierRefused = true;
            Log.BarrierRefused(_logger, DatapathId);
        }

        request.Receive(xid, message, length);
        return true;
    }

    // Some datapaths give an error the transaction id 0; which message it is about shows in the part of it that the error quotes.
    private uint AnsweredXid(OpenFlowMessage message, uint xid) =>
        xid == 0 && message is ErrorMessage error && FrameHeader.TryRead(error.Data.Span, out var quoted) && quoted.Version == Version ? quoted.Xid : xid;

    // The answer to a request that has ended is discarded: the app could only take it for something else. The updates of a flow monitor are no
    // answers any more once it is set up, though they may have its transaction id.
    private bool IsLate(OpenFlowMessage message, uint xid)
    {
        if (message is FlowMonitorReply || !Requests.HasEnded(xid, out var wasMissing))
            return false;
        if (wasMissing && MayLog(ref _missingLog, out var leftOut))
            Log.MissingReplyArrived(_logger, DatapathId, message.GetType().Name, xid, leftOut);
        else if (!wasMissing && MayLog(ref _lateLog, out leftOut))
            Log.LateReply(_logger, DatapathId, message.GetType().Name, xid, leftOut);
        Telemetry.Late(message);
        return true;
    }

    // Open vSwitch 3.1 answers some requests of OpenFlow 1.4 and 1.5 with an error of 1.0: it counts if it answers a request.
    private bool TryReceiveForeignError(FrameHeader header, ReadOnlySpan<byte> frame)
    {
        if (header.Type != ErrorType
            || header.Version is < OpenFlowVersion.OpenFlow10 or > OpenFlowVersion.OpenFlow15
            || OpenFlowCodec.Decode(frame, out var xid) is not ErrorMessage error)
            return false;
        var answered = AnsweredXid(error, xid);
        return (_phase != Phase.Ready && answered == _handshakeXid && TryGoOn(error)) || OnReply(error, answered, frame.Length) || IsLate(error, answered);
    }

    // A message of another version than was agreed on: before the handshake ends the peer may not know better, later its bytes are no messages.
    private void OnForeign(FrameHeader header, ReadOnlySpan<byte> frame)
    {
        var reason = $"it sent a message of {header.Version.ToText()} where {Version.ToText()} is spoken";
        if (_phase == Phase.Ready)
        {
            AnswerWithError(header, frame, OpenFlowError.BadRequestBadVersion);
            Close($"{reason}: where its messages begin cannot be known any more");
        }
        else
        {
            OnMalformed(header, frame, new(OpenFlowError.BadRequestBadVersion, 0, reason));
        }
    }

    private void OnMalformed(FrameHeader header, ReadOnlySpan<byte> frame, OpenFlowDecodeException malformed)
    {
        Telemetry.Malformed();
        if (_phase == Phase.AwaitingHello)
        {
            Refuse(header, $"HELLO is malformed: {malformed.Reason}.");
            return;
        }

        if (MayLog(ref _malformedLog, out var leftOut))
            Log.Malformed(_logger, Peer, PeerText.Escape(malformed.Message), leftOut);
        AnswerWithError(header, frame, malformed.Error);
        if (LostFraming.IsCause(header, frame))
            Close($"it sent a packet-in that is longer than its header can say: where its messages begin cannot be known any more ({malformed.Message})");
        else if (!_malformed.TryTake(LastReceived))
            Close($"it sent more than {Options.MaxMalformed} malformed messages");
        else if (_phase != Phase.Ready && header.Xid == _handshakeXid)
            Close($"its handshake is malformed: {malformed.Message}");
        else if (Requests.TryGet(header.Xid, out var request))
            request.Receive(header.Xid, malformed);
    }

    /// <summary>Logs the entries of a multipart reply that could not be decoded, and that no one is given.</summary>
    public void LogMalformedEntries(Type reply, ValueList<MalformedEntry> entries)
    {
        if (entries.IsEmpty)
            return;
        Telemetry.Malformed();
        if (MayLog(ref _malformedLog, out var leftOut))
            Log.MalformedEntries(_logger, Peer, entries.Count, reply.Name, PeerText.Escape(entries[0].Reason), leftOut);
    }

    // An error is never answered with an error: two peers that do not understand each other would never end.
    private void AnswerWithError(FrameHeader header, ReadOnlySpan<byte> frame, OpenFlowError error)
    {
        if (header.Type != ErrorType && _errors.TryTake(LastReceived))
            Write(new ErrorMessage { Error = error, Data = ByteString.CopyFrom(frame[..Math.Min(frame.Length, OffenderLength)]) }, header.Xid);
    }

    // One line for each kind of what a peer does wrong, and how many were left out since the last.
    private bool MayLog(ref OncePerInterval log, out long leftOut) => log.TryBegin(LastReceived, LogInterval, out leftOut);
}
