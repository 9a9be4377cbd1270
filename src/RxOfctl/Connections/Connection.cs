using System.IO.Pipelines;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Connections;

/// <summary>
/// Whole OpenFlow messages over a two-way stream of bytes, whatever carries it. Both sides use it: a controller's session, a simulated
/// switch, a test. Bytes that are read go through a <see cref="FrameParser"/> to the handler; messages that are written wait in an
/// <see cref="Outbox"/>. An <see cref="EventLoop"/> drives the connection of a plain socket on Linux, and <see cref="PumpAsync"/> any
/// other.
/// </summary>
public sealed class Connection
{
    // How many bytes of answered messages are read from a peer that does not read the answers.
    private const int UnreadAnswersLimit = 1 << 16;

    // After so many reads without a wait, the thread is yielded.
    private const int ReadsInTurn = 8;

    private readonly IDuplexPipe? _transport;
    private readonly SocketChannel? _channel;
    private readonly Lock _gate = new();
    private FrameParser? _parser;
    private TaskCompletionSource? _paused;
    private bool _isResumed;
    private volatile bool _isAborted;
    private int _unreadAnswers;

    /// <summary>Initializes a connection over a transport.</summary>
    /// <param name="transport">Carries the bytes. The connection completes both of its halves when it ends.</param>
    public Connection(IDuplexPipe transport)
    {
        ArgumentNullException.ThrowIfNull(transport);
        _transport = transport;
        var output = new PipeOutput(transport.Output, isInline: transport is not StreamTransport);
        Outbox = new(output);
        output.Outbox = Outbox;
    }

    /// <summary>Initializes the connection of a socket that an event loop drives.</summary>
    internal Connection(SocketChannel channel)
    {
        _channel = channel;
        Outbox = new(channel);
        channel.Connection = this;
    }

    /// <summary>The bytes to be sent to the peer.</summary>
    internal Outbox Outbox { get; }

    /// <summary>The tap that sees the messages, or null. Any thread may set it.</summary>
    internal FrameTap? Tap
    {
        get => Outbox.Tap;
        set
        {
            Outbox.Tap = value;
            // ReadAsync, on another thread, either sees the tap or has published the parser.
            Interlocked.MemoryBarrier();
            _parser?.Tap = value;
        }
    }

    /// <summary>Whether <see cref="Abort"/> was called.</summary>
    internal bool IsAborted => _isAborted;

    /// <summary>Writes a message, without waiting for it to be sent. Messages of several threads are not interleaved.</summary>
    /// <param name="message">The message.</param>
    /// <param name="version">The version in which to write it.</param>
    /// <param name="xid">The transaction id.</param>
    /// <returns>False if the connection has ended; nothing is written.</returns>
    /// <exception cref="OpenFlowEncodeException">The message cannot be encoded; nothing is written.</exception>
    public bool Write(OpenFlowMessage message, OpenFlowVersion version, uint xid)
    {
        NoteAnswer();
        return Outbox.Write(message, version, xid);
    }

    /// <summary>Writes bytes as they are: an encoded message or, in a test of the peer, anything.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>False if the connection has ended; nothing is written.</returns>
    public bool Write(ReadOnlySpan<byte> bytes) => Outbox.Write(bytes);

    /// <summary>Writes two messages with nothing between them, or none of them.</summary>
    /// <inheritdoc cref="Write(OpenFlowMessage, OpenFlowVersion, uint)" path="/returns"/>
    /// <inheritdoc cref="Write(OpenFlowMessage, OpenFlowVersion, uint)" path="/exception"/>
    internal bool Write(OpenFlowMessage first, uint firstXid, OpenFlowMessage second, uint secondXid, OpenFlowVersion version)
    {
        NoteAnswer();
        return Outbox.Write(first, firstXid, second, secondXid, version);
    }

    /// <summary>
    /// Completes when there is room for more to be sent, at once if there is: for senders to a peer that may read slowly. Completes
    /// too when the connection ends.
    /// </summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public Task WaitForRoomAsync(CancellationToken cancellationToken = default) => Outbox.WaitForRoomAsync(cancellationToken);

    /// <summary>Whether there is room for more to be sent, or the connection has ended.</summary>
    internal bool HasRoom => Outbox.HasRoom;

    /// <summary>Whether the connection has ended, so that nothing can be written.</summary>
    internal bool HasEnded => Outbox.HasEnded;

    /// <summary>The same as <see cref="WaitForRoomAsync"/> for code that never blocks: it continues on the thread that made room.</summary>
    internal Task WaitForRoomAsReaderAsync() => Outbox.WaitForRoomAsReaderAsync();

    /// <summary>Resumes reading after a handler returned false.</summary>
    public void Resume()
    {
        TaskCompletionSource? paused;
        lock (_gate)
        {
            paused = _paused;
            _paused = null;
            _isResumed = paused is null;
        }

        if (paused is not null)
            ContextFree.Complete(paused);
    }

