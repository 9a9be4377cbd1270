using System.Reactive;
using System.Reactive.Concurrency;
using System.Text;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Testing;

/// <summary>
/// A notation for messages in time. Each character is one frame of time: <c>-</c> is an empty frame; a letter or a digit is the message of
/// that name; <c>(ab)</c> is several messages in one frame, in order; <c>|</c> is completion, <c>#</c> an error. Spaces are ignored.
/// </summary>
/// <example>
/// <code>
/// var marbles = new Marbles(scheduler) { ['a'] = new PacketIn { Cookie = 1 }, ['b'] = new PortStatus() };
/// marbles.Send(peer, "-a-(ab)-|");
/// scheduler.AdvanceBy(TimeSpan.FromSeconds(10));
/// Assert.Equal("-a-(ab)-|", marbles.Of(messages));
/// </code>
/// </example>
/// <remarks>
/// Time starts with the constructor. A message belongs to the frame in which it arrives, so that its few ticks of delay in virtual time do
/// not show. Empty frames at the end are left out.
/// </remarks>
public sealed class Marbles
{
    private const char Completed = '|';
    private const char Failed = '#';

    private readonly Dictionary<char, OpenFlowMessage> _messages = [];
    private readonly IScheduler _scheduler;
    private readonly DateTimeOffset _start;
    private readonly TimeSpan _frame;

    /// <summary>Initializes a notation whose time starts now.</summary>
    /// <param name="scheduler">The clock: that of the controller.</param>
    /// <param name="frame">The duration of a frame. Default 1 s.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="frame"/> is not positive.</exception>
    public Marbles(IScheduler scheduler, TimeSpan? frame = null)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        _scheduler = scheduler;
        _frame = frame ?? TimeSpan.FromSeconds(1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_frame, TimeSpan.Zero, nameof(frame));
        _start = scheduler.Now;
    }

    /// <summary>The message with a name.</summary>
    /// <param name="name">A letter or a digit.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is something else.</exception>
    /// <exception cref="KeyNotFoundException">No message has that name.</exception>
    public OpenFlowMessage this[char name]
    {
        get => _messages.TryGetValue(name, out var message)
            ? message
            : throw new KeyNotFoundException($"No message has the name '{name}'. Names: {string.Join(", ", _messages.Keys)}.");
        set => _messages[name] = char.IsAsciiLetterOrDigit(name)
            ? value
            : throw new ArgumentException($"The name of a message is a letter or a digit, not '{name}'.", nameof(name));
    }

    /// <summary>Sends messages from a datapath at their times; <c>|</c> and <c>#</c> end its connection.</summary>
    /// <param name="peer">The datapath.</param>
    /// <param name="diagram">The messages. Its first frame is that of the constructor.</param>
    /// <exception cref="FormatException">The diagram is invalid.</exception>
    /// <exception cref="KeyNotFoundException">A message has no such name.</exception>
    public void Send(ScriptedSwitch peer, string diagram)
    {
        ArgumentNullException.ThrowIfNull(peer);
        foreach (var (frame, mark) in Read(diagram))
        {
            Action action = mark is Completed or Failed ? peer.Disconnect : SendingOf(this[mark]);
            _scheduler.Schedule(_start + frame * _frame, action);
        }

        Action SendingOf(OpenFlowMessage message) => () => peer.Send(message);
    }

    /// <summary>Draws recorded messages as a diagram. A message without a name is drawn as its type in angle brackets.</summary>
    /// <param name="recording">The messages.</param>
    /// <typeparam name="TMessage">Their type.</typeparam>
    /// <exception cref="RxGrammarException">The observable violated the Rx grammar.</exception>
    public string Of<TMessage>(Recording<Envelope<TMessage>> recording)
        where TMessage : OpenFlowMessage =>
        Of(recording, envelope => NameOf(envelope.Message));

    /// <summary>Draws the messages that a controller has sent to a datapath since the constructor.</summary>
    /// <param name="peer">The datapath.</param>
    public string Of(ScriptedSwitch peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        var marks = peer.Received.Where(each => each.At >= _start).Select(each => (each.At, NameOf(each.Message)));
        return Write(peer.DisconnectedAt is { } at ? [.. marks, (at, $"{Completed}")] : [.. marks]);
    }

    /// <summary>Draws any recording as a diagram.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="name">Gives the name of an element in the diagram.</param>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <exception cref="RxGrammarException">The observable violated the Rx grammar.</exception>
    public string Of<T>(Recording<T> recording, Func<T, string> name)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(name);
        return Write([.. recording.Notifications.Where(each => each.Timestamp >= _start).Select(each => (each.Timestamp, each.Value.Kind switch
        {
            NotificationKind.OnNext => name(each.Value.Value),
            NotificationKind.OnCompleted => $"{Completed}",
            _ => $"{Failed}",
        }))]);
    }

    private static List<(int Frame, char Mark)> Read(string diagram)
    {
        ArgumentNullException.ThrowIfNull(diagram);
        var marks = new List<(int Frame, char Mark)>();
        var (frame, isGroup) = (0, false);
        foreach (var mark in diagram)
        {
            switch (mark)
            {
                case ' ':
                    continue;
                case '(' when !isGroup:
                    isGroup = true;
                    continue;
                case ')' when isGroup:
                    isGroup = false;
                    break;
                case '-' when !isGroup:
                    break;
                case Completed or Failed:
                case var _ when char.IsAsciiLetterOrDigit(mark):
                    marks.Add((frame, mark));
                    break;
                default:
                    throw new FormatException($"'{mark}' has no place there in '{diagram}'. Write -, letters and digits, (ab), | and #.");
            }

            if (!isGroup)
                frame++;
        }

        return isGroup ? throw new FormatException($"A parenthesis is not closed in '{diagram}'.") : marks;
    }

    private string NameOf(OpenFlowMessage message)
    {
        foreach (var (name, known) in _messages)
        {
            if (known.Equals(message))
                return name.ToString();
        }

        return $"<{message.GetType().Name}>";
    }

    private string Write(IReadOnlyList<(DateTimeOffset At, string Mark)> marks)
    {
        var text = new StringBuilder();
        var next = 0L;
        foreach (var frame in marks.GroupBy(mark => (mark.At - _start).Ticks / _frame.Ticks))
        {
            text.Append('-', (int)(frame.Key - next));
            next = frame.Key + 1;
            text.Append(frame.Skip(1).Any() ? $"({string.Concat(frame.Select(mark => mark.Mark))})" : frame.First().Mark);
        }

        return text.ToString();
    }
}
