using System.Buffers;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Connections;

/// <summary>
/// The bytes on their way to a peer. Any thread writes messages, whole and in order; one thread at a time sends all that is there. While a
/// thread has corked the outbox, what that thread writes is held back, to go out in one piece. An empty outbox holds no buffer.
/// </summary>
internal sealed class Outbox(IOutput output) : IThreadPoolWorkItem
{
    // How many bytes are held back at most while corked.
    private const int CorkLimit = 1 << 16;
    private const int UsualLength = 1 << 12;

    // Most messages fit; a longer one is encoded twice.
    private const int UsualMessageLength = 512;
    private const int MaxKeptLength = 1 << 17;

    // After so many sends in a row the thread, which may be an event loop's, is given back and the thread pool goes on.
    private const int SendsInTurn = 16;

    // For connections that no controller serves.
    private static readonly ByteBudget DefaultBudget = new(32 << 20);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _filling = [];
    private int _filled;
    private byte[] _sending = [];
    private int _sendingStart;
    private int _sendingEnd;
    private long _written;
    private long _sent;
    private int _corker;
    private bool _isSending;
    private volatile bool _isEnded;
    private volatile bool _isFull;
    private Readiness _readiness;
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _roomForReader;
    private StallWatch? _stallWatch;

    private enum Readiness
    {
        Unknown,
        Writable,
        Awaited,
    }

    private enum Sending
    {
        Later,
        Here,
        ByThreadPool,
    }

    /// <summary>Completes when nothing more can be written and all that was written is sent; fails if it cannot be.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Whether more may be written, or the connection has ended, so that there is no use in waiting.</summary>
    public bool HasRoom => !_isFull || _isEnded;

    /// <summary>The tap that sees what is written; null without one.</summary>
    public FrameTap? Tap { get; set; }

    /// <summary>How many bytes may wait for the peer before there is no room for more; there is room again when half of them are sent. Set
    /// before anything is written, as is <see cref="Budget"/>.</summary>
    public long Limit { get; set; } = 1 << 20;

    /// <summary>The bytes that the large buffers of all outboxes may have: while they have more, each has room for what a small one
    /// holds.</summary>
    public ByteBudget Budget { get; set; } = DefaultBudget;

    /// <summary>Whether nothing more can be written.</summary>
    public bool HasEnded => _isEnded;

    /// <summary>How many bytes were sent.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>What the peer is known to understand beyond the specification.</summary>
    public EncodeOptions EncodeOptions { get; set; }

    /// <summary>How many bytes were written and not yet sent.</summary>
    public long Pending => Volatile.Read(ref _written) - Volatile.Read(ref _sent);

    /// <summary>Calls an action once when bytes wait and none of them is sent for so long.</summary>
    public void WatchForStall(IScheduler scheduler, TimeSpan limit, Action onStalled) =>
        _stallWatch = new(this, scheduler, limit, onStalled);

    /// <summary>Holds back what the calling thread writes until <see cref="Uncork"/>, unless it is much.</summary>
    /// <returns>False if another thread has corked the outbox already.</returns>
    public bool TryCork() => Interlocked.CompareExchange(ref _corker, Environment.CurrentManagedThreadId, 0) == 0;

    /// <summary>Sends what was held back, on the calling thread unless another is sending. Called once after <see cref="TryCork"/> gave
    /// true, by any thread.</summary>
    public void Uncork()
    {
        bool isSender;
        lock (_gate)
        {
            Volatile.Write(ref _corker, 0);
            isSender = TryBeginSend();
        }

        if (isSender)
            Send();
    }

    /// <summary>Writes a message.</summary>
    /// <returns>False if the connection has ended; nothing is written.</returns>
    /// <exception cref="OpenFlowEncodeException">The message cannot be encoded; nothing is written.</exception>
    public bool Write(OpenFlowMessage message, OpenFlowVersion version, uint xid)
    {
        Sending sending;
        lock (_gate)
        {
            if (_isEnded)
                return false;
            Encode(message, version, xid, EncodeOptions);
            sending = OnWritten();
        }

        Begin(sending);
        return true;
    }

