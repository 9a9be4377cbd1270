using System.Collections.Concurrent;
using System.Reactive.Concurrency;
using RxOfctl.Capture;
using RxOfctl.Capture.Tcp;
using RxOfctl.Serving;

namespace RxOfctl.Recording.Files;

/// <summary>Writes what a <see cref="FrameQueue"/> has to the files of a recording. Called by one thread at a time.</summary>
internal sealed class RecordingFile
{
    private readonly Dictionary<TappedConnection, State> _connections = [];
    private readonly MemoryStream _batch = new();
    private readonly RecordingOutput _output;
    private readonly RecordingOptions _options;
    private readonly IScheduler _clock;
    private readonly PayloadFilter? _payloads;
    private readonly TimeSpan _offset;
    private readonly ConcurrentQueue<string> _uncompressed = new();
    private readonly Lock _compressing = new();
    private FrameWriter _writer;
    private DateTimeOffset _begunAt;
    private long _inBatch;
    private long _recorded;
    private long _lost;
    private bool _isFailing;
    private Exception? _thrown;
    private State? _last;

    public RecordingFile(RecordingOutput output, RecordingOptions options, IScheduler clock)
    {
        (_output, _options, _clock) = (output, options, clock);
        if (options.PayloadLimit is { } limit)
            _payloads = new(limit);
        _begunAt = clock.Now;
        _offset = FrameWriter.OffsetFor(_begunAt);
        _writer = new(_batch, _offset);
        FlushBatch();
    }

    /// <summary>Get the messages as they are written.</summary>
    public List<LiveFeed> Feeds { get; } = [];

    /// <summary>The bytes in the current file.</summary>
    public long Length => _output.Length;

    public long Recorded => Volatile.Read(ref _recorded);

    /// <summary>The number of messages that were not written because the output failed.</summary>
    public long Lost => Volatile.Read(ref _lost);

    public bool HasUncompressed => !_uncompressed.IsEmpty;

    public IReadOnlyList<string> Files
    {
        get
        {
            lock (_output.Files)
                return [.. _output.Files];
        }
    }

    /// <summary>Writes chunks.</summary>
    /// <returns>Why that failed, or what the app's predicate threw; null if it did not.</returns>
    public Exception? Write(IReadOnlyList<Chunk> chunks)
    {
        Exception? failure = null;
        _thrown = null;
        foreach (var chunk in chunks)
        {
            for (var position = 0; position < chunk.Length;)
                Write(chunk.Read(ref position));
            failure = TryFlush() ?? failure;
        }

        return failure ?? RotateIfDue() ?? _thrown;
    }

    /// <summary>Writes the counters, and closes the file.</summary>
    /// <returns>Why that failed; null if it did not.</returns>
    public Exception? Close()
    {
        _writer.WriteStatistics(_clock.Now);
        var failure = TryFlush();
        _output.Dispose();
        if (_options.CompressClosedFiles && _output.Current is { } closed)
            _uncompressed.Enqueue(closed);
        return failure;
    }

    /// <summary>Reads files, none of which is compressed meanwhile.</summary>
    /// <param name="count">The number of files.</param>
    /// <param name="length">The length of the last of them up to which it is read.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public Recording Read(int count, long length)
    {
        var reader = new RecordingReader();
        lock (_compressing)
        {
            foreach (var (index, path) in Files.Take(count).Index())
            {
                var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var capture = new CaptureReader(index == count - 1 ? new StreamStart(stream, length) : stream);
                reader.Read(capture);
            }
        }

        return reader.Complete();
    }

    /// <summary>Compresses the files that are closed, on any thread.</summary>
    /// <returns>Why a file could not be compressed; null if all are.</returns>
    public Exception? Compress()
    {
        Exception? failure = null;
        lock (_compressing)
        {
            while (_uncompressed.TryDequeue(out var closed))
            {
                try
                {
                    _output.Compress(closed);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    failure = error;
                }
            }
        }

        return failure;
    }

    private void Write(Entry entry)
    {
        if (entry.Kind is EntryKind.Opened or EntryKind.OpenedAfterHandshake)
        {
            Open(new(entry.Connection, entry.Time) { NeedsPreamble = entry.Kind == EntryKind.OpenedAfterHandshake });
            return;
        }

        if (Find(entry.Connection) is not { } state)
            return;
        if (state.Writer is null && !TrySelect(state))
        {
            state.Hold(entry);
            if (state.IsRefused || entry.Kind is EntryKind.ClosedByPeer or EntryKind.ClosedByController)
                Remove(entry.Connection);
            return;
        }

        Write(state, entry);
    }

    // Messages of one connection follow each other as a rule.
    private State? Find(TappedConnection connection)
    {
        if (_last?.Connection != connection)
            _last = _connections.GetValueOrDefault(connection);
        return _last;
    }

    private void Remove(TappedConnection connection)
    {
        _connections.Remove(connection);
        _last = null;
    }

