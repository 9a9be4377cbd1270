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

    private readonly IDuplexPipe _transport;
    private readonly FrameWriter _writer;
    private readonly Turnstile _turnstile = new();
    private volatile bool _aborted;
    private int _handlerThread;
    private bool _answered;
    private int _unreadAnswers;

    /// <summary>A connection over a transport.</summary>
    /// <param name="transport">Carries the bytes. The connection completes both of its halves when it ends.</param>
    public FrameConnection(IDuplexPipe transport)
    {
        ArgumentNullException.ThrowIfNull(transport);
        _transport = transport;
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
    public async Task ReadAsync(IFrameHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var input = _transport.Input;
        try
        {
            while (!_aborted)
            {
                var read = await input.ReadAsync().ConfigureAwait(false);
                var taken = Take(handler, read.Buffer, out var paused);
                input.AdvanceTo(taken, paused ? taken : read.Buffer.End);
                if (paused)
                    await _turnstile.PassAsync().ConfigureAwait(false);
                else if (read.IsCompleted)
                    break;
                // A peer that asks and does not read the answers is not asked for more of its questions. What else waits for it is no reason
                // not to read: it may itself read no more until it is read.
                if (_writer.HasRoom)
                    _unreadAnswers = 0;
                else if (_unreadAnswers > UnreadAnswersLimit)
                    await _writer.WaitForRoomAsReaderAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _writer.End();
            await input.CompleteAsync().ConfigureAwait(false);
        }
    }

    private SequencePosition Take(IFrameHandler handler, ReadOnlySequence<byte> buffer, out bool paused)
    {
        paused = false;
        var isFirst = true;
        while (!paused && !_aborted && TryReadHeader(buffer, out var header))
        {
            if (header.Length < FrameHeader.Size)
                throw new OpenFlowDecodeException(OpenFlowError.BadRequestBadLen, 2, $"a message of {header.Length} bytes is shorter than its header");
            if (buffer.Length < header.Length)
                break;
            var frame = buffer.Slice(0, header.Length);
            buffer = buffer.Slice(header.Length);
            if (isFirst)
                handler.OnRead();
            isFirst = false;
            if (frame.IsSingleSegment)
            {
                paused = !Handle(handler, header, frame.FirstSpan);
                continue;
            }

            var joined = ArrayPool<byte>.Shared.Rent(header.Length);
            try
            {
                frame.CopyTo(joined);
                paused = !Handle(handler, header, joined.AsSpan(0, header.Length));
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(joined);
            }
        }

        return buffer.Start;
    }

    private bool Handle(IFrameHandler handler, FrameHeader header, ReadOnlySpan<byte> frame)
    {
        _answered = false;
        Volatile.Write(ref _handlerThread, Environment.CurrentManagedThreadId);
        try
        {
            return handler.OnFrame(header, frame);
        }
        finally
        {
            Volatile.Write(ref _handlerThread, 0);
            if (_answered)
                _unreadAnswers += header.Length;
        }
    }

    // What is written while a message is handled, by the one who handles it, answers the message.
    private void NoteAnswer()
    {
        if (Volatile.Read(ref _handlerThread) == Environment.CurrentManagedThreadId)
            _answered = true;
    }

    private static bool TryReadHeader(ReadOnlySequence<byte> buffer, out FrameHeader header)
    {
        if (buffer.FirstSpan.Length >= FrameHeader.Size)
            return FrameHeader.TryRead(buffer.FirstSpan, out header);
        Span<byte> bytes = stackalloc byte[FrameHeader.Size];
        var available = (int)Math.Min(buffer.Length, FrameHeader.Size);
        buffer.Slice(0, available).CopyTo(bytes);
        return FrameHeader.TryRead(bytes[..available], out header);
    }
}
