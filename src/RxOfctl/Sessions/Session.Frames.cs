using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Sessions;

/// <content>How each received message is handled.</content>
internal sealed partial class Session
{
    // How many messages are answered with an error: a burst of ten, then ten a second.
    private const int ErrorBurst = 10;
    private const double ErrorsPerSecond = 10;

    // How many malformed messages a second do not count toward the limit.
    private const double MalformedPerSecond = 1;

    // How often a line of each kind is logged about one peer.
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    // How much of a message an error about it quotes (OpenFlow 1.3.5 §7.4.4: at least 64 bytes).
    private const int OffenderLength = 64;

    private const byte EchoRequestType = 2;
    private const byte EchoReplyType = 3;
    private const byte PacketInType = 10;

    private TokenBucket _malformed;
    private TokenBucket _errors = new(ErrorBurst, ErrorsPerSecond);
    private OncePerInterval _malformedLog;
    private OncePerInterval _lateLog;
    private OncePerInterval _missingLog;

    // The clock is read once for all messages that are read together.
    /// <inheritdoc/>
    public void OnRead() => LastReceived = Scheduler.Now;

    /// <inheritdoc/>
    public bool OnReadDone() => Publish();

    /// <inheritdoc/>
    public bool OnFrame(FrameHeader header, ReadOnlySpan<byte> frame)
    {
        if (IsClosed)
            return true;
        // Packet-ins are published in batches; any other message takes effect after the packet-ins before it.
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
                // It is not silent, so it keeps its place when there are too many connections.
                if (Handshake is not null)
                    Handshake.HasSent = true;
                OnFirst(header, frame);
                return true;
            }

            // The version is negotiated: a later HELLO has no effect, whatever its version.
            if (header.Type == HelloType)
                return true;

            if (header.Version == Version)
                return OnMessage(OpenFlowCodec.Decode(frame, out var xid), xid, frame);

            // Some datapaths send echo requests in another version than was negotiated.
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

    private bool OnMessage(OpenFlowMessage message, uint xid, ReadOnlySpan<byte> frame)
    {
        Telemetry.Received(message);
        switch (message)
        {
            case EchoReply when xid != 0 && xid == Volatile.Read(ref _echoXid):
                OnEchoReply();
                return true;
            case EchoRequest echo:
                Write(new EchoReply { Data = echo.Data }, xid);
                return true;
            case PacketIn or FlowRemoved or RoleStatus or TableStatus or RequestForward or ControllerStatus:
                return Enqueue(message, xid, frame.Length);
            case PortStatus status:
                CountPort(status, frame.Length);
                return IsClosed || Enqueue(message, xid, frame.Length);
            default:
                var answered = AnsweredXid(message, xid);
                if (_phase != Phase.Ready && answered == _handshakeXid && TryContinue(message))
                    return true;
                return OnReply(message, answered, frame)
                    || message is EchoReply
                    || IsLate(message, answered)
                    || Enqueue(message, xid, frame.Length);
        }
    }

    private bool OnReply(OpenFlowMessage message, uint xid, ReadOnlySpan<byte> frame)
    {
        if (!Requests.TryGet(xid, out var request))
            return false;
        if (message is ErrorMessage && xid == request.BarrierXid && !_barrierRefused)
        {
            _barrierRefused = true;
            Log.BarrierRefused(_logger, DatapathId);
        }

        request.Receive(xid, message, frame);
        return true;
    }

    // Some datapaths send errors with transaction id 0; the message that the error quotes has that of the request.
    private uint AnsweredXid(OpenFlowMessage message, uint xid) =>
        xid == 0 && message is ErrorMessage error && FrameHeader.TryRead(error.Data.Span, out var quoted) && quoted.Version == Version
            ? quoted.Xid
            : xid;

    // The answer to a request that has ended is discarded: the app would mistake it for an unsolicited message. The updates of a flow
    // monitor are not answers once it is set up, though they may have its transaction id.
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

    // An error is accepted in any version if its transaction id is that of a request.
    private bool TryReceiveForeignError(FrameHeader header, ReadOnlySpan<byte> frame)
    {
        if (header.Type != ErrorType
            || header.Version is < OpenFlowVersion.OpenFlow10 or > OpenFlowVersion.OpenFlow15
            || OpenFlowCodec.Decode(frame, out var xid) is not ErrorMessage error)
            return false;
        var answered = AnsweredXid(error, xid);
        return (_phase != Phase.Ready && answered == _handshakeXid && TryContinue(error))
            || OnReply(error, answered, frame)
            || IsLate(error, answered);
    }

    // A message of another version than was negotiated. Before the handshake ends the peer may not know better; later its bytes are no
    // messages. An error while a request is in flight is an exception: Open vSwitch 3.1 has one, of OpenFlow 1.0 and with an arbitrary
    // transaction id, for a flow monitor of OpenFlow 1.4 or 1.5 that is unknown to it, and its messages go on after it.
    private void OnForeign(FrameHeader header, ReadOnlySpan<byte> frame)
    {
        var reason = $"it sent a message of {header.Version.ToText()} where {Version.ToText()} is spoken";
        if (_phase == Phase.Ready && !(header.Type == ErrorType && Requests.Count > 0))
        {
            AnswerWithError(header, frame, OpenFlowError.BadRequestBadVersion);
            Close($"{reason}: the boundaries of its messages are lost");
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
        {
            Close("it sent a packet-in that is longer than its header can express: the boundaries of its messages are lost "
                + $"({malformed.Message})");
        }
        else if (!_malformed.TryTake(LastReceived))
            Close($"it sent more than {Options.MaxMalformed} malformed messages");
        else if (_phase != Phase.Ready && header.Xid == _handshakeXid)
            Close($"its handshake is malformed: {malformed.Message}");
        else if (Requests.TryGet(header.Xid, out var request))
            request.Receive(header.Xid, malformed);
    }

    /// <inheritdoc/>
    public void LogMalformedEntries(Type reply, ValueList<MalformedEntry> entries)
    {
        if (entries.IsEmpty)
            return;
        Telemetry.Malformed();
        if (MayLog(ref _malformedLog, out var leftOut))
            Log.MalformedEntries(_logger, Peer, entries.Count, reply.Name, PeerText.Escape(entries[0].Reason), leftOut);
    }

    // An error is never answered with an error: two peers could answer each other without end.
    private void AnswerWithError(FrameHeader header, ReadOnlySpan<byte> frame, OpenFlowError error)
    {
        if (header.Type != ErrorType && _errors.TryTake(LastReceived))
        {
            var quoted = ByteString.CopyFrom(frame[..Math.Min(frame.Length, OffenderLength)]);
            Write(new ErrorMessage { Error = error, Data = quoted }, header.Xid);
        }
    }

    // Whether a line of this kind may be logged, and how many were left out since the last.
    private bool MayLog(ref OncePerInterval log, out long leftOut) => log.TryBegin(LastReceived, LogInterval, out leftOut);
}
