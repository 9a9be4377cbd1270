using System.Buffers;
using System.Net.Sockets;

namespace RxOfctl.Connections;

/// <summary>
/// A connected socket on an event loop. When bytes have arrived it gets a turn, in which it receives once, passes on the messages, and
/// leaves the rest to its next turn, so that no connection delays the others. An idle connection holds no buffer.
/// </summary>
internal sealed class SocketChannel : IOutput, IDisposable
{
    /// <summary>How many bytes are received at once: as many as the longest message has.</summary>
    public const int MaxReceived = 1 << 16;

    // After handlers took too long, the thread pool runs them until so many turns have passed.
    private const int TurnsAfterDelay = 256;

    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(2);

    private readonly Socket _socket;
    private readonly EventLoop _loop;
    private readonly long _id;
    private readonly Action _onReadable;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FrameParser? _parser;

    // What the last turn left, from _start to _end: an incomplete message or, if _hasUnparsed, what it was not to parse yet.
    private byte[]? _kept;
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private bool _hasUnparsed;
    private int _turnsToSkip;

    // Guarded by the gate: the state of the socket, and whether the channel has a turn, is queued for one, or gets another after it.
    private bool _isReadable;
    private bool _isEnding;
    private bool _isBusy;
    private bool _isDue;
    private bool _isOver;

    // Whether it waits until the connection may be read.
    private volatile bool _isWaiting;

    /// <param name="socket">A connected socket, which is closed by <see cref="Dispose"/>.</param>
    /// <param name="loop">The loop that drives it.</param>
    /// <exception cref="IOException">The system does not allow it.</exception>
    public SocketChannel(Socket socket, EventLoop loop)
    {
        _socket = socket;
        _loop = loop;
        _onReadable = () =>
        {
            _isWaiting = false;
            RunLater();
        };
        socket.Blocking = false;
        _id = loop.Add(this, (int)socket.Handle);
    }

    public bool IsInline => false;

    /// <summary>The connection, whose outbox is notified when the socket is writable.</summary>
    public Connection? Connection { private get; set; }

    public Outbox Outbox => Connection!.Outbox;

    /// <summary>Reads messages until the end.</summary>
    /// <inheritdoc cref="Connection.ReadAsync" path="/exception"/>
    public Task ReadAsync(FrameParser parser)
    {
        lock (_gate)
            _parser = parser;
        RunLater();
        return _ended.Task;
    }

    /// <summary>Queues a turn of the channel, in addition to the present one.</summary>
    public void RunLater()
    {
        lock (_gate)
        {
            if (_parser is null || _isOver)
                return;
            _isDue = true;
            if (_isBusy)
                return;
            _isBusy = true;
        }

        _loop.Enqueue(this);
    }

    /// <summary>The loop got an event of the socket.</summary>
    public void OnEvent(Epoll.Event happened)
    {
        if (happened.IsReadable)
        {
            lock (_gate)
            {
                _isReadable = true;
                _isEnding |= happened.IsEnding;
            }

            if (!_isWaiting)
                RunLater();
        }

        if (happened.IsWritable)
            Connection?.Outbox.OnWritable();
    }

    /// <summary>Takes a turn, on the loop's thread.</summary>
    public void Run()
    {
        lock (_gate)
            _isDue = false;
        if (_turnsToSkip > 0)
            _turnsToSkip--;
        bool isOver;
        try
        {
            isOver = !TakeTurn();
        }
#pragma warning disable CA1031 // An exception ends the connection, and is thrown to the code that awaits its end; it does not end the loop.
        catch (Exception error)
#pragma warning restore CA1031
        {
            End(error);
            return;
        }

        if (isOver)
        {
            End(null);
            return;
        }

        lock (_gate)
        {
            _isBusy = _isDue || (_isReadable && !_isWaiting);
            if (!_isBusy)
                return;
        }

        _loop.Enqueue(this);
    }

    /// <summary>Runs an action on the loop after the messages that it read, if the loop's thread calls.</summary>
    public bool TryPost(Action action) => _turnsToSkip == 0 && _loop.TryPost(this, action);

