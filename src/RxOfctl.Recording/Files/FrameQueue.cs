using System.Buffers.Binary;
using System.Runtime.InteropServices;
using RxOfctl.Serving;

namespace RxOfctl.Recording.Files;

/// <summary>
/// The messages on their way from the threads that read and write connections to the one that writes the file: copied into chunks, in the
/// order of the tap, within a limit. Adding never waits for the disk.
/// </summary>
internal sealed class FrameQueue(long limit)
{
    private const int ChunkLength = 1 << 18;
    private const int MaxKeptChunks = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<TappedConnection, Losses> _losses = [];
    private readonly Stack<Chunk> _free = new();
    private List<Chunk> _full = [];
    private Chunk _filling = new(ChunkLength);
    private long _waiting;
    private long _dropped;
    private bool _isClosed;

    /// <summary>The number of messages that were dropped because too many waited.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Adds a message, or drops it.</summary>
    /// <returns>What the caller has to do.</returns>
    public Wake Add(TappedConnection connection, bool isSent, long ticks, ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            if (_isClosed)
                return Wake.None;
            if (_waiting + frame.Length > limit)
            {
                var isFirst = _losses.Count == 0;
                Drop(connection, isSent, frame.Length);
                return isFirst ? Wake.Lost : Wake.None;
            }

            if (_losses.Count > 0)
                MarkLosses(ticks);
            return Write(connection, isSent ? EntryKind.Sent : EntryKind.Received, ticks, frame);
        }
    }

    /// <summary>Adds the beginning or the end of a connection, which is never dropped.</summary>
    /// <inheritdoc cref="Add(TappedConnection, bool, long, ReadOnlySpan{byte})" path="/returns"/>
    public Wake Add(TappedConnection connection, EntryKind kind, long ticks)
    {
        lock (_gate)
        {
            if (_isClosed)
                return Wake.None;
            if (_losses.Count > 0)
                MarkLosses(ticks);
            return Write(connection, kind, ticks, []);
        }
    }

    /// <summary>Takes all that waits. The caller gives the chunks back.</summary>
    public IReadOnlyList<Chunk> Take()
    {
        lock (_gate)
        {
            var taken = _full;
            if (_filling.Length > 0)
            {
                taken.Add(_filling);
                _filling = NewChunk(ChunkLength);
            }

            _full = [];
            return taken;
        }
    }

    /// <summary>Gives back what was taken and is written.</summary>
    /// <returns>Whether messages have been added meanwhile.</returns>
    public Wake Return(IReadOnlyList<Chunk> chunks)
    {
        lock (_gate)
        {
            foreach (var chunk in chunks)
            {
                _waiting -= chunk.Length;
                chunk.Clear();
                if (_free.Count < MaxKeptChunks && chunk.Bytes.Length == ChunkLength)
                    _free.Push(chunk);
            }

            return _full.Count > 0 ? Wake.Now : _filling.Length > 0 ? Wake.Soon : Wake.None;
        }
    }

    /// <summary>Refuses messages from now on. Losses that are not marked yet are.</summary>
    public void Close(long ticks)
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            MarkLosses(ticks);
            _isClosed = true;
        }
    }

    private void Drop(TappedConnection connection, bool isSent, int length)
    {
        ref var losses = ref CollectionsMarshal.GetValueRefOrAddDefault(_losses, connection, out _);
        if (isSent)
            losses = losses with { Sent = losses.Sent + 1, SentBytes = losses.SentBytes + length };
        else
            losses = losses with { Received = losses.Received + 1, ReceivedBytes = losses.ReceivedBytes + length };
        Volatile.Write(ref _dropped, _dropped + 1);
    }

    private void MarkLosses(long ticks)
    {
        Span<byte> numbers = stackalloc byte[16];
        foreach (var (connection, losses) in _losses)
        {
            if (losses.Received > 0)
                Mark(connection, EntryKind.LostReceived, losses.Received, losses.ReceivedBytes, numbers);
            if (losses.Sent > 0)
                Mark(connection, EntryKind.LostSent, losses.Sent, losses.SentBytes, numbers);
        }

        _losses.Clear();

        void Mark(TappedConnection connection, EntryKind kind, long count, long bytes, Span<byte> numbers)
        {
            BinaryPrimitives.WriteInt64LittleEndian(numbers, count);
            BinaryPrimitives.WriteInt64LittleEndian(numbers[8..], bytes);
            Write(connection, kind, ticks, numbers);
        }
    }

    private Wake Write(TappedConnection connection, EntryKind kind, long ticks, ReadOnlySpan<byte> data)
    {
        var isFirst = _waiting == 0;
        var isFull = false;
        var length = Chunk.HeaderLength + data.Length;
        if (!_filling.HasRoom(length))
        {
            _full.Add(_filling);
            _filling = NewChunk(Math.Max(ChunkLength, length));
            isFull = true;
        }

        _filling.Write(connection, kind, ticks, data);
        _waiting += length;
        return isFull ? Wake.Now : isFirst ? Wake.Soon : Wake.None;
    }

    private Chunk NewChunk(int length) => length == ChunkLength && _free.TryPop(out var free) ? free : new(length);

    private record struct Losses(long Received, long ReceivedBytes, long Sent, long SentBytes);
}

