using System.Buffers.Binary;
using System.Reactive.Concurrency;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Recording.Files;

namespace RxOfctl.Recording.Replays;

/// <summary>The datapath's side of a recorded connection, and the comparison of what the controller sends with what it sent then.</summary>
internal sealed class ReplayedConnection : IFrameHandler
{
    private readonly Replay _replay;
    private readonly RecordedExchange _recorded;
    private readonly EngineMessages _engine = new();
    private readonly Dictionary<OpenFlowMessage, Queue<RecordedRequest>> _expected = [];
    private readonly Queue<RecordedRequest> _expectedBarriers = new();
    private Connection? _connection;
    private SimulatedPeer? _simulated;
    private DateTimeOffset _lastReplyAt;
    private RecordedFrame? _lastGiven;
    private int _epoch;
    private int _extraBarriers;
    private bool _isAfterExtra;
    private bool _differs;

    public ReplayedConnection(Replay replay, RecordedConnection connection, RecordedExchange recorded)
    {
        (_replay, Recorded, _recorded) = (replay, connection, recorded);
        foreach (var request in recorded.Requests)
        {
            if (request.Message is BarrierRequest)
                _expectedBarriers.Enqueue(request);
            else if (_expected.TryGetValue(request.Message, out var same))
                same.Enqueue(request);
            else
                _expected[request.Message] = new([request]);
        }
    }

    public RecordedConnection Recorded { get; }

    private OpenFlowVersion Version => Recorded.Version!.Value;

    /// <summary>Connects to the controller of the replay.</summary>
    public void Open()
    {
        var (own, its) = MemoryPipe.CreatePair(_replay.Scheduler);
        _connection = new(own);
        _replay.Watch(_replay.Controller.ServeAsync(its, Recorded.Peer));
        _replay.Watch(_connection.ReadAsync(this));
        // With the negotiated version alone, so that the controller of the replay negotiates it too.
        _connection.Write(Hello.Of([Version]), Version, xid: 0);
    }

    /// <summary>Sends a message that the datapath sent on its own.</summary>
    public void Send(RecordedFrame frame)
    {
        if (!MessageTypes.IsOfConnection(frame.Header))
            _lastGiven = frame;
        _connection!.Write(frame.Data.Span);
    }

    /// <summary>Disconnects, if the controller has not.</summary>
    public void Close()
    {
        _connection?.Abort();
        _simulated?.Dispose();
    }

    /// <summary>Reports the messages that the controller has not sent.</summary>
    public void Complete()
    {
        foreach (var request in _recorded.Requests)
        {
            if (!request.IsMatched && !request.IsOfEngine && request.Message is not BarrierRequest)
                Report(ReplayDifferenceKind.Missing, request.Frame.Timestamp, request.Message, request.After);
        }

        // A request that differs differs by its barrier too.
        if (!_differs && _expectedBarriers.TryPeek(out var barrier))
            Report(ReplayDifferenceKind.Missing, barrier.Frame.Timestamp, barrier.Message, barrier.After);
        else if (!_differs && _extraBarriers > 0)
            Report(ReplayDifferenceKind.Extra, _replay.Scheduler.Now, new BarrierRequest(), _lastGiven);
    }

    bool IFrameHandler.OnFrame(FrameHeader header, ReadOnlySpan<byte> frame)
    {
        if (header.Type == MessageTypes.EchoRequest)
            Answer(frame, MessageTypes.EchoReply);
        else if (!MessageTypes.IsOfConnection(header))
            OnMessage(OpenFlowCodec.Decode(frame, out _), header, frame);
        return true;
    }

    private void OnMessage(OpenFlowMessage message, FrameHeader header, ReadOnlySpan<byte> frame)
    {
        var isOfEngine = _engine.Take(message);
        if (message is BarrierRequest)
        {
            // That of a message which was not recorded was not recorded either.
            if (!_isAfterExtra && _expectedBarriers.TryDequeue(out var barrier))
                Reply(barrier, header.Xid);
            else
                OnExtraBarrier(frame, header.Xid);
            _isAfterExtra = false;
            return;
        }

        _isAfterExtra = false;
        Simulated?.Observe(frame);
        if (_expected.TryGetValue(message, out var same) && same.TryDequeue(out var request))
        {
            if (request.Epoch < _epoch)
                Report(ReplayDifferenceKind.Reordered, _replay.Scheduler.Now, message, _lastGiven);
            _epoch = Math.Max(_epoch, request.Epoch);
            Reply(request, header.Xid);
            return;
        }

        if (!isOfEngine)
        {
            Report(ReplayDifferenceKind.Extra, _replay.Scheduler.Now, message, _lastGiven);
            _isAfterExtra = true;
            Simulated?.Answer(header.Xid);
        }
        else if (message is PortDescRequest)
        {
            // A controller that does not ask for ports was recorded; without an answer the handshake would not complete.
            ReplyAt(_replay.Scheduler.Now, OpenFlowCodec.Encode(new PortDescReply(), Version, header.Xid));
        }
    }

    // Made when it is first needed, and from then on kept up to date.
    private SimulatedPeer? Simulated => _replay.Options.UnknownRequests == UnknownRequests.Silence || _recorded.Features is not { } features
        ? null
        : _simulated ??= new(_replay.Scheduler, features.DatapathId, Version, _recorded.Ports, frame => ReplyAt(_replay.Scheduler.Now, frame));

    private void OnExtraBarrier(ReadOnlySpan<byte> frame, uint xid)
    {
        _extraBarriers++;
        if (Simulated is { } simulated)
        {
            simulated.Answer(xid);
            simulated.Observe(frame);
            return;
        }

        ReplyAt(_replay.Scheduler.Now, OpenFlowCodec.Encode(new BarrierReply(), Version, xid));
    }

    private void Reply(RecordedRequest request, uint xid)
    {
        request.IsMatched = true;
        foreach (var reply in request.Replies)
        {
            var frame = reply.Data.ToArray();
            BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), xid);
            var delay = reply.Timestamp - request.Frame.Timestamp;
            ReplyAt(_replay.Scheduler.Now + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero), frame, reply);
        }
    }

    // A datapath answers in order: what is due earlier than the answer before it waits for that.
    private void ReplyAt(DateTimeOffset due, byte[] frame, RecordedFrame? recorded = null)
    {
        _lastReplyAt = due > _lastReplyAt ? due : _lastReplyAt;
        _replay.Scheduler.Schedule(_lastReplyAt, () =>
        {
            _lastGiven = recorded ?? _lastGiven;
            _connection!.Write(frame);
        });
    }

    private void Answer(ReadOnlySpan<byte> frame, byte type)
    {
        var answer = frame.ToArray();
        answer[1] = type;
        _connection!.Write(answer);
    }

    private void Report(ReplayDifferenceKind kind, DateTimeOffset at, OpenFlowMessage message, RecordedFrame? after)
    {
        _differs = true;
        _replay.Report(new(kind, Recorded, at, message, after));
    }
}
