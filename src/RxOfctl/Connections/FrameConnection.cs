using System.Buffers;
using System.IO.Pipelines;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Connections;

/// <summary>
/// Whole OpenFlow messages over a two-way stream of bytes, whatever carries it. Either side of a connection uses it: a controller's
/// session, a simulated switch, a test.
/// </summary>
public sealed class FrameConnection
{
    // How many bytes of messages that were answered may come from a peer that does not read the answers.
    private const int UnreadAnswersLimit = 1 << 16;

    // How many times in a row something may be there to read before others get the thread.
    private const int ReadsInTurn = 8;

    private readonly IDuplexPipe _transport;
    private readonly Leadership? _leadership;
    private readonly FrameWriter _writer;
    private readonly Turnstile _turnstile = new();
    private volatile bool _aborted;
    private bool _paused;
    private int _handlerThread;
    private bool _isFirst;
    private bool _answered;
    private int _unreadAnswers;

    /// <summary>A connection over a transport.</summary>
    /// <param name="transport">Carries the bytes. The connection completes both of its halves when it ends.</param>
    public FrameConnection(IDuplexPipe transport)
        : this(transport, leadership: null)
    {
    }

    /// <summary>A connection over a transport.</summary>
    /// <param name="transport">Carries the bytes. The connection completes both of its halves when it ends.</param>
    /// <param name="leadership">Does what comes of the messages, where the scheduler lets the one who reads them do it.</param>
    internal FrameConnection(IDuplexPipe transport, Leadership? leadership)
    {
        ArgumentNullException.ThrowIfNull(transport);
        _transport = transport;
        _leadership = leadership;
        _writer = new(transport.Output);
    }

    /// <summary>Writes a message, in the caller's turn as far as the bytes go; sending them is nobody's turn. Messages never mix.</summary>
    /// <param name="message">The message.</param>
    /// <param name="version">The version in which to write it.</param>
    /// <param name="xid">The transaction id.</param>
    /// <returns>False if the connection has ended; nothing is written.</returns>
    /// <exception cref="OpenFlowEncodeException">The message cannot be encoded; nothing is written.</exception>
    public bool Write(OpenFlowMessage message, OpenFlowVersion version, uint xid)
    {
        NoteAnswer();
        return _writer.Write(message, version, xid);
    }

    /// <summary>Writes bytes as they are: a message that was encoded before or, in a test of the peer, none at all.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>False if the connection has ended; nothing is written.</returns>
    public bool Write(ReadOnlySpan<byte> bytes) => _writer.Write(bytes);

    /// <summary>Writes two messages with nothing between them, or none of them.</summary>
    /// <inheritdoc cref="Write(OpenFlowMessage, OpenFlowVersion, uint)" path="/returns"/>
    /// <inheritdoc cref="Write(OpenFlowMessage, OpenFlowVersion, uint)" path="/exception"/>
    internal bool Write(OpenFlowMessage first, uint firstXid, OpenFlowMessage second, uint secondXid, OpenFlowVersion version)
    {
        NoteAnswer();
        return _writer.Write(first, firstXid, second, secondXid, version);
    }

    /// <summary>
    /// Completes when the transport takes more, at once if it does: a peer that reads slowly makes writers wait who ask. Completes too when the
    /// connection ends.
    /// </summary>
    public Task WaitForRoomAsync(CancellationToken cancellationToken = default) => _writer.WaitForRoomAsync(cancellationToken);

    /// <summary>Whether the transport takes more, or the connection has ended.</summary>
    internal bool HasRoom => _writer.HasRoom;

    /// <summary>The same as <see cref="WaitForRoomAsync"/> for one who goes on in the turn of the transport, and never blocks.</summary>
    internal Task WaitForRoomAsReaderAsync() => _writer.WaitForRoomAsReaderAsync();

    /// <summary>Takes messages again, after a handler said that it takes no more.</summary>
    public void Resume() => _turnstile.Open();

    /// <summary>Ends the connection: no more messages are taken or written. What was written before still goes out if the peer reads it.</summary>
    public void Abort()
    {
        _aborted = true;
        _writer.End();
        _turnstile.Open();
        _transport.Input.CancelPendingRead();
    }

    /// <summary>
    /// Reads messages until the peer ends the connection, or <see cref="Abort"/> is called; then ends it for this side too. To be called once.
    /// </summary>
    /// <param name="handler">Takes the messages.</param>
    /// <exception cref="OpenFlowDecodeException">
    /// A header says a length of less than its own eight bytes: where the next message starts cannot be told. The connection has ended.
    /// </exception>
    /// <exception cref="IOException">The transport broke.</exception>
    public Task ReadAsync(IFrameHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (_leadership is null)
            return ReadOnAsync(handler);
        var ended = new TaskCompletionSource();
        _leadership.Start(_writer, () => _ = TakeTurnAsync(handler, ended));
        return ended.Task;
    }

    /// <summary>What the thread that calls writes goes out when it calls <see cref="Uncork"/>, and then at once.</summary>
    /// <returns>False if what another writes does.</returns>
    internal bool TryCork() => _writer.TryCork();

    /// <summary>Sends what waited since <see cref="TryCork"/> gave true.</summary>
    internal void Uncork() => _writer.Uncork();

