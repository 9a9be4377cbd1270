using System.Buffers;
using System.Diagnostics;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;

namespace RxOfctl.Connections;

/// <summary>Finds the messages in the bytes that were read, and passes them to a handler one by one, on the calling thread.</summary>
internal sealed class FrameParser(IFrameHandler handler)
{
    // The number of messages that a budget allows, however fast they are handled, and how often the clock is read.
    private const int MaxFrames = 2048;
    private const int FramesBetweenLooks = 32;

    private volatile bool _isStopped;
    private int _frames;
    private long _deadline;
    private int _thread;
    private bool _isFirst;

    /// <summary>Whether the handler has paused reading. The driver that resumes it resets this.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Whether the last call ended before the bytes did, because there were too many messages or they took too long.</summary>
    public bool IsOverBudget { get; private set; }

    /// <summary>Whether the calling thread is the one that is passing on messages.</summary>
    public bool IsOnThread => Volatile.Read(ref _thread) == Environment.CurrentManagedThreadId;

    /// <summary>Sees each message before the handler, if there is one. Any thread may set it.</summary>
    public FrameTap? Tap { get; set; }

    /// <summary>The header of the message that is being passed on.</summary>
    public FrameHeader Current { get; private set; }

    /// <summary>Passes on the complete messages, until the handler pauses.</summary>
    /// <param name="buffer">The bytes that were read and not consumed.</param>
    /// <param name="budget">How long it may take, so that no peer monopolizes a thread; null means without limit.</param>
    /// <returns>The position up to which the bytes were consumed.</returns>
    /// <exception cref="OpenFlowDecodeException">A header has a length of less than its own eight bytes, or the peer speaks
    /// TLS.</exception>
    public SequencePosition Parse(ReadOnlySequence<byte> buffer, TimeSpan? budget = null)
    {
        (_isFirst, _frames, IsOverBudget) = (true, 0, false);
        _deadline = budget is { } time ? Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency) : long.MaxValue;
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
        try
        {
            while (TakeWithin(ref buffer) || TakeAcross(ref buffer))
            {
                // There may be more.
            }

            return buffer.Start;
        }
        finally
        {
            Volatile.Write(ref _thread, 0);
            if (!_isFirst)
                IsPaused |= !handler.OnReadDone();
        }
    }

    /// <summary>Passes on nothing more.</summary>
    public void Stop() => _isStopped = true;

    // Passes on the messages that are complete in the first segment, which almost always has all of them. Returns false if there are none.
    private bool TakeWithin(ref ReadOnlySequence<byte> buffer)
    {
        var segment = buffer.FirstSpan;
        var taken = 0;
        while (MayTake() && TryReadHeader(segment[taken..], out var header) && segment.Length - taken >= header.Length)
        {
            Take(header, segment.Slice(taken, header.Length));
            taken += header.Length;
        }

        buffer = buffer.Slice(taken);
        return taken > 0;
    }

    // Passes on the message that starts in the first segment and ends in a later one. Returns false if it is not complete.
    private bool TakeAcross(ref ReadOnlySequence<byte> buffer)
    {
        if (buffer.IsSingleSegment || !MayTake())
            return false;
        Span<byte> start = stackalloc byte[FrameHeader.Size];
        var available = (int)Math.Min(buffer.Length, FrameHeader.Size);
        buffer.Slice(0, available).CopyTo(start);
        if (!TryReadHeader(start[..available], out var header) || buffer.Length < header.Length)
            return false;
        var joined = ArrayPool<byte>.Shared.Rent(header.Length);
        try
        {
            buffer.Slice(0, header.Length).CopyTo(joined);
            Take(header, joined.AsSpan(0, header.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }

        buffer = buffer.Slice(header.Length);
        return true;
    }

    private bool MayTake()
    {
        if (IsPaused || _isStopped)
            return false;
        if (_deadline != long.MaxValue && _frames > 0 && _frames % FramesBetweenLooks == 0)
            IsOverBudget = _frames >= MaxFrames || Stopwatch.GetTimestamp() >= _deadline;
        return !IsOverBudget;
    }

    private void Take(FrameHeader header, ReadOnlySpan<byte> frame)
    {
        if (_isFirst)
            handler.OnRead();
        _isFirst = false;
        _frames++;
        Current = header;
        Tap?.Invoke(isSent: false, frame);
        IsPaused = !handler.OnFrame(header, frame);
    }

    private static bool TryReadHeader(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        if (!FrameHeader.TryRead(bytes, out header))
            return false;
        if (header.Length < FrameHeader.Size)
        {
            throw new OpenFlowDecodeException(
                OpenFlowError.BadRequestBadLen, 2, $"a message of {header.Length} bytes is shorter than its header");
        }

        if (IsClientHello(header))
        {
            throw new OpenFlowDecodeException(
                OpenFlowError.BadRequestBadVersion,
                0,
                "the peer speaks TLS, but this end point is plain TCP; listen at pssl: or connect the switch to tcp:");
        }

        return true;
    }

    // A TLS ClientHello begins with the bytes 22 (handshake), 3, and 1 or 3 (RFC 8446 §5.1): the third is the upper half of the length
    // here.
    private static bool IsClientHello(FrameHeader header) => (byte)header.Version == 22 && header.Type == 3 && header.Length >> 8 is 1 or 3;
}
