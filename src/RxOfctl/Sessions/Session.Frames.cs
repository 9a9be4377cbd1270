using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Onf;

namespace RxOfctl.Sessions;

/// <content>What is done with each message that comes.</content>
internal sealed partial class Session
{
    // How much of a message an error about it brings back (OpenFlow 1.3.5 §7.4.4: at least 64 bytes).
    private const int OffenderLength = 64;

    private const byte EchoRequestType = 2;
    private const byte EchoReplyType = 3;
    private const byte PacketInType = 10;

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
        // Packet-ins are handed over many at a time; but whatever comes of another message comes behind those before it.
        if (header.Type != PacketInType)
            Publish();
        else if (IsOverRate())
            return true;
        try
        {
            if (_phase == Phase.AwaitingHello)
            {
                OnFirst(header, frame);
                return true;
            }

            // The version is settled: a HELLO that comes later has nothing to say, in whatever version it comes.
            if (header.Type == HelloType)
                return true;

            if (header.Version == Version)
                return OnMessage(OpenFlowCodec.Decode(frame, out var xid), xid, frame.Length);

            // Some datapaths ask for a sign of life in a version of their own.
            if (header.Type == EchoRequestType && OpenFlowCodec.Decode(frame, out _) is EchoRequest echo)
                _connection.Write(new EchoReply { Data = echo.Data }, header.Version, header.Xid);
            else if (header.Type != EchoReplyType)
                OnMalformed(header, frame, new(OpenFlowError.BadRequestBadVersion, 0, $"{Version.ToText()} is spoken here, not {header.Version.ToText()}"));
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
            case FlowRemoved or PortStatus or RoleStatus or TableStatus or RequestForward or ControllerStatus:
                return Enqueue(message, xid, length, isDroppable: false);
            case FeaturesReply features when _phase == Phase.AwaitingFeatures:
                OnFeatures(features);
                return true;
            case ErrorMessage error when _phase == Phase.AwaitingFeatures:
                Close($"it answered FEATURES_REQUEST with {error.Error}");
                return true;
            case PortDescReply ports when _phase == Phase.AwaitingPorts:
                OnPorts(ports, length);
                return true;
            case ErrorMessage error when _phase == Phase.AwaitingPorts:
                Log.NoPorts(_logger, Peer, error.Error.ToString());
                Complete();
                return true;
            default:
                var answered = xid == 0 && message is ErrorMessage { Data: var quoted } ? XidQuotedIn(quoted.Span) : xid;
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
    private uint XidQuotedIn(ReadOnlySpan<byte> offender) =>
        FrameHeader.TryRead(offender, out var header) && header.Version == Version ? header.Xid : 0;

    // What answers a request that has ended is for nobody: the app could only take it for something else. The updates of a flow monitor are no
    // answers any more once it is set up, though they may have its transaction id.
    private bool IsLate(OpenFlowMessage message, uint xid)
    {
        if (message is FlowMonitorReply or NiciraFlowMonitorReply || !Requests.HasEnded(xid, out var wasMissing))
            return false;
        if (wasMissing)
            Log.MissingReplyArrived(_logger, DatapathId, message.GetType().Name, xid);
        else
            Log.LateReply(_logger, DatapathId, message.GetType().Name, xid);
        Telemetry.Late(message);
        return true;
    }

    // An error is never answered with an error: two who do not understand each other would never end.
    private static bool MayAnswerWithError(FrameHeader header) => header.Type != ErrorType;

    private void OnMalformed(FrameHeader header, ReadOnlySpan<byte> frame, OpenFlowDecodeException malformed)
    {
        Log.Malformed(_logger, Peer, malformed.Message);
        Telemetry.Malformed();
        if (_phase == Phase.AwaitingHello)
        {
            Refuse(header, $"HELLO is malformed: {malformed.Reason}.");
            return;
        }

        if (MayAnswerWithError(header))
            Write(new ErrorMessage { Error = malformed.Error, Data = ByteString.CopyFrom(frame[..Math.Min(frame.Length, OffenderLength)]) }, header.Xid);
        if (_phase != Phase.Ready)
            Close($"its handshake is malformed: {malformed.Message}");
        else if (Requests.TryGet(header.Xid, out var request))
            request.Receive(header.Xid, malformed);
    }
}