    /// <summary>Ends the connection: no more messages are read or written. Messages written before are still sent, if the peer reads
    /// them.</summary>
    public void Abort()
    {
        _isAborted = true;
        _parser?.Stop();
        Outbox.End();
        Resume();
        _transport?.Input.CancelPendingRead();
        _channel?.RunLater();
    }

    /// <summary>
    /// Reads messages until the peer ends the connection, or <see cref="Abort"/> is called; then ends it for this side too. Called once.
    /// </summary>
    /// <param name="handler">Handles the messages.</param>
    /// <exception cref="OpenFlowDecodeException">
    /// A header has a length of less than its own eight bytes, so that the start of the next message is not known. The connection has
    /// ended.
    /// </exception>
    /// <exception cref="IOException">The transport broke.</exception>
    public Task ReadAsync(IFrameHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _parser = new(handler);
        Interlocked.MemoryBarrier();
        _parser.Tap = Tap;
        if (_isAborted)
            _parser.Stop();
        return _channel is null ? PumpAsync(_transport!, _parser) : _channel.ReadAsync(_parser);
    }

    /// <summary>Runs an action after the messages that were read, if the calling thread is that of the connection's event loop.</summary>
    internal bool TryPost(Action action) => _channel?.TryPost(action) ?? false;

    /// <summary>Corks the outbox: messages of the calling thread wait until <see cref="Uncork"/>, which sends them at once.</summary>
    /// <returns>False if another thread has corked it.</returns>
    internal bool TryCork() => Outbox.TryCork();

    /// <summary>Sends the messages that were written since <see cref="TryCork"/> returned true.</summary>
    internal void Uncork() => Outbox.Uncork();

    /// <summary>Completes when the next messages may be read: the handler accepts more, and the peer reads the answers to its questions.
    /// Called by the driver.</summary>
    internal Task WhenReadableAsync()
    {
        if (_isAborted)
            return Task.CompletedTask;
        if (_parser!.IsPaused)
        {
            lock (_gate)
            {
                _parser.IsPaused = false;
                if (!_isResumed)
                    return (_paused = new()).Task;
                _isResumed = false;
            }
        }

        // Other messages that wait for the peer do not pause reading: it may read nothing until its own messages are read.
        if (Outbox.HasRoom)
            _unreadAnswers = 0;
        return _unreadAnswers > UnreadAnswersLimit ? Outbox.WaitForRoomAsReaderAsync() : Task.CompletedTask;
    }

    // Reads from a pipe, and passes the messages on. The outbox writes to the pipe by itself.
    private async Task PumpAsync(IDuplexPipe transport, FrameParser parser)
    {
        var input = transport.Input;
        try
        {
            var reads = 0;
            while (!_isAborted)
            {
                var readable = WhenReadableAsync();
                if (!readable.IsCompleted)
                {
                    await readable.ConfigureAwait(false);
                    continue;
                }

                var reading = input.ReadAsync();
                reads = reading.IsCompleted ? reads + 1 : 0;
                if (reads == ReadsInTurn && transport is StreamTransport)
                {
                    reads = 0;
                    await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                }

                var read = await reading.ConfigureAwait(false);
                var taken = parser.Parse(read.Buffer);
                var hasMore = parser.IsPaused || parser.IsOverBudget;
                input.AdvanceTo(taken, hasMore ? taken : read.Buffer.End);
                if (read.IsCompleted && !hasMore)
                    break;
            }
        }
        finally
        {
            Outbox.End();
            await input.CompleteAsync().ConfigureAwait(false);
        }
    }

    // A message written on the thread that is passing on a message answers that message.
    private void NoteAnswer()
    {
        if (_parser is { IsOnThread: true } parser)
            _unreadAnswers += parser.Current.Length;
    }

    /// <summary>The output half of a transport.</summary>
    private sealed class PipeOutput(PipeWriter writer, bool isInline) : IOutput
    {
        // Small, so that bytes wait in the outbox, where they are counted.
        private const int MostAtOnce = 1 << 14;

        private volatile bool _isFlushing;

        public Outbox? Outbox { private get; set; }

        public bool IsInline => isInline;

        public int Send(ReadOnlySpan<byte> bytes)
        {
            if (_isFlushing)
                return 0;
            var count = Math.Min(bytes.Length, MostAtOnce);
            bytes[..count].CopyTo(writer.GetSpan(count));
            writer.Advance(count);
            var flush = writer.FlushAsync();
            if (!flush.IsCompleted)
            {
                _isFlushing = true;
                _ = AwaitAsync(flush);
            }
            else if (flush.Result.IsCompleted)
            {
                throw new IOException("The peer reads no more.");
            }

            return count;
        }

        public void Complete() => writer.Complete();

        // A flush after one that failed fails too, which the outbox then observes.
        private async Task AwaitAsync(ValueTask<FlushResult> flush)
        {
            try
            {
                await flush.ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Any exception means that the transport broke.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Outbox!.Fail(error);
            }

            _isFlushing = false;
            Outbox!.OnWritable();
        }
    }
}