    /// <summary>Writes two messages with nothing between them. Only the first may be one that cannot be encoded.</summary>
    /// <inheritdoc cref="Write(OpenFlowMessage, OpenFlowVersion, uint)"/>
    public bool Write(OpenFlowMessage first, uint firstXid, OpenFlowMessage second, uint secondXid, OpenFlowVersion version)
    {
        Sending sending;
        lock (_gate)
        {
            if (_isEnded)
                return false;
            Encode(first, version, firstXid, EncodeOptions);
            Encode(second, version, secondXid, default);
            sending = OnWritten();
        }

        Begin(sending);
        return true;
    }

    /// <summary>Writes bytes as they are.</summary>
    /// <returns>False if the connection has ended; nothing is written.</returns>
    public bool Write(ReadOnlySpan<byte> bytes)
    {
        Sending sending;
        lock (_gate)
        {
            if (_isEnded)
                return false;
            MakeRoom(bytes.Length);
            bytes.CopyTo(_filling.AsSpan(_filled));
            Advance(bytes.Length);
            if (Tap is { } tap)
                PassEach(bytes, tap);
            sending = OnWritten();
        }

        Begin(sending);
        return true;
    }

    /// <summary>Completes when there is room. What awaits it goes on on the thread pool, and may block.</summary>
    public Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        if (HasRoom)
            return Task.CompletedTask;
        lock (_gate)
        {
            if (HasRoom)
                return Task.CompletedTask;
            _room ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The same for what never blocks, and goes on on the thread that made room.</summary>
    public Task WaitForRoomAsReaderAsync()
    {
        lock (_gate)
        {
            if (HasRoom)
                return Task.CompletedTask;
            _roomForReader ??= new();
            return _roomForReader.Task;
        }
    }

    /// <summary>Refuses what is written from now on. What was written before is still sent, if the peer takes it.</summary>
    public void End()
    {
        bool isSender;
        lock (_gate)
        {
            if (_isEnded)
                return;
            _isEnded = true;
            // Also with nothing left: the sender is what completes.
            isSender = !_isSending && (_isSending = true);
        }

        if (isSender)
            Begin(output.IsInline ? Sending.Here : Sending.ByThreadPool);
        ReleaseRoom();
    }

    /// <summary>The output takes more, or has ended.</summary>
    public void OnWritable()
    {
        if (Interlocked.Exchange(ref _readiness, Readiness.Writable) == Readiness.Awaited)
            Send();
    }

    /// <summary>Nothing more can be sent.</summary>
    public void Fail(Exception error)
    {
        lock (_gate)
        {
            // Sending is not given back: nothing more is sent.
            _isEnded = true;
            _filled = _sendingStart = _sendingEnd = 0;
            GiveBack(ref _sending);
            GiveBack(ref _filling);
        }

        _stallWatch?.Dispose();
        _completion.TrySetException(error as IOException ?? new IOException(error.Message, error));
        ReleaseRoom();
    }

    void IThreadPoolWorkItem.Execute() => Send();

    // Called with the gate held.
    private void Encode(OpenFlowMessage message, OpenFlowVersion version, uint xid, EncodeOptions options)
    {
        MakeRoom(UsualMessageLength);
        var length = OpenFlowCodec.Encode(message, version, xid, _filling.AsSpan(_filled), options);
        if (length > _filling.Length - _filled)
        {
            MakeRoom(length);
            OpenFlowCodec.Encode(message, version, xid, _filling.AsSpan(_filled), options);
        }

        Tap?.Invoke(isSent: true, _filling.AsSpan(_filled, length));
        Advance(length);
    }

    // Called with the gate held.
    private void Advance(int count)
    {
        _filled += count;
        _written += count;
    }

    // Several messages may be written at once; a tap sees one at a time.
    private static void PassEach(ReadOnlySpan<byte> bytes, FrameTap tap)
    {
        while (FrameHeader.TryRead(bytes, out var header) && header.Length >= FrameHeader.Size && header.Length < bytes.Length)
        {
            tap(isSent: true, bytes[..header.Length]);
            bytes = bytes[header.Length..];
        }

        tap(isSent: true, bytes);
    }

    // Called with the gate held.
    private bool TryBeginSend() => !_isSending && _filled > 0 && (_isSending = true);

    // Called with the gate held.
    private Sending OnWritten()
    {
        if (Pending >= CorkLimit && (Pending >= Limit || Budget.IsExceeded))
            _isFull = true;
        var isCorked = _corker == Environment.CurrentManagedThreadId;
        if ((isCorked && _filled < CorkLimit) || !TryBeginSend())
            return Sending.Later;
        return isCorked || output.IsInline ? Sending.Here : Sending.ByThreadPool;
    }

    private void Begin(Sending sending)
    {
        if (sending == Sending.Here)
            Send();
        else if (sending == Sending.ByThreadPool)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    // Sends what there is, as far as the output takes it. Called by the thread that set _isSending, or that goes on in its place.
    private void Send()
    {
        try
        {
            for (var count = 1; TryTake(); count++)
            {
                var taken = output.Send(_sending.AsSpan(_sendingStart, _sendingEnd - _sendingStart));
                if (taken > 0)
                    OnSent(taken);
                else if (MustWait())
                    return;
                if (count >= SendsInTurn && !output.IsInline)
                {
                    Begin(Sending.ByThreadPool);
                    return;
                }
            }
        }
#pragma warning disable CA1031 // The connection broke, in whatever way: nothing more is sent, and Completion says why.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Fail(error);
        }
    }

    // Gives false if all is sent: the next to write has it sent again.
    private bool TryTake()
    {
        if (_sendingStart < _sendingEnd)
            return true;
        lock (_gate)
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
            // After the end nothing more is written, and nothing more to be sent.
            _isSending = _isEnded;
            if (!_isEnded)
                return false;
        }

        _stallWatch?.Dispose();
        output.Complete();
        _completion.TrySetResult();
        return false;
    }

