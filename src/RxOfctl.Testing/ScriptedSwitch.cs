using System.Reactive.Concurrency;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Testing;

/// <summary>
/// A datapath in memory that a test controls, on the scheduler of the controller that it is connected to. It records all messages of the
/// controller.
/// </summary>
/// <remarks>
/// <para>
/// It handles one message at a time, in order, with the first script for it: an <see cref="Expect{T}"/> that has not been met, or else an
/// <see cref="Always{T}"/>. While a script waits (<see cref="Script{T}.After"/>), later messages wait too, as a datapath finishes its work
/// before it answers a barrier; after <see cref="Script{T}.Meanwhile"/> they do not. A message without a script is recorded only.
/// </para>
/// <para>
/// In virtual time nothing happens until the test advances the clock: use <c>AdvanceBy</c>, not <c>Start</c>, which does not return because
/// echo requests never end.
/// </para>
/// </remarks>
public sealed partial class ScriptedSwitch : IDisposable
{
    // The bytes of a message that an error quotes (OpenFlow 1.3.5 §7.4.4: at least 64).
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

    /// <summary>The version of sent messages.</summary>
    public OpenFlowVersion Version { get; }

    /// <summary>The messages that the controller has sent so far, in order.</summary>
    public IReadOnlyList<ReceivedMessage> Received
    {
        get
        {
            lock (_gate)
                return [.. _received];
        }
    }

    /// <summary>The time at which the connection ended, by the clock of the scheduler; null while it is open.</summary>
    public DateTimeOffset? DisconnectedAt { get; private set; }

    /// <summary>Whether the connection is open.</summary>
    public bool IsConnected => DisconnectedAt is null;

    /// <summary>Completes when both sides have ended the connection; fails if the controller sent bytes that are not OpenFlow.</summary>
    public Task Completion { get; }

    /// <summary>The expectations that have not been met, as text.</summary>
    public IReadOnlyList<string> Unmet
    {
        get
        {
            lock (_gate)
                return [.. _expected.Where(script => !script.IsMet).Select(script => script.ToString())];
        }
    }

    /// <summary>The messages of one type that the controller has sent so far, in order.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public IReadOnlyList<T> ReceivedOf<T>()
        where T : OpenFlowMessage =>
        [.. Received.Select(received => received.Message).OfType<T>()];

    /// <summary>
    /// Defines the reaction to the next message of a type that no earlier expectation takes: none, until steps are added.
    /// </summary>
    /// <param name="predicate">Selects messages of that type; null for all.</param>
    /// <typeparam name="T">The type.</typeparam>
    public Script<T> Expect<T>(Func<T, bool>? predicate = null)
        where T : OpenFlowMessage =>
        Add(_expected, new Script<T>(this, predicate));

    /// <summary>Defines the reaction to each message of a type that no expectation takes. The last definition comes first.</summary>
    /// <param name="predicate">Selects messages of that type; null for all.</param>
    /// <typeparam name="T">The type.</typeparam>
    public Script<T> Always<T>(Func<T, bool>? predicate = null)
        where T : OpenFlowMessage =>
        Add(_always, new Script<T>(this, predicate));

    /// <summary>Sends a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="xid">Its transaction id; 0 for unsolicited messages.</param>
    /// <returns>False if the connection has ended.</returns>
    /// <exception cref="OpenFlowEncodeException">The version has no such message.</exception>
    public bool Send(OpenFlowMessage message, uint xid = 0) => _connection.Write(message, Version, xid);

    /// <summary>Sends bytes.</summary>
    /// <param name="bytes">The bytes; they need not be whole messages, nor messages at all.</param>
    /// <returns>False if the connection has ended.</returns>
    public bool SendBytes(ReadOnlySpan<byte> bytes) => _connection.Write(bytes);

    /// <summary>Sends bytes given as hexadecimal digits; white space is ignored.</summary>
    /// <param name="digits">The digits.</param>
    /// <returns>False if the connection has ended.</returns>
    /// <exception cref="FormatException">There is an odd number of digits, or a character that is not a digit.</exception>
    public bool SendHex(string digits) => SendBytes(ByteString.FromHex(digits).Span);

    /// <summary>Completes when the controller accepts more bytes, or the connection has ended.</summary>
    public Task WaitForRoomAsync() => _connection.WaitForRoomAsync();

    /// <summary>Stops handling messages; they are still recorded.</summary>
    public void FallSilent()
    {
        lock (_gate)
            _silent = true;
    }

    /// <summary>Stops reading, so that the controller's buffers fill, until <see cref="ReadAgain"/>.</summary>
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

    /// <summary>Throws if an expectation was not met, or the controller sent bytes that are not OpenFlow.</summary>
    /// <exception cref="InvalidOperationException">An expectation was not met, or the controller sent bytes that are not
    /// OpenFlow.</exception>
    public void Verify()
    {
        if (Completion.IsFaulted)
            throw new InvalidOperationException("The controller sent bytes that are not OpenFlow.", Completion.Exception);
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
