using System.Buffers;
using System.IO.Pipelines;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Connections;

/// <summary>
/// Writes messages from any thread into a pipe, whole and in order. What is written while the pipe's reader is at work waits in the pipe
/// and goes out in one piece.
/// </summary>
internal sealed class FrameWriter(PipeWriter output)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _room;
    private bool _flushing;
    private bool _unflushed;
    private bool _ended;

    public bool Write(OpenFlowMessage message, OpenFlowVersion version, uint xid)
    {
        lock (_gate)
        {
            if (_ended)
                return false;
            OpenFlowCodec.Encode(message, version, xid, output);
            Flush();
            return true;
        }
    }

    public bool Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_ended)
                return false;
            output.Write(bytes);
            Flush();
            return true;
        }
    }

    /// <summary>Writes two messages with nothing between them. Only the first may be one that cannot be encoded.</summary>
    public bool Write(OpenFlowMessage first, uint firstXid, OpenFlowMessage second, uint secondXid, OpenFlowVersion version)
    {
        lock (_gate)
        {
            if (_ended)
                return false;
            OpenFlowCodec.Encode(first, version, firstXid, output);
            OpenFlowCodec.Encode(second, version, secondXid, output);
            Flush();
            return true;
        }
    }

    public Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_flushing || _ended)
                return Task.CompletedTask;
            _room ??= new();
            return _room.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends writing: what was written before still goes out, if the reader of the pipe takes it.</summary>
    public void End()
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            if (!_ended)
            {
                _ended = true;
                output.Complete();
            }

            (room, _room) = (_room, null);
        }

        if (room is not null)
            ContextFree.Complete(room);
    }

    // Called with the gate held.
    private void Flush()
    {
        _unflushed = true;
        while (_unflushed && !_flushing && !_ended)
        {
            _unflushed = false;
            var flush = output.FlushAsync();
            if (flush.IsCompletedSuccessfully)
            {
                _ended = flush.Result.IsCompleted;
            }
            else
            {
                _flushing = true;
                _ = WaitAsync(flush);
            }
        }
    }

    private async Task WaitAsync(ValueTask<FlushResult> flush)
    {
        bool ended;
        try
        {
            ended = (await flush.ConfigureAwait(false)).IsCompleted;
        }
#pragma warning disable CA1031 // The transport broke, in whatever way: nothing more is written, and whoever reads from it learns why.
        catch (Exception)
#pragma warning restore CA1031
        {
            ended = true;
        }

        TaskCompletionSource? room = null;
        lock (_gate)
        {
            _flushing = false;
            _ended |= ended;
            if (_unflushed)
                Flush();
            if (!_flushing)
                (room, _room) = (_room, null);
        }

        if (room is not null)
            ContextFree.Complete(room);
    }
}
