using RxOfctl.Capture;
using RxOfctl.Capture.Tcp;

namespace RxOfctl.Recording.Files;

/// <summary>Reads the OpenFlow connections of captures: of recordings, and of captures of other origin.</summary>
internal sealed class RecordingReader
{
    private readonly List<RecordedConnection> _connections = [];
    private readonly List<RecordedFrame> _frames = [];
    private readonly List<RecordingProblem> _problems = [];
    private readonly Dictionary<long, ConnectionReader> _byId = [];
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private bool _isTruncated;
    private long _dropped;

    /// <summary>Reads a file that continues those before it.</summary>
    /// <exception cref="CaptureFormatException">The file is not a capture, or violates its format.</exception>
    public void Read(CaptureReader capture)
    {
        var reassembler = new TcpReassembler();
        var streams = new Dictionary<TcpConnection, Stream>();
        bool? isClosedByController = null;
        foreach (var packet in capture.ReadAll())
        {
            _dropped += packet.DroppedBefore;
            isClosedByController = packet.Comment switch
            {
                RecordingText.ClosedByController => true,
                RecordingText.ClosedByPeer => false,
                _ => isClosedByController,
            };
            var offset = RecordingText.OffsetOf(capture.Comment);
            foreach (var happened in reassembler.Add(packet, capture.Interfaces[packet.Interface].LinkType))
                isClosedByController = Handle(happened, packet.Comment, offset, isClosedByController);
        }

        // Connections that are open at the end of the file did not end.
        foreach (var happened in reassembler.Complete())
        {
            if (happened.Kind != TcpEventKind.Closed)
                Handle(happened, comment: null, RecordingText.OffsetOf(capture.Comment), isClosedByController: null);
        }

        _isTruncated |= capture.IsTruncated;

        bool? Handle(TcpEvent happened, string? comment, TimeSpan offset, bool? isClosedByController)
        {
            var time = happened.Timestamp - offset;
            _last = time > _last ? time : _last;
            if (happened.Kind == TcpEventKind.Opened)
            {
                streams[happened.Connection] = Open(happened.Connection, comment, time);
                return isClosedByController;
            }

            if (!streams.TryGetValue(happened.Connection, out var stream))
                return isClosedByController;
            if (happened.Kind != TcpEventKind.Closed)
            {
                stream.Handle(happened, time, isSynthesized: comment == RecordingText.Synthesized, this);
                return isClosedByController;
            }

            streams.Remove(happened.Connection);
            if (stream.Reader?.Connection is { } connection)
                (connection.ClosedAt, connection.IsClosedByController) = (time, isClosedByController);
            return null;
        }
    }

    /// <summary>What was read. Messages are in the order of their times, and those of one time in the order of the files.</summary>
    public Recording Complete()
    {
        var isOrdered = true;
        for (var i = 1; i < _frames.Count && isOrdered; i++)
            isOrdered = _frames[i - 1].Timestamp <= _frames[i].Timestamp;
        return new(_connections, isOrdered ? _frames : [.. _frames.OrderBy(frame => frame.Timestamp)], _problems, _last, _isTruncated, _dropped);
    }

    private Stream Open(TcpConnection tcp, string? comment, DateTimeOffset time)
    {
        if (!RecordingText.TryReadConnection(comment, out var id, out var peer, out var isContinued))
            return new(tcp, time);
        if (isContinued && _byId.TryGetValue(id, out var known))
            return new(tcp, time) { Reader = known, IsContinued = true };
        return new(tcp, time) { Reader = _byId[id] = Add(peer, time, id) };
    }

    private ConnectionReader Add(string peer, DateTimeOffset time, long? id = null)
    {
        var connection = new RecordedConnection(_connections.Count, peer, time) { Id = id };
        _connections.Add(connection);
        return new(connection, _frames, _problems);
    }

    /// <summary>A TCP connection of a file.</summary>
    private sealed class Stream(TcpConnection tcp, DateTimeOffset openedAt)
    {
        private bool _isOther;
        private bool _isController;

        /// <summary>Null before its first bytes, and if it is not of OpenFlow.</summary>
        public ConnectionReader? Reader { get; set; }

        /// <summary>Whether it continues one of the file before, so that its synthesized messages are left out.</summary>
        public bool IsContinued { get; init; }

        public void Handle(TcpEvent happened, DateTimeOffset time, bool isSynthesized, RecordingReader owner)
        {
            if (_isOther || (IsContinued && isSynthesized))
                return;
            if (Reader is null && !TryBegin(happened, owner))
                return;
            // In a recording the client is the peer always; in a capture, whichever end has not the controller's port.
            var isSent = happened.FromClient == _isController;
            if (happened.Kind == TcpEventKind.Data)
                Reader!.Add(isSent, happened.Data, time, isSynthesized);
            else
                Reader!.Lose(isSent, time, happened.MissingBytes);
        }

        private bool TryBegin(TcpEvent happened, RecordingReader owner)
        {
            if (happened.Kind != TcpEventKind.Data)
                return false;
            if (!ConnectionReader.IsPlausible(happened.Data.Span))
            {
                // Without its beginning, it may start in the middle of a message.
                _isOther = tcp.HasHandshake;
                return false;
            }

            // A switch that listens is dialed by the controller, and has one of the registered ports.
            _isController = tcp.Server.Port is 6654 or 6634;
            Reader = owner.Add((_isController ? tcp.Server : tcp.Client).ToString(), openedAt);
            return true;
        }
    }
}
