using System.Buffers;
using System.IO.Pipelines;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Connections;

/// <summary>
/// Writes messages from any thread into a pipe, whole and in order. What is written while the pipe's reader is at work waits in the pipe
/// and goes out in one piece.
/// </summary>
/// <param name="output">The pipe.</param>
internal sealed class FrameWriter(PipeWriter output)
{
    // How many bytes at most wait until their writer is done.
    private const int CorkLimit = 1 << 16;

    private readonly PolledWriter? _polled = output as PolledWriter;
    private readonly Lock _gate = (output as PolledWriter)?.Gate ?? new();
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _roomForReader;
    private volatile bool _flushing;
    private bool _unflushed;
    private bool _ended;
    private bool _completed;
    private int _corker;

    /// <summary>Whether the pipe takes more, or nothing is written any more.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_gate)
                return !_flushing || _ended;
        }
    }

    /// <summary>What the thread that calls writes waits for <see cref="Uncork"/>, unless there is much of it.</summary>
    /// <returns>False if what another writes does already.</returns>
    public bool TryCork() => Interlocked.CompareExchange(ref _corker, Environment.CurrentManagedThreadId, 0) == 0;

    /// <summary>
    /// Sends what waited, on the thread that calls unless another is sending. To be called once after <see cref="TryCork"/> gave true, on any thread.
    /// </summary>
    public void Uncork()
    {
        bool isHeld;
        lock (_gate)
        {
            Volatile.Write(ref _corker, 0);
            isHeld = _unflushed;
        }

        if (isHeld)
            FlushHere();
    }

    public bool Write(OpenFlowMessage message, OpenFlowVersion version, uint xid)
    {
        bool isMuch;
        lock (_gate)
        {
            if (_ended)
                return false;
            OpenFlowCodec.Encode(message, version, xid, output);
            isMuch = OnWritten();
        }

        if (isMuch)
            FlushHere();
        return true;
    }

    public bool Write(ReadOnlySpan<byte> bytes)
    {
        bool isMuch;
        lock (_gate)
        {
            if (_ended)
                return false;
            output.Write(bytes);
            isMuch = OnWritten();
        }

        if (isMuch)
            FlushHere();
        return true;
    }

    /// <summary>Writes two messages with nothing between them. Only the first may be one that cannot be encoded.</summary>
    public bool Write(OpenFlowMessage first, uint firstXid, OpenFlowMessage second, uint secondXid, OpenFlowVersion version)
    {
        bool isMuch;
        lock (_gate)
        {
            if (_ended)
                return false;
            OpenFlowCodec.Encode(first, version, firstXid, output);
            OpenFlowCodec.Encode(second, version, secondXid, output);
            isMuch = OnWritten();
        }

        if (isMuch)
            FlushHere();
        return true;
    }

    /// <summary>Completes when there is room. Whoever waits goes on in a turn of its own: it may block, and the others go on all the same.</summary>
    public Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        // Almost always there is room, and nobody needs the gate to see it.
        if (!_flushing)
            return Task.CompletedTask;
        lock (_gate)
        {
            if (!_flushing || _ended)
                return Task.CompletedTask;
            _room ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The same for the one who reads from the connection, who goes on in the turn of the pipe and never blocks.</summary>
    public Task WaitForRoomAsReaderAsync()
    {
        lock (_gate)
        {
            if (!_flushing || _ended)
                return Task.CompletedTask;
            _roomForReader ??= new();
            return _roomForReader.Task;
        }
    }

    /// <summary>Ends writing: what was written before still goes out, if the reader of the pipe takes it.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            if (!_completed)
            {
                _completed = true;
                output.Complete();
            }
        }

        TellOfRoom();
    }

    // Called with the gate held. Gives whether so much was kept back that it must go out now.
    private bool OnWritten()
    {
        if (_corker == Environment.CurrentManagedThreadId)
        {
            _unflushed = true;
            return output.UnflushedBytes >= CorkLimit;
        }

        Flush();
        return false;
    }

    // Sending is done with the gate open: it takes longer than anything else here.
    private void FlushHere()
    {
        bool isSender;
        lock (_gate)
        {
            isSender = _polled is not null && !_ended && _polled.TryBeginSend();
            Flush();
        }

        if (isSender)
            _polled!.Send();
    }

    // Called with the gate held.
    private void Flush()
    {
        _unflushed = true;
        while (_unflushed && !_flushing && !_ended)
        {
            _unflushed = false;
            var flush = FlushAsync();
            if (flush.IsCompleted)
            {
                _ended = flush.Result;
            }
            else
            {
                _flushing = true;
                _ = WaitAsync(flush);
            }
        }
    }

    // Whether nobody takes any more of what is written. Almost always that is known at once.
    private ValueTask<bool> FlushAsync()
    {
        try
        {
            var flush = output.FlushAsync();
            return flush.IsCompletedSuccessfully ? new(flush.Result.IsCompleted) : new(EndAsync(flush));
        }
#pragma warning disable CA1031 // The transport broke, in whatever way: nothing more is written, and whoever reads from it learns why.
        catch (Exception)
#pragma warning restore CA1031
        {
            return new(true);
        }
    }

    private static async Task<bool> EndAsync(ValueTask<FlushResult> flush)
    {
        try
        {
            return (await flush.ConfigureAwait(false)).IsCompleted;
        }
#pragma warning disable CA1031 // As above.
        catch (Exception)
#pragma warning restore CA1031
        {
            return true;
        }
    }

    private async Task WaitAsync(ValueTask<bool> flush)
    {
        var ended = await flush.ConfigureAwait(false);
        lock (_gate)
        {
            _flushing = false;
            _ended |= ended;
            if (_unflushed)
                Flush();
        }

        TellOfRoom();
    }

    private void TellOfRoom()
    {
        TaskCompletionSource? room = null;
        TaskCompletionSource? roomForReader = null;
        lock (_gate)
        {
            if (!_flushing || _ended)
                (room, _room, roomForReader, _roomForReader) = (_room, null, _roomForReader, null);
        }

        if (roomForReader is not null)
            ContextFree.Complete(roomForReader);
        if (room is not null)
            ContextFree.Complete(room);
    }
}
