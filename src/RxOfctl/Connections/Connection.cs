using System.IO.Pipelines;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Connections;

/// <summary>
/// Whole OpenFlow messages over a two-way stream of bytes, whatever carries it. Either side uses it: a controller's session, a simulated switch,
/// a test. What is read goes through a <see cref="FrameParser"/> to the handler; what is written waits in an <see cref="Outbox"/>. An
/// <see cref="EventLoop"/> drives the connection of a plain socket on Linux, and <see cref="PumpAsync"/> any other.
/// </summary>
public sealed class Connection
{
    // How many bytes of messages that were answered are read from a peer that does not read the answers.
    private const int UnreadAnswersLimit = 1 << 16;

    // After so many reads that never had to wait, others get the thread.
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

    /// <summary>The bytes on their way to the peer.</summary>
    internal Outbox Outbox { get; }

    /// <summary>Sees the messages, if anything does. Set before the connection is read.</summary>
    internal FrameTap? Tap
    {
        get => Outbox.Tap;
        set => Outbox.Tap = value;
    }

    /// <summary>Whether <see cref="Abort"/> was called.</summary>
    internal bool IsAborted => _isAborted;

    /// <summary>Writes a message, without waiting for it to be sent. Messages of several threads never mix.</summary>
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

    /// <summary>Writes bytes as they are: a message that was encoded before or, in a test of the peer, none at all.</summary>
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
    /// Completes when fewer than a mebibyte waits to be sent, at once if that is so: for those who send much to a peer that reads slowly. Completes
    /// too when the connection ends.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForRoomAsync(CancellationToken cancellationToken = default) => Outbox.WaitForRoomAsync(cancellationToken);

    /// <summary>Whether there is room for more to be sent, or the connection has ended.</summary>
    internal bool HasRoom => Outbox.HasRoom;

    /// <summary>Whether nothing can be written any more.</summary>
    internal bool HasEnded => Outbox.HasEnded;

    /// <summary>The same as <see cref="WaitForRoomAsync"/> for what never blocks, and goes on on the thread that made room.</summary>
    internal Task WaitForRoomAsReaderAsync() => Outbox.WaitForRoomAsReaderAsync();

    /// <summary>Takes messages again after a handler returned false.</summary>
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

    /// <summary>Ends the connection: no more messages are taken or written. What was written before is still sent, if the peer reads it.</summary>
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
    /// Reads messages until the peer ends the connection, or <see cref="Abort"/> is called; then ends it for this side too. To be called once.
    /// </summary>
    /// <param name="handler">Takes the messages.</param>
    /// <exception cref="OpenFlowDecodeException">
    /// A header says a length of less than its own eight bytes, so that the start of the next message is not known. The connection has ended.
    /// </exception>
    /// <exception cref="IOException">The transport broke.</exception>
    public Task ReadAsync(IFrameHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _parser = new(handler, Tap);
        if (_isAborted)
            _parser.Stop();
        return _channel is null ? PumpAsync(_transport!, _parser) : _channel.ReadAsync(_parser);
    }

    /// <summary>Runs an action after the messages that were read, if the thread that calls is that of the connection's event loop.</summary>
    internal bool TryPost(Action action) => _channel?.TryPost(action) ?? false;

    /// <summary>Holds back what the calling thread writes until <see cref="Uncork"/>, which sends it at once.</summary>
    /// <returns>False if another thread's is held back.</returns>
    internal bool TryCork() => Outbox.TryCork();

    /// <summary>Sends what was held back since <see cref="TryCork"/> gave true.</summary>
    internal void Uncork() => Outbox.Uncork();

    /// <summary>Completes when the next messages may be read: the handler takes more, and the peer reads what it asked for. To be called by the driver.</summary>
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

        // What else waits for the peer is no reason not to read from it: it may read nothing until its own messages are read.
        if (Outbox.HasRoom)
            _unreadAnswers = 0;
        return _unreadAnswers > UnreadAnswersLimit ? Outbox.WaitForRoomAsReaderAsync() : Task.CompletedTask;
    }

    // Reads from a pipe, and hands over what was read. The outbox writes to the pipe by itself.
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

    // What is written on the thread that hands over a message answers that message.
    private void NoteAnswer()
    {
        if (_parser is { IsOnThread: true } parser)
            _unreadAnswers += parser.Current.Length;
    }

    /// <summary>The output half of a transport.</summary>
    private sealed class PipeOutput(PipeWriter writer, bool isInline) : IOutput
    {
        // Little enough that what waits does so in the outbox, where it is counted.
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

        // A flush that failed fails the next too, which is when the outbox learns of it.
        private async Task AwaitAsync(ValueTask<FlushResult> flush)
        {
            try
            {
                await flush.ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The transport broke, in whatever way.
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