    // Reads until the end, or until another thread goes on.
    private async Task TakeTurnAsync(IFrameHandler handler, TaskCompletionSource ended)
    {
        try
        {
            if (await ReadOnAsync(handler).ConfigureAwait(false))
                ContextFree.Complete(ended);
        }
#pragma warning disable CA1031 // It is for whoever waits for the end.
        catch (Exception error)
#pragma warning restore CA1031
        {
            ended.SetException(error);
        }
    }

    // Gives whether it has come to the end; if not, another thread goes on.
    private async Task<bool> ReadOnAsync(IFrameHandler handler)
    {
        var input = _transport.Input;
        var isReader = true;
        try
        {
            var reads = 0;
            while (!_aborted)
            {
                if (_paused)
                {
                    _paused = false;
                    await _turnstile.PassAsync().ConfigureAwait(false);
                    continue;
                }

                // A peer that asks and does not read the answers is not asked for more of its questions. What else waits for it is no reason
                // not to read: it may itself read no more until it is read.
                if (_writer.HasRoom)
                    _unreadAnswers = 0;
                else if (_unreadAnswers > UnreadAnswersLimit)
                    await _writer.WaitForRoomAsReaderAsync().ConfigureAwait(false);
                if (_aborted)
                    break;

                var reading = input.ReadAsync();
                reads = reading.IsCompleted ? reads + 1 : 0;
                if (reads == ReadsInTurn && _transport is StreamTransport)
                {
                    reads = 0;
                    await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                }

                var read = await reading.ConfigureAwait(false);
                if (!Take(handler, read, out isReader))
                    break;
            }

            return isReader;
        }
        finally
        {
            if (isReader)
            {
                _writer.End();
                await input.CompleteAsync().ConfigureAwait(false);
            }
        }
    }

    // Gives false if there is nothing more to read for this thread: all is read, or another reads.
    private bool Take(IFrameHandler handler, ReadResult read, out bool isReader)
    {
        isReader = true;
        _leadership?.Begin();
        var isDone = false;
        try
        {
            var taken = Take(handler, read.Buffer);
            _transport.Input.AdvanceTo(taken, _paused ? taken : read.Buffer.End);
            isDone = true;
        }
        finally
        {
            if (!isDone)
                _leadership?.End();
        }

        isReader = _leadership is null || _leadership.Lead();
        return isReader && (_paused || !read.IsCompleted);
    }

    private SequencePosition Take(IFrameHandler handler, ReadOnlySequence<byte> buffer)
    {
        _isFirst = true;
        Volatile.Write(ref _handlerThread, Environment.CurrentManagedThreadId);
        try
        {
            while (TakeWithin(handler, ref buffer) || TakeAcross(handler, ref buffer))
            {
                // There may be more.
            }

            return buffer.Start;
        }
        finally
        {
            Volatile.Write(ref _handlerThread, 0);
            if (!_isFirst)
                _paused |= !handler.OnReadDone();
        }
    }

    // Takes the messages that are whole in the first segment, which almost always has all of them. Gives false if there are none.
    private bool TakeWithin(IFrameHandler handler, ref ReadOnlySequence<byte> buffer)
    {
        var segment = buffer.FirstSpan;
        var taken = 0;
        while (!_paused && !_aborted && TryReadHeader(segment[taken..], out var header) && segment.Length - taken >= header.Length)
        {
            Take(handler, header, segment.Slice(taken, header.Length));
            taken += header.Length;
        }

        buffer = buffer.Slice(taken);
        return taken > 0;
    }

    // Takes the message that begins in the first segment and ends in a later one. Gives false if it is not there whole.
    private bool TakeAcross(IFrameHandler handler, ref ReadOnlySequence<byte> buffer)
    {
        Span<byte> start = stackalloc byte[FrameHeader.Size];
        var available = (int)Math.Min(buffer.Length, FrameHeader.Size);
        buffer.Slice(0, available).CopyTo(start);
        if (_paused || _aborted || !TryReadHeader(start[..available], out var header) || buffer.Length < header.Length)
            return false;
        var joined = ArrayPool<byte>.Shared.Rent(header.Length);
        try
        {
            buffer.Slice(0, header.Length).CopyTo(joined);
            Take(handler, header, joined.AsSpan(0, header.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }

        buffer = buffer.Slice(header.Length);
        return true;
    }

    private void Take(IFrameHandler handler, FrameHeader header, ReadOnlySpan<byte> frame)
    {
        if (_isFirst)
            handler.OnRead();
        _isFirst = _answered = false;
        _paused = !handler.OnFrame(header, frame);
        if (_answered)
            _unreadAnswers += header.Length;
    }

    private static bool TryReadHeader(ReadOnlySpan<byte> bytes, out FrameHeader header) =>
        !FrameHeader.TryRead(bytes, out header) ? false
        : header.Length >= FrameHeader.Size ? true
        : throw new OpenFlowDecodeException(OpenFlowError.BadRequestBadLen, 2, $"a message of {header.Length} bytes is shorter than its header");

    // What is written while a message is handled, by the one who handles it, answers the message.
    private void NoteAnswer()
    {
        if (Volatile.Read(ref _handlerThread) == Environment.CurrentManagedThreadId)
            _answered = true;
    }
}