/// <summary>What a thread has to do that added to a <see cref="FrameQueue"/>.</summary>
internal enum Wake
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Have the queue written within the flush interval.</summary>
    Soon,

    /// <summary>Have the queue written now.</summary>
    Now,

    /// <summary>Report that messages are being dropped.</summary>
    Lost,
}

/// <summary>The kind of an entry of a <see cref="Chunk"/>.</summary>
internal enum EntryKind : byte
{
    Received,
    Sent,
    LostReceived,
    LostSent,
    Opened,
    OpenedAfterHandshake,
    ClosedByPeer,
    ClosedByController,
}

/// <summary>Entries in order: a connection, a kind, a time, and the bytes of a message or two numbers.</summary>
internal sealed class Chunk(int capacity)
{
    public const int HeaderLength = 4 + 4 + 1 + 8;

    private readonly List<TappedConnection> _connections = [];

    public byte[] Bytes { get; } = GC.AllocateUninitializedArray<byte>(capacity);

    public int Length { get; private set; }

    public bool HasRoom(int length) => Bytes.Length - Length >= length;

    public void Write(TappedConnection connection, EntryKind kind, long ticks, ReadOnlySpan<byte> data)
    {
        // The connection of the previous entry is usually this one's too.
        if (_connections.Count == 0 || _connections[^1] != connection)
            _connections.Add(connection);
        var entry = Bytes.AsSpan(Length);
        BinaryPrimitives.WriteInt32LittleEndian(entry, _connections.Count - 1);
        BinaryPrimitives.WriteInt32LittleEndian(entry[4..], data.Length);
        entry[8] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(entry[9..], ticks);
        data.CopyTo(entry[HeaderLength..]);
        Length += HeaderLength + data.Length;
    }

    /// <summary>Reads the entry at a position, and moves the position to the next.</summary>
    public Entry Read(ref int position)
    {
        var entry = Bytes.AsSpan(position, Length - position);
        var length = BinaryPrimitives.ReadInt32LittleEndian(entry[4..]);
        position += HeaderLength + length;
        return new(
            _connections[BinaryPrimitives.ReadInt32LittleEndian(entry)],
            (EntryKind)entry[8],
            BinaryPrimitives.ReadInt64LittleEndian(entry[9..]),
            entry.Slice(HeaderLength, length));
    }

    public void Clear()
    {
        Length = 0;
        _connections.Clear();
    }
}

/// <summary>An entry of a <see cref="Chunk"/>.</summary>
internal readonly ref struct Entry(TappedConnection connection, EntryKind kind, long ticks, ReadOnlySpan<byte> data)
{
    public TappedConnection Connection => connection;

    public EntryKind Kind => kind;

    public DateTimeOffset Time => new(ticks, TimeSpan.Zero);

    public ReadOnlySpan<byte> Data { get; } = data;

    /// <summary>The number of lost messages, of an entry for them.</summary>
    public long LostCount => BinaryPrimitives.ReadInt64LittleEndian(Data);

    /// <summary>The bytes of lost messages, of an entry for them.</summary>
    public long LostBytes => BinaryPrimitives.ReadInt64LittleEndian(Data[8..]);
}
