using System.Reactive.Concurrency;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Testing;

/// <summary>
/// A datapath in memory that does what a test tells it, on the scheduler of the controller that it is connected to. It keeps all that the
/// controller sends.
/// </summary>
/// <remarks>
/// <para>
/// It looks at one message at a time, in their order, and does what the script says for it: first an <see cref="Expect{T}"/> that is not met
/// yet, or else an <see cref="Always{T}"/>. While a script takes its time (<see cref="Script{T}.After"/>), later messages wait, as a datapath
/// finishes its work before it answers a barrier; <see cref="Script{T}.Meanwhile"/> lets them pass. What no script is for is kept, and
/// nothing else is done.
/// </para>
/// <para>
/// On a scheduler of virtual time nothing happens until the test lets time pass: <c>AdvanceBy</c>, and not <c>Start</c>, because signs of life
/// never end.
/// </para>
/// </remarks>
public sealed partial class ScriptedSwitch : IDisposable
{
    // How much of a message an error about it brings back (OpenFlow 1.3.5 §7.4.4: at least 64 bytes).
    private const int OffenderLength = 64;

    private readonly Lock _gate = new();
    private readonly IScheduler _scheduler;
    private readonly Connection _connection;
    private readonly List<ReceivedMessage> _received = [];
    private readonly List<Script> _expected = [];
    private readonly List<Script> _always = [];
    private readonly Queue<ReceivedMessage> _inbox = new();
    private bool _working;
    private bool _silent;
    private bool _reading = true;

    private ScriptedSwitch(OpenFlowController controller, OpenFlowVersion version, string name)
    {
        _scheduler = controller.Scheduler;
        Version = version;
        var (own, its) = MemoryPipe.CreatePair(_scheduler);
        _connection = new(own);
        Completion = Task.WhenAll(controller.ServeAsync(its, name), ReadAsync());
    }

    /// <summary>The version in which messages are sent.</summary>
    public OpenFlowVersion Version { get; }

    /// <summary>All that the controller sent, in its order, as of now.</summary>
    public IReadOnlyList<ReceivedMessage> Received
    {
        get
        {
            lock (_gate)
                return [.. _received];
        }
    }

    /// <summary>When the connection ended, by the clock of the scheduler; null while it has not.</summary>
    public DateTimeOffset? DisconnectedAt { get; private set; }

    /// <summary>Whether the connection has not ended yet.</summary>
    public bool IsConnected => DisconnectedAt is null;

    /// <summary>Completes when both sides have ended the connection; fails if the controller sent bytes that are no OpenFlow.</summary>
    public Task Completion { get; }

    /// <summary>The expectations that were not met so far, in words.</summary>
    public IReadOnlyList<string> Unmet
    {
        get
        {
            lock (_gate)
                return [.. _expected.Where(script => !script.IsMet).Select(script => script.ToString())];
        }
    }

    /// <summary>The messages of one type that the controller sent, in their order, as of now.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public IReadOnlyList<T> ReceivedOf<T>()
        where T : OpenFlowMessage =>
        [.. Received.Select(received => received.Message).OfType<T>()];

    /// <summary>What to do at the next message of a type that no earlier expectation takes: nothing, unless more is said.</summary>
    /// <param name="predicate">Which of the messages of that type; null is any.</param>
    /// <typeparam name="T">The type.</typeparam>
    public Script<T> Expect<T>(Func<T, bool>? predicate = null)
        where T : OpenFlowMessage =>
        Add(_expected, new Script<T>(this, predicate));

    /// <summary>What to do at each message of a type that no expectation takes. What was said last goes first.</summary>
    /// <param name="predicate">Which of the messages of that type; null is any.</param>
    /// <typeparam name="T">The type.</typeparam>
    public Script<T> Always<T>(Func<T, bool>? predicate = null)
        where T : OpenFlowMessage =>
        Add(_always, new Script<T>(this, predicate));

    /// <summary>Sends a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="xid">Its transaction id; that of unasked messages is 0.</param>
    /// <returns>False if the connection has ended.</returns>
    /// <exception cref="OpenFlowEncodeException">The version does not have the message.</exception>
    public bool Send(OpenFlowMessage message, uint xid = 0) => _connection.Write(message, Version, xid);

    /// <summary>Sends bytes as they are.</summary>
    /// <param name="bytes">The bytes; they need not be whole messages, nor messages at all.</param>
    /// <returns>False if the connection has ended.</returns>
    public bool SendBytes(ReadOnlySpan<byte> bytes) => _connection.Write(bytes);

    /// <summary>Sends the bytes that hexadecimal digits tell; white space between them is passed over.</summary>
    /// <param name="digits">The digits.</param>
    /// <returns>False if the connection has ended.</returns>
    /// <exception cref="FormatException">There is an odd number of digits, or something else than digits.</exception>
    public bool SendHex(string digits) => SendBytes(ByteString.FromHex(digits).Span);

    /// <summary>Completes when the controller takes more, at once if it does, and when the connection has ended.</summary>
    public Task WaitForRoomAsync() => _connection.WaitForRoomAsync();

    /// <summary>Does nothing any more, whatever the script says; what comes is still kept.</summary>
    public void FallSilent()
    {
        lock (_gate)
            _silent = true;
    }

    /// <summary>Reads no more, so that the controller cannot send for long, until <see cref="ReadAgain"/>.</summary>
    public void StopReading()
    {
        lock (_gate)
            _reading = false;
    }

    /// <summary>Reads again after <see cref="StopReading"/>.</summary>
    public void ReadAgain()
    {
        lock (_gate)
            _reading = true;
        _connection.Resume();
    }

    /// <summary>Ends the connection.</summary>
    public void Disconnect() => _connection.Abort();

    /// <summary>Ends the connection.</summary>
    public void Dispose() => Disconnect();

    /// <summary>Fails if an expectation was not met, or the controller sent bytes that are no OpenFlow.</summary>
    /// <exception cref="InvalidOperationException">So it is.</exception>
    public void Verify()
    {
        if (Completion.IsFaulted)
            throw new InvalidOperationException("The controller sent bytes that are no OpenFlow.", Completion.Exception);
        if (Unmet is { Count: > 0 } unmet)
            throw new InvalidOperationException($"The controller did not send what was expected: {string.Join(", ", unmet)}.");
    }

    /// <summary>Answers with an error that quotes the message, as the specification asks.</summary>
    internal bool SendError(Protocol.Errors.OpenFlowError error, ReceivedMessage about)
    {
        var quoted = OpenFlowCodec.Encode(about.Message, about.Version, about.Xid);
        return Send(new ErrorMessage { Error = error, Data = ByteString.CopyFrom(quoted.AsSpan(0, Math.Min(quoted.Length, OffenderLength))) }, about.Xid);
    }

    private Script<T> Add<T>(List<Script> scripts, Script<T> script)
        where T : OpenFlowMessage
    {
        lock (_gate)
            scripts.Add(script);
        return script;
    }
}