    /// <summary>The actions took too long: the thread pool runs them for some time.</summary>
    public void OnDelayed() => _turnsToSkip = TurnsAfterDelay;

    public int Send(ReadOnlySpan<byte> bytes)
    {
        var sent = _socket.Send(bytes, SocketFlags.None, out var error);
        if (error == SocketError.Success)
            return sent;
        if (error == SocketError.WouldBlock)
            return 0;
        // Nothing more is read from a peer that cannot be answered.
        Shutdown();
        throw Failure(error);
    }

    public void Complete()
    {
        // The side that closes the socket first waits for the peer to close it.
    }

    /// <summary>Closes the socket. Bytes that wait to be sent are discarded.</summary>
    public void Dispose()
    {
        // Closing a descriptor removes it from epoll. It is not removed by its number, which may be that of another socket by then.
        _loop.Remove(_id);
        _socket.Dispose();
        Connection?.Outbox.OnWritable();
    }

    // Returns false if the connection has ended.
    private bool TakeTurn()
    {
        if (Connection!.IsAborted)
            return false;
        if (_loop.Failure is { } failure)
            throw new IOException($"the event loop failed: {failure.Message}", failure);
        if (_isWaiting)
            return true;
        var readable = Connection.WhenReadableAsync();
        if (!readable.IsCompleted)
        {
            _isWaiting = true;
            readable.GetAwaiter().UnsafeOnCompleted(_onReadable);
            return true;
        }

        if (_hasUnparsed)
            Parse(_kept!, _start, _end);
        else if (!_isAtEnd)
            Receive();
        if (!_hasUnparsed && !_parser!.IsPaused)
            return !_isAtEnd;
        lock (_gate)
            _isDue = true;
        return true;
    }

    private void Receive()
    {
        lock (_gate)
        {
            if (!_isReadable)
                return;
            // Before receiving, since the loop gets an event of bytes that arrive meanwhile, but not a second one of the end.
            _isReadable = _isEnding;
        }

        var buffer = _loop.TakeInput();
        try
        {
            Receive(buffer);
        }
        finally
        {
            _loop.ReturnInput(buffer);
        }
    }

    private void Receive(byte[] buffer)
    {
        // After the incomplete message that the last turn kept, if there is one, which is shorter than MaxReceived.
        var kept = _end - _start;
        var received = _socket.Receive(buffer.AsSpan(kept, MaxReceived), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
            return;
        if (error != SocketError.Success)
            throw Failure(error);
        _isAtEnd = received == 0;
        if (received == MaxReceived)
        {
            // There may be more, of which the loop gets no further event.
            lock (_gate)
                _isReadable = true;
        }

        _kept.AsSpan(_start, kept).CopyTo(buffer);
        Release();
        Parse(buffer, 0, kept + received);
    }

    private void Parse(byte[] buffer, int start, int end)
    {
        var taken = _parser!.Parse(new(buffer, start, end - start), Budget).GetInteger();
        _hasUnparsed = taken < end && (_parser.IsPaused || _parser.IsOverBudget);
        if (taken == end)
        {
            Release();
            return;
        }

        if (buffer != _kept)
        {
            _kept = ArrayPool<byte>.Shared.Rent(end - taken);
            buffer.AsSpan(taken, end - taken).CopyTo(_kept);
            (taken, end) = (0, end - taken);
        }

        (_start, _end) = (taken, end);
    }

    private void Release()
    {
        if (_kept is not null)
            ArrayPool<byte>.Shared.Return(_kept);
        _kept = null;
        _start = _end = 0;
    }

    private void End(Exception? error)
    {
        lock (_gate)
        {
            _isOver = true;
            _isBusy = false;
        }

        Release();
        Connection!.Outbox.End();
        if (error is null)
            _ended.SetResult();
        else
            _ended.SetException(error);
    }

    private void Shutdown()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is no longer connected, as the next turn finds.
        }
    }

    private static IOException Failure(SocketError error)
    {
        var inner = new SocketException((int)error);
        return new(inner.Message, inner);
    }
}
