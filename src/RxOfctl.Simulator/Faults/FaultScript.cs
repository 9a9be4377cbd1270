using System.Globalization;

namespace RxOfctl.Simulator.Faults;

/// <summary>Something that is to happen at a time.</summary>
internal readonly record struct FaultStep(TimeSpan At, Action Action);

/// <summary>Reads scripts of faults: see <see cref="SimulatedFaults.Run(string)"/>.</summary>
internal static class FaultScript
{
    public static IReadOnlyList<FaultStep> Parse(string script, SimulatedFaults faults, SimulatedNetwork network)
    {
        var steps = new List<FaultStep>();
        foreach (var statement in script.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = new Queue<string>(statement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (words.Dequeue() != "at")
                throw Malformed(statement, "it must begin with 'at TIME'");
            var at = Time(words, statement);
            var fault = Word(words, statement, "a fault");
            var (begin, end) = Fault(fault, words, statement, faults, network);
            steps.Add(new(at, begin));
            if (words.TryDequeue(out var word))
            {
                if (word != "for")
                    throw Malformed(statement, $"'{word}' after the fault; only 'for TIME' can stand there");
                steps.Add(new(at + Time(words, statement), end ?? throw Malformed(statement, $"'{fault}' has no end: leave out 'for'")));
            }

            if (words.Count > 0)
                throw Malformed(statement, $"'{words.Peek()}' at its end");
        }

        return steps;
    }

    /// <summary>A time as scripts have it.</summary>
    public static string Text(TimeSpan time) => time.TotalSeconds >= 1 && time.Milliseconds == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds}s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds}ms");

    private static (Action Begin, Action? End) Fault(
        string fault, Queue<string> words, string statement, SimulatedFaults faults, SimulatedNetwork network)
    {
        switch (fault)
        {
            case "cut" or "mend":
                var (first, second) = Word(words, statement, "A-B").Split('-') is [var one, var other]
                    ? (one, other)
                    : throw Malformed(statement, $"'{fault}' takes two names, A-B");
                if (network.LinksBetween(first, second).Count == 0)
                    throw new KeyNotFoundException($"Faults, '{statement}': there is no link between {first} and {second}.");
                return fault == "cut"
                    ? (() => faults.Cut(first, second), () => faults.Mend(first, second))
                    : (() => faults.Mend(first, second), () => faults.Cut(first, second));
            case "partition" or "join":
                var names = Word(words, statement, "A,B,...").Split(',');
                return fault == "partition"
                    ? (() => faults.Partition(names), () => faults.Join(names))
                    : (() => faults.Join(names), () => faults.Partition(names));
            case "heal":
                return (faults.Heal, null);
        }

        var name = network.Switch(Word(words, statement, "the name of a switch")).Name;
        switch (fault)
        {
            case "crash":
                return (() => faults.Crash(name), () => faults.Restart(name));
            case "restart":
                return (() => faults.Restart(name), null);
            case "hang":
                return (() => faults.Hang(name), () => faults.Resume(name));
            case "resume":
                return (() => faults.Resume(name), () => faults.Hang(name));
            case "delay":
                var delay = Time(words, statement);
                return (() => faults.Delay(name, delay), () => faults.Delay(name, TimeSpan.Zero));
            case "ignore":
                return (() => faults.Ignore(name), () => faults.Obey(name));
            case "obey":
                return (() => faults.Obey(name), () => faults.Ignore(name));
            case "disconnect":
                return (() => faults.Disconnect(name), null);
            default:
                throw Malformed(statement, $"there is no fault '{fault}'");
        }
    }

    private static TimeSpan Time(Queue<string> words, string statement)
    {
        var text = Word(words, statement, "a time");
        var unit = text.TrimStart("0123456789.".ToCharArray());
        var digits = text[..^unit.Length];
        if (unit.Length == 0)
            unit = Word(words, statement, "ms, s, min or h");
        if (!double.TryParse(digits, CultureInfo.InvariantCulture, out var number))
            throw Malformed(statement, $"'{text}' is no time");
        return unit switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "min" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => throw Malformed(statement, $"'{unit}' is no unit of time; known are ms, s, min and h"),
        };
    }

    private static string Word(Queue<string> words, string statement, string expected) =>
        words.TryDequeue(out var word) ? word : throw Malformed(statement, $"it ends where {expected} is expected");

    private static FormatException Malformed(string statement, string reason) => new($"Faults, '{statement}': {reason}.");
}
