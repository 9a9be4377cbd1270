using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace RxOfctl.Connections;

/// <summary>
/// What comes on a socket. Each read waits for its turn with the poller, even if something is there already, so that no connection keeps
/// another from being read. While nothing is there no buffer is held.
/// </summary>
internal sealed class PolledReader(Socket socket, Poller poller) : PipeReader, IValueTaskSource<ReadResult>, IThreadPoolWorkItem
{
    private const int BufferLength = 1 << 16;

    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<ReadResult> _read;
    private byte[]? _buffer;
    private int _start;
    private int _end;
    private bool _isUnexamined;
    private bool _isAtEnd;
    private bool _isReadable;
    private bool _isEnding;
    private bool _isAwaited;
    private bool _isInTurn;
    private bool _isCanceled;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (_isUnexamined)
        {
            _isUnexamined = false;
            return new(Result(isCanceled: false));
        }

        _read.Reset();
        var read = new ValueTask<ReadResult>(this, _read.Version);
        lock (_gate)
        {
            _isAwaited = true;
            _isInTurn = _isReadable || _isCanceled;
            if (!_isInTurn)
                return read;
        }

        poller.Enqueue(this);
        return read;
    }

    public override bool TryRead(out ReadResult result) => throw new NotSupportedException();

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _start = consumed.GetInteger();
        _isUnexamined = examined.GetInteger() < _end;
        if (_start == _end)
            Release();
    }

    public override void CancelPendingRead()
    {
        lock (_gate)
        {
            _isCanceled = true;
            if (!_isAwaited || _isInTurn)
                return;
            _isInTurn = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public override void Complete(Exception? exception = null) => Release();

    /// <summary>Something came.</summary>
    /// <param name="isEnding">Whether nothing comes behind it.</param>
    /// <returns>Whether it is to be received: somebody waits for it.</returns>
    public bool OnReadable(bool isEnding)
    {
        lock (_gate)
        {
            _isReadable = true;
            _isEnding |= isEnding;
            if (!_isAwaited || _isInTurn)
                return false;
            _isInTurn = true;
            return true;
        }
    }

    /// <summary>Receives what is there, and goes on with whoever waits for it.</summary>
    public void Receive()
    {
        SocketError error;
        bool isCanceled;
        do
        {
            lock (_gate)
            {
                isCanceled = _isCanceled;
                _isCanceled = false;
                // Set before it is read, since of what comes meanwhile it is told again; but not of an end that has come already.
                _isReadable = _isEnding;
            }

            error = isCanceled ? SocketError.Success : ReceiveNow();
        }
        while (error == SocketError.WouldBlock && !TryWait());

        if (error == SocketError.WouldBlock)
            return;
        lock (_gate)
            _isAwaited = _isInTurn = false;
        if (error == SocketError.Success)
            _read.SetResult(Result(isCanceled));
        else
            _read.SetException(Failure(error));
    }

    void IThreadPoolWorkItem.Execute() => Receive();

    ReadResult IValueTaskSource<ReadResult>.GetResult(short token) => _read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ReadResult>.GetStatus(short token) => _read.GetStatus(token);

    void IValueTaskSource<ReadResult>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);

    private static IOException Failure(SocketError error)
    {
        var inner = new SocketException((int)error);
        return new(inner.Message, inner);
    }

    private SocketError ReceiveNow()
    {
        var room = Room();
        var received = socket.Receive(room, SocketFlags.None, out var error);
        if (error != SocketError.Success)
            return error;
        _end += received;
        _isAtEnd = received == 0;
        if (received == room.Length)
        {
            // There may be more, of which it is not told again.
            lock (_gate)
                _isReadable = true;
        }

        return error;
    }

    // Nothing was there, after all.
    private bool TryWait()
    {
        lock (_gate)
        {
            if (_isReadable || _isCanceled)
                return false;
            if (_start == _end)
                Release();
            _isInTurn = false;
            return true;
        }
    }

    private ReadResult Result(bool isCanceled) =>
        new(_buffer is null ? default : new(_buffer, _start, _end - _start), isCanceled, _isAtEnd);

    // Room behind the part of a message that is there, if any.
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
}