    // Gives false if the output has become writable since it refused bytes.
    private bool MustWait()
    {
        _stallWatch?.OnBlocked();
        if (Interlocked.CompareExchange(ref _readiness, Readiness.Awaited, Readiness.Unknown) == Readiness.Unknown)
            return true;
        Interlocked.Exchange(ref _readiness, Readiness.Unknown);
        return false;
    }

    private void OnSent(int count)
    {
        _sendingStart += count;
        Volatile.Write(ref _sent, _sent + count);
        _stallWatch?.OnSent();
        if (_isFull && Pending <= (Budget.IsExceeded ? 0 : Limit / 2))
            ReleaseRoom();
    }

    private void ReleaseRoom()
    {
        TaskCompletionSource? room;
        TaskCompletionSource? roomForReader;
        lock (_gate)
        {
            _isFull = false;
            (room, _room, roomForReader, _roomForReader) = (_room, null, _roomForReader, null);
        }

        if (roomForReader is not null)
            ContextFree.Complete(roomForReader);
        room?.SetResult();
    }

    private void MakeRoom(int length)
    {
        if (_filling.Length - _filled >= length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_filled + length, Math.Max(UsualLength, 2 * _filling.Length)));
        if (larger.Length > MaxKeptLength)
            Budget.Count(larger.Length);
        _filling.AsSpan(0, _filled).CopyTo(larger);
        GiveBack(ref _filling);
        _filling = larger;
    }

    private void GiveBack(ref byte[] buffer)
    {
        if (buffer.Length > MaxKeptLength)
            Budget.Count(-buffer.Length);
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    /// <summary>Notices that bytes wait and none is sent. It has a timer only since the output refused bytes.</summary>
    private sealed class StallWatch(Outbox outbox, IScheduler scheduler, TimeSpan limit, Action onStalled) : IDisposable
    {
        private readonly SerialDisposable _timer = new();
        private long _sentAtTicks;
        private int _isOn;

        public void OnBlocked()
        {
            if (Volatile.Read(ref _isOn) != 0 || Interlocked.Exchange(ref _isOn, 1) != 0)
                return;
            OnSent();
            _timer.Disposable = scheduler.Schedule(limit, Look);
        }

        public void OnSent()
        {
            if (Volatile.Read(ref _isOn) != 0)
                Volatile.Write(ref _sentAtTicks, scheduler.Now.UtcTicks);
        }

        public void Dispose() => _timer.Dispose();

        private void Look()
        {
            var stalled = TimeSpan.FromTicks(scheduler.Now.UtcTicks - Volatile.Read(ref _sentAtTicks));
            if (outbox.Pending == 0)
                Volatile.Write(ref _isOn, 0);
            else if (stalled < limit)
                _timer.Disposable = scheduler.Schedule(limit - stalled, Look);
            else
                onStalled();
        }
    }
}
