using System.Reactive;
using System.Reactive.Concurrency;
using System.Text;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Testing;

/// <summary>
/// A notation for messages in time. Each character is one frame of time: <c>-</c> is a frame without any; a letter or a digit is the message of that
/// name; <c>(ab)</c> is several in one frame, in their order; <c>|</c> is completion, <c>#</c> an error. Spaces may be put anywhere and mean nothing.
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
/// Times count from when the marbles are made. What happens within a frame counts for it, so that the ticks that a message takes on its way in virtual
/// time do not show. Frames that are empty to the end are not told.
/// </remarks>
public sealed class Marbles
{
    private const char Completed = '|';
    private const char Failed = '#';

    private readonly Dictionary<char, OpenFlowMessage> _messages = [];
    private readonly IScheduler _scheduler;
    private readonly DateTimeOffset _start;
    private readonly TimeSpan _frame;

    /// <summary>A notation whose time starts now.</summary>
    /// <param name="scheduler">The clock: that of the controller.</param>
    /// <param name="frame">How long a frame is. Default 1 s.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="frame"/> is not positive.</exception>
    public Marbles(IScheduler scheduler, TimeSpan? frame = null)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        _scheduler = scheduler;
        _frame = frame ?? TimeSpan.FromSeconds(1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_frame, TimeSpan.Zero, nameof(frame));
        _start = scheduler.Now;
    }

    /// <summary>The message of a name.</summary>
    /// <param name="name">A letter or a digit.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is something else.</exception>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public OpenFlowMessage this[char name]
    {
        get => _messages.TryGetValue(name, out var message)
            ? message
            : throw new KeyNotFoundException($"No message is called '{name}'. Those that are: {string.Join(", ", _messages.Keys)}.");
        set => _messages[name] = char.IsAsciiLetterOrDigit(name)
            ? value
            : throw new ArgumentException($"A message is called by a letter or a digit, and not by '{name}'.", nameof(name));
    }

    /// <summary>Has a datapath send messages at their times; <c>|</c> and <c>#</c> end its connection.</summary>
    /// <param name="peer">The datapath.</param>
    /// <param name="diagram">The messages. Its first frame is the one in which the marbles were made.</param>
    /// <exception cref="FormatException">The diagram is none.</exception>
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

    /// <summary>What was told of messages, as a diagram. A message that has no name is told by its type, in angle brackets.</summary>
    /// <param name="recording">The messages.</param>
    /// <typeparam name="TMessage">Their type.</typeparam>
    /// <exception cref="RxGrammarException">The observable broke the Rx grammar.</exception>
    public string Of<TMessage>(Recording<Envelope<TMessage>> recording)
        where TMessage : OpenFlowMessage =>
        Of(recording, envelope => NameOf(envelope.Message));

    /// <summary>What a controller sent to a datapath, as a diagram, since the marbles were made.</summary>
    /// <param name="peer">The datapath.</param>
    public string Of(ScriptedSwitch peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        var marks = peer.Received.Where(each => each.At >= _start).Select(each => (each.At, NameOf(each.Message)));
        return Write(peer.DisconnectedAt is { } at ? [.. marks, (at, $"{Completed}")] : [.. marks]);
    }

    /// <summary>What was told of anything, as a diagram.</summary>
    /// <param name="recording">What was told.</param>
    /// <param name="name">What an element is called in the diagram.</param>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <exception cref="RxGrammarException">The observable broke the Rx grammar.</exception>
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
