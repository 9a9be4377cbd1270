using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Recording.Files;

namespace RxOfctl.Recording.Replays;

/// <summary>A message of the controller in a recording, with what the datapath answered.</summary>
/// <param name="Frame">The message.</param>
/// <param name="Message">The message, decoded.</param>
/// <param name="Epoch">The number of barrier requests before it.</param>
/// <param name="After">The last message of the datapath before it.</param>
internal sealed record RecordedRequest(RecordedFrame Frame, OpenFlowMessage Message, int Epoch, RecordedFrame? After)
{
    public List<RecordedFrame> Replies { get; } = [];

    public bool IsMatched { get; set; }

    /// <summary>Whether the engine sends it rather than the app.</summary>
    public bool IsOfEngine { get; init; }
}

/// <summary>Splits the messages of a recorded connection: what the controller sent, what answers it, and what the datapath sent on its
/// own.</summary>
internal sealed class RecordedExchange
{
    private readonly EngineMessages _engine = new();
    private readonly Dictionary<uint, RecordedRequest> _byXid = [];
    private RecordedFrame? _lastReceived;
    private int _epoch;

    public List<RecordedRequest> Requests { get; } = [];

    public FeaturesReply? Features { get; private set; }

    public List<Port> Ports { get; } = [];

    /// <summary>Adds the next message.</summary>
    /// <returns>Whether it is an event: a message that the datapath sent on its own.</returns>
    public bool Add(RecordedFrame frame)
    {
        var header = frame.Header;
        if (!frame.IsSent)
            return AddReceived(frame, header);
        if (MessageTypes.IsOfConnection(header) || frame.TryDecode() is not { } message)
            return false;
        var request = new RecordedRequest(frame, message, _epoch, _lastReceived) { IsOfEngine = _engine.Take(message) };
        Requests.Add(request);
        _byXid[header.Xid] = request;
        if (message is BarrierRequest)
            _epoch++;
        return false;
    }

    private bool AddReceived(RecordedFrame frame, FrameHeader header)
    {
        if (header.Type is MessageTypes.Hello or MessageTypes.EchoReply)
            return false;
        if (header.Type == MessageTypes.EchoRequest)
            return true;
        _lastReceived = frame;
        if (MessageTypes.IsAsynchronous(header) || !_byXid.TryGetValue(header.Xid, out var request))
            return true;
        request.Replies.Add(frame);
        if (request.IsOfEngine)
            Note(frame.TryDecode());
        return false;
    }

    private void Note(OpenFlowMessage? reply)
    {
        if (reply is FeaturesReply features)
        {
            Features ??= features;
            Ports.AddRange(features.Ports);
        }
        else if (reply is PortDescReply ports)
        {
            Ports.AddRange(ports.Body);
        }
    }
}

/// <summary>Recognizes the messages that the engine sends on a connection: those of the handshake.</summary>
internal sealed class EngineMessages
{
    private bool _hasPorts;
    private bool _hasConfig;

    public bool Take(OpenFlowMessage message) => message switch
    {
        FeaturesRequest => true,
        PortDescRequest => !_hasPorts && (_hasPorts = true),
        SetConfig => !_hasConfig && (_hasConfig = true),
        _ => false,
    };
}
