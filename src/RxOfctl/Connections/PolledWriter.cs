using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace RxOfctl.Connections;

/// <summary>
/// What goes out on a socket. One thread at a time sends all that is there: one of the pool, so that what others write meanwhile goes out
/// with it; a writer who offers to, which is sooner; or the poller, once the peer has let it wait. While nothing is to be sent no buffer is held.
/// </summary>
internal sealed class PolledWriter(Socket socket) : PipeWriter, IThreadPoolWorkItem
{
    private const int Limit = StreamTransport.OutputLimit;
    private const int UsualLength = 1 << 12;
    private const int MaxKeptLength = 1 << 17;

    // How often whoever sends may find more to send before he leaves the thread, which may be that of a writer who has other things to do.
    private const int SendsInTurn = 16;

    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _filling = [];
    private int _filled;
    private int _unflushed;
    private byte[] _sending = [];
    private int _sendingStart;
    private int _sendingEnd;
    private bool _isSending;
    private bool _isCompleted;
    private bool _hasFailed;
    private TaskCompletionSource<FlushResult>? _room;
    private PeerState _peer;

    // Changed without a lock.
    private enum PeerState
    {
        Unknown,
        TakesMore,
        LetsWait,
        Abandoned,
    }

    /// <summary>Whoever writes holds it from the first byte to the flush. Nothing else is done while it is held.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Completes when all is sent and nothing more will be written.</summary>
    /// <exception cref="IOException">The connection broke, or was given up.</exception>
    public Task Sent => _sent.Task;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _unflushed;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(Math.Max(1, sizeHint));
        return _filling.AsMemory(_filled);
    }

    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(Math.Max(1, sizeHint));
        return _filling.AsSpan(_filled);
    }

    public override void Advance(int bytes)
    {
        _filled += bytes;
        _unflushed += bytes;
    }

    /// <summary>Has somebody send what is written, unless somebody does. Completes when there is room for more, or nobody takes it any more.</summary>
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        _unflushed = 0;
        if (_hasFailed)
            return new(new FlushResult(isCanceled: false, isCompleted: true));
        SendLater();
        if (_filled + _sendingEnd - _sendingStart < Limit)
            return default;
        _room ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        return new(_room.Task);
    }

    public override void CancelPendingFlush() => throw new NotSupportedException();

    public override void Complete(Exception? exception = null)
    {
        lock (Gate)
        {
            _isCompleted = true;
            SendLater();
            if (!_isSending)
                _sent.TrySetResult();
        }
    }

    /// <summary>Whether whoever calls is the one to <see cref="Send"/>: there is something to be sent, and nobody who does. To be called with the gate held.</summary>
    public bool TryBeginSend() => !_isSending && !_hasFailed && _filled > 0 && (_isSending = true);

    /// <summary>Sends what there is, as far as the peer takes it.</summary>
    public void Send()
    {
        for (var count = 0; TryTake(); count++)
        {
            if (count == SendsInTurn)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                return;
            }

            var error = SendNow();
            if (error == SocketError.WouldBlock)
            {
                if (MustWait())
                    return;
            }
            else if (error != SocketError.Success)
            {
                Fail(error);
                return;
            }
        }
    }

    /// <summary>The peer takes more, or the connection has ended.</summary>
    public void OnWritable()
    {
        if (Interlocked.CompareExchange(ref _peer, PeerState.TakesMore, PeerState.Unknown) == PeerState.LetsWait
            && Interlocked.CompareExchange(ref _peer, PeerState.TakesMore, PeerState.LetsWait) == PeerState.LetsWait)
            Send();
    }

    /// <summary>Nobody is to wait for the peer any longer: the socket is closed.</summary>
    public void Abandon()
    {
        if (Interlocked.Exchange(ref _peer, PeerState.Abandoned) == PeerState.LetsWait)
            Fail(SocketError.OperationAborted);
    }

    void IThreadPoolWorkItem.Execute() => Send();

    private void SendLater()
    {
        if (TryBeginSend())
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    // Gives false if all is sent: whoever writes next has somebody send again.
    private bool TryTake()
    {
        if (_sendingStart < _sendingEnd)
            return true;
        lock (Gate)
        {
            if (_filled > 0)
            {
                (_sending, _filling) = (_filling, _sending);
                (_sendingStart, _sendingEnd, _filled) = (0, _filled, 0);
                if (_filling.Length > MaxKeptLength)
                    GiveBack(ref _filling);
                return true;
            }

            GiveBack(ref _sending);
            GiveBack(ref _filling);
            _isSending = false;
            TellOfRoom(default);
            if (_isCompleted)
                _sent.TrySetResult();
            return false;
        }
    }

    private SocketError SendNow()
    {
        try
        {
            _sendingStart += socket.Send(_sending.AsSpan(_sendingStart, _sendingEnd - _sendingStart), SocketFlags.None, out var error);
            if (Volatile.Read(ref _room) is not null)
                TellIfThereIsRoom();
            return error;
        }
        catch (ObjectDisposedException)
        {
            return SocketError.OperationAborted;
        }
    }

    // Gives false if the peer has taken something since it was last asked: it may take more now.
    private bool MustWait()
    {
        if (Interlocked.CompareExchange(ref _peer, PeerState.LetsWait, PeerState.Unknown) == PeerState.Unknown)
            return true;
        Interlocked.CompareExchange(ref _peer, PeerState.Unknown, PeerState.TakesMore);
        return false;
    }

    private void TellIfThereIsRoom()
    {
        lock (Gate)
        {
            if (_filled + _sendingEnd - _sendingStart <= Limit / 2)
                TellOfRoom(default);
        }
    }

    private void TellOfRoom(FlushResult result)
    {
        _room?.SetResult(result);
        _room = null;
    }

    private void Fail(SocketError error)
    {
        var inner = new SocketException((int)error);
        lock (Gate)
        {
            _hasFailed = true;
            _isSending = false;
            _filled = _sendingStart = _sendingEnd = 0;
            GiveBack(ref _sending);
            GiveBack(ref _filling);
            TellOfRoom(new(isCanceled: false, isCompleted: true));
            _sent.TrySetException(new IOException(inner.Message, inner));
        }
    }

    private void MakeRoom(int length)
    {
        if (_filling.Length - _filled >= length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_filled + length, Math.Max(UsualLength, 2 * _filling.Length)));
        _filling.AsSpan(0, _filled).CopyTo(larger);
        GiveBack(ref _filling);
        _filling = larger;
    }

    private static void GiveBack(ref byte[] buffer)
    {
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }
}
