using System.Buffers;
using System.Net.Sockets;

namespace RxOfctl.Connections;

/// <summary>
/// A connected socket on an event loop. The loop gives it a turn when something came, in which it receives once, hands over the messages, and
/// leaves the rest to its next turn, so that no connection keeps another from being read. A connection on which nothing comes holds no buffer.
/// </summary>
internal sealed class SocketChannel : IOutput, IDisposable
{
    private const int BufferLength = 1 << 16;

    // After handlers took too long the thread pool runs them, until so many turns have passed.
    private const int TurnsAfterDelay = 256;

    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(2);

    private readonly Socket _socket;
    private readonly EventLoop _loop;
    private readonly long _id;
    private readonly Action _onReadable;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FrameParser? _parser;
    private byte[]? _buffer;
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private bool _hasUnparsed;
    private int _turnsToSkip;

    // Guarded by the gate: what the socket has, and whether the channel has a turn, or is queued for one, or is to have another after it.
    private bool _isReadable;
    private bool _isEnding;
    private bool _isBusy;
    private bool _isDue;
    private bool _isOver;

    // Whether it waits until the connection may be read.
    private volatile bool _isWaiting;

    /// <param name="socket">A connected socket, which is closed by <see cref="Dispose"/>.</param>
    /// <param name="loop">Drives it.</param>
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

    /// <summary>The connection, whose outbox is told when the socket takes more.</summary>
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

    /// <summary>Gives the channel a turn, in addition to one that it has now.</summary>
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

    /// <summary>The loop was told of the socket.</summary>
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
#pragma warning disable CA1031 // Whatever ends a connection is for the one that waits for its end, and does not end the loop.
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

    /// <summary>Has the loop run an action after the messages that it read, if the loop's thread is what calls.</summary>
    public bool TryPost(Action action) => _turnsToSkip == 0 && _loop.TryPost(this, action);

    /// <summary>The actions took too long: for some time others run them.</summary>
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
        // Whoever closes the socket first waits for the peer to close it.
    }

    /// <summary>Closes the socket. What waits to be sent is given up.</summary>
    public void Dispose()
    {
        // Linux forgets a descriptor that is closed. It is not taken from the loop by its number, which may be another socket's by then.
        _loop.Remove(_id);
        _socket.Dispose();
        Connection?.Outbox.OnWritable();
    }

    // Gives false if the connection has ended.
    private bool TakeTurn()
    {
        if (Connection!.IsAborted)
            return false;
        if (_isWaiting)
            return true;
        var readable = Connection.WhenReadableAsync();
        if (!readable.IsCompleted)
        {
            _isWaiting = true;
            readable.GetAwaiter().UnsafeOnCompleted(_onReadable);
            return true;
        }

        if (!_hasUnparsed && !_isAtEnd)
            Receive();
        if (_start < _end)
            Parse();
        if (!_hasUnparsed && !_parser!.IsPaused)
            return !_isAtEnd;
        lock (_gate)
            _isDue = true;
        return true;
    }

    private void Parse()
    {
        var taken = _parser!.Parse(new(_buffer!, _start, _end - _start), Budget);
        _start = taken.GetInteger();
        _hasUnparsed = _start < _end && (_parser.IsPaused || _parser.IsOverBudget);
        if (_start == _end)
            Release();
    }

    private void Receive()
    {
        lock (_gate)
        {
            if (!_isReadable)
                return;
            // Before it is received, since the loop is told of what comes meanwhile; but not again of an end.
            _isReadable = _isEnding;
        }

        var room = Room();
        var received = _socket.Receive(room, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
        {
            if (_start == _end)
                Release();
            return;
        }

        if (error != SocketError.Success)
            throw Failure(error);
        _end += received;
        _isAtEnd = received == 0;
        if (received < room.Length)
            return;
        // There may be more, of which the loop is not told again.
        lock (_gate)
            _isReadable = true;
    }

    // Room after the part of a message that is there, if any.
    private Span<byte> Room()
    {
        if (_buffer is null)
        {
            _buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        }
        else if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        else if (_end == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(2 * _buffer.Length);
            _buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsSpan(_end);
    }

    private void Release()
    {
        if (_buffer is not null)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
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
            // It is not connected any more, as the next turn finds.
        }
    }

    private static IOException Failure(SocketError error)
    {
        var inner = new SocketException((int)error);
        return new(inner.Message, inner);
    }
}
