namespace RxOfctl.Capture.Tcp;

/// <summary>The two byte streams of a connection.</summary>
internal sealed class TcpStreamPair(TcpConnection connection)
{
    private readonly TcpStream _fromClient = new(connection, fromClient: true);
    private readonly TcpStream _fromServer = new(connection, fromClient: false);
    private bool _isClosed;

    public TcpConnection Connection => connection;

    public DateTimeOffset LastSeen { get; private set; }

    /// <summary>Whether a SYN belongs to a later connection between the same ports.</summary>
    public bool IsOtherThan(in TcpHeaders syn) => _isClosed || From(syn).IsOtherThan(syn.Sequence);

    public void Add(in TcpHeaders segment, DateTimeOffset timestamp, int maxBuffered, List<TcpEvent> events)
    {
        if (_isClosed)
            return;
        LastSeen = timestamp;
        var (sender, receiver) = segment.Source.Equals(connection.Client) ? (_fromClient, _fromServer) : (_fromServer, _fromClient);
        if ((segment.Flags & TcpFlags.Ack) != 0)
            receiver.Acknowledge(segment.Acknowledgment, timestamp, events);
        sender.Add(segment, timestamp, maxBuffered, events);
        if ((segment.Flags & TcpFlags.Rst) != 0 || (_fromClient.IsComplete && _fromServer.IsComplete))
            Close(timestamp, events);
    }

    public void Close(DateTimeOffset timestamp, List<TcpEvent> events)
    {
        if (_isClosed)
            return;
        _isClosed = true;
        _fromClient.GiveUpHoles(timestamp, events);
        _fromServer.GiveUpHoles(timestamp, events);
        events.Add(new(TcpEventKind.Closed, connection, timestamp));
    }

    private TcpStream From(in TcpHeaders segment) => segment.Source.Equals(connection.Client) ? _fromClient : _fromServer;
}

/// <summary>One direction of a connection. Positions are those of sequence numbers, extended beyond their wrap.</summary>
internal sealed class TcpStream(TcpConnection connection, bool fromClient)
{
    private readonly SortedList<long, (ReadOnlyMemory<byte> Captured, int Length)> _waiting = [];
    private long _waitingBytes;
    private long? _next;
    private long? _initial;
    private long? _end;

    /// <summary>Whether its FIN and every byte before it have arrived.</summary>
    public bool IsComplete => _end is { } end && _next >= end;

    public bool IsOtherThan(uint initial) => _initial is { } known && (uint)known != initial;

    public void Add(in TcpHeaders segment, DateTimeOffset timestamp, int maxBuffered, List<TcpEvent> events)
    {
        var isSyn = (segment.Flags & TcpFlags.Syn) != 0;
        _next ??= (long)segment.Sequence + (1L << 32) + (isSyn ? 1 : 0);
        var position = Position(segment.Sequence);
        if (isSyn)
            _initial = position++;
        if (segment.PayloadLength > 0)
            Add(position, segment.Payload, segment.PayloadLength);
        if ((segment.Flags & TcpFlags.Fin) != 0)
            _end = position + segment.PayloadLength;

        Deliver(timestamp, events);
        while (_waitingBytes > maxBuffered)
            SkipHole(timestamp, events);
    }

    /// <summary>The receiver has every byte before the number: bytes missing in the capture will not be retransmitted.</summary>
    public void Acknowledge(uint number, DateTimeOffset timestamp, List<TcpEvent> events)
    {
        while (_waiting.Count > 0 && Position(number) > _waiting.GetKeyAtIndex(0))
            SkipHole(timestamp, events);
    }

    public void GiveUpHoles(DateTimeOffset timestamp, List<TcpEvent> events)
    {
        while (_waiting.Count > 0)
            SkipHole(timestamp, events);
    }

    private long Position(uint sequence) => _next!.Value + (int)(sequence - (uint)_next.Value);

    private void Add(long position, ReadOnlyMemory<byte> captured, int length)
    {
        if (_waiting.TryGetValue(position, out var same))
        {
            if (same.Length >= length)
                return;
            _waitingBytes -= same.Captured.Length;
        }

        _waiting[position] = (captured, length);
        _waitingBytes += captured.Length;
    }

    private void SkipHole(DateTimeOffset timestamp, List<TcpEvent> events)
    {
        var first = _waiting.GetKeyAtIndex(0);
        if (first > _next)
            Skip(first - _next.Value, timestamp, events);
        Deliver(timestamp, events);
    }

    private void Deliver(DateTimeOffset timestamp, List<TcpEvent> events)
    {
        while (_waiting.Count > 0 && _waiting.GetKeyAtIndex(0) <= _next)
        {
            var (position, (captured, length)) = (_waiting.GetKeyAtIndex(0), _waiting.GetValueAtIndex(0));
            _waiting.RemoveAt(0);
            _waitingBytes -= captured.Length;
            var known = (int)Math.Min(_next!.Value - position, length);
            var data = captured[Math.Min(known, captured.Length)..];
            if (data.Length > 0)
                events.Add(new(TcpEventKind.Data, connection, timestamp, fromClient, data));
            _next += data.Length;
            // The part that the capture truncated.
            if (length - known > data.Length)
                Skip(length - known - data.Length, timestamp, events);
        }
    }

    private void Skip(long count, DateTimeOffset timestamp, List<TcpEvent> events)
    {
        events.Add(new(TcpEventKind.Gap, connection, timestamp, fromClient, MissingBytes: count));
        _next += count;
    }
}