    private void Open(State state)
    {
        _connections[state.Connection] = state;
        if (_options.Datapaths is null)
            Begin(state, state.OpenedAt);
        else if (!TrySelect(state) && state.IsRefused)
            Remove(state.Connection);
    }

    // Returns whether the connection is recorded, which is known when its datapath is.
    private bool TrySelect(State state)
    {
        if (state.Connection.Datapath is not { } datapath)
            return false;
        if (!IsSelected(datapath))
        {
            state.IsRefused = true;
            return false;
        }

        Begin(state, state.OpenedAt);
        foreach (var (kind, ticks, data) in state.TakeHeld())
            Write(state, new(state.Connection, kind, ticks, data));
        return true;
    }

    private bool IsSelected(Datapath datapath)
    {
        try
        {
            return _options.Datapaths!(datapath);
        }
#pragma warning disable CA1031 // Any exception of the app: it is reported, and the recording goes on.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            _thrown = thrown;
            return false;
        }
    }

    // A connection whose handshake was complete when it was first seen begins with what the controller knows of it.
    private void Begin(State state, DateTimeOffset time, bool isContinued = false)
    {
        state.Writer = _writer.Open(state.Connection.Id, state.Connection.Peer, time, isContinued);
        if (!state.NeedsPreamble || state.Connection.Datapath is not { } datapath)
            return;
        foreach (var (isSent, frame) in Preamble.Of(datapath))
            _writer.Write(state.Writer, isSent, time, frame, RecordingText.Synthesized);
    }

    private void Write(State state, Entry entry)
    {
        switch (entry.Kind)
        {
            case EntryKind.Received or EntryKind.Sent:
                var isSent = entry.Kind == EntryKind.Sent;
                var frame = _payloads is null ? entry.Data : _payloads.Apply(entry.Data);
                if (frame.IsEmpty)
                {
                    _writer.Skip(state.Writer!, isSent, 1, entry.Data.Length);
                    _lost++;
                    return;
                }

                _writer.Write(state.Writer!, isSent, entry.Time, frame);
                _inBatch++;
                foreach (var feed in Feeds)
                    feed.Add(state.Connection, isSent, entry.Time, frame);
                return;
            case EntryKind.LostReceived or EntryKind.LostSent:
                _writer.Skip(state.Writer!, entry.Kind == EntryKind.LostSent, entry.LostCount, entry.LostBytes);
                return;
            default:
                _writer.Close(state.Writer!, entry.Time, byPeer: entry.Kind == EntryKind.ClosedByPeer);
                Remove(entry.Connection);
                return;
        }
    }

    private Exception? RotateIfDue()
    {
        var now = _clock.Now;
        if (!(_output.Length >= _options.MaxFileSize || now - _begunAt >= _options.MaxFileAge) || _isFailing)
            return null;
        _writer.WriteStatistics(now);
        if (TryFlush() is { } failure)
            return failure;
        try
        {
            var closed = _output.Rotate();
            BeginFile(now);
            if (_options.CompressClosedFiles)
                _uncompressed.Enqueue(closed);
            return TryFlush();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error;
        }
    }

    private void BeginFile(DateTimeOffset time)
    {
        _begunAt = time;
        _writer = new(_batch, _offset);
        foreach (var state in _connections.Values.Where(state => state.Writer is not null))
        {
            state.NeedsPreamble = true;
            Begin(state, time, isContinued: true);
        }
    }

    // The batch is in the file, or none of it is: then its messages are missing, which their sequence numbers show.
    private Exception? TryFlush()
    {
        try
        {
            FlushBatch();
            _isFailing = false;
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Volatile.Write(ref _lost, _lost + _inBatch);
            (_inBatch, _batch.Position) = (0, 0);
            _batch.SetLength(0);
            if (_output.Length == 0)
                BeginFile(_clock.Now);
            _isFailing = true;
            return error;
        }
    }

    private void FlushBatch()
    {
        _output.Write(_batch.GetBuffer().AsSpan(0, (int)_batch.Length));
        Volatile.Write(ref _recorded, _recorded + _inBatch);
        _inBatch = 0;
        _batch.SetLength(0);
    }

    /// <summary>What is known of a connection.</summary>
    private sealed class State(TappedConnection connection, DateTimeOffset openedAt)
    {
        private List<(EntryKind Kind, long Ticks, byte[] Data)> _held = [];

        public TappedConnection Connection => connection;

        public DateTimeOffset OpenedAt => openedAt;

        /// <summary>Null while it is not known whether the connection is recorded.</summary>
        public TcpConnectionWriter? Writer { get; set; }

        public bool IsRefused { get; set; }

        /// <summary>Whether the handshake is not among the messages of the file.</summary>
        public bool NeedsPreamble { get; set; }

        /// <summary>Keeps a message until it is known whether the connection is recorded.</summary>
        public void Hold(Entry entry) => _held.Add((entry.Kind, entry.Time.UtcTicks, entry.Data.ToArray()));

        public List<(EntryKind Kind, long Ticks, byte[] Data)> TakeHeld()
        {
            var held = _held;
            _held = [];
            return held;
        }
    }
}
