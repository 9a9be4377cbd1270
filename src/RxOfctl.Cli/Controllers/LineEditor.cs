using System.Text;

namespace RxOfctl.Cli.Controllers;

/// <summary>Reads lines from a terminal, with history (up, down) and completion (Tab); from other inputs as they are.</summary>
/// <param name="console">What is read from and written to.</param>
/// <param name="prompt">What stands before each line.</param>
/// <param name="complete">The words that may follow the words before the cursor.</param>
internal sealed class LineEditor(ToolConsole console, string prompt, Func<IReadOnlyList<string>, IEnumerable<string>> complete)
{
    private readonly List<string> _history = [];

    /// <summary>Reads a line.</summary>
    /// <returns>Null at the end of the input, or Ctrl-D on an empty line.</returns>
    public string? ReadLine()
    {
        if (!console.IsInteractive)
            return console.In.ReadLine();
        var line = new StringBuilder();
        var (cursor, place) = (0, _history.Count);
        console.Out.Write(prompt);
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    console.Out.WriteLine();
                    if (line.Length > 0)
                        _history.Add(line.ToString());
                    return line.ToString();
                case ConsoleKey.D when key.Modifiers == ConsoleModifiers.Control && line.Length == 0:
                    console.Out.WriteLine();
                    return null;
                case ConsoleKey.Backspace when cursor > 0:
                    line.Remove(--cursor, 1);
                    break;
                case ConsoleKey.Delete when cursor < line.Length:
                    line.Remove(cursor, 1);
                    break;
                case ConsoleKey.LeftArrow when cursor > 0:
                    cursor--;
                    break;
                case ConsoleKey.RightArrow when cursor < line.Length:
                    cursor++;
                    break;
                case ConsoleKey.Home:
                    cursor = 0;
                    break;
                case ConsoleKey.End:
                    cursor = line.Length;
                    break;
                case ConsoleKey.UpArrow or ConsoleKey.DownArrow:
                    place = Math.Clamp(place + (key.Key == ConsoleKey.UpArrow ? -1 : 1), 0, _history.Count);
                    line.Clear().Append(place < _history.Count ? _history[place] : "");
                    cursor = line.Length;
                    break;
                case ConsoleKey.Tab:
                    Complete(line, ref cursor);
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                        line.Insert(cursor++, key.KeyChar);
                    break;
            }

            // The whole line again, and the cursor back to its place.
            console.Out.Write($"\r\e[K{prompt}{line}{(cursor < line.Length ? $"\e[{line.Length - cursor}D" : "")}");
        }
    }

    // Inserts what all candidates have in common; shows them where that is nothing.
    private void Complete(StringBuilder line, ref int cursor)
    {
        var before = line.ToString(0, cursor);
        var start = before.LastIndexOf(' ') + 1;
        var word = before[start..];
        var candidates = complete(before[..start].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(candidate => candidate.StartsWith(word, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal).ToList();
        if (candidates.Count == 0)
            return;
        var common = candidates.Aggregate((first, second) => first[..CommonLength(first, second)]);
        var insert = common[word.Length..] + (candidates.Count == 1 ? " " : "");
        line.Insert(cursor, insert);
        cursor += insert.Length;
        if (insert.Length == 0)
            console.Out.Write($"\r\n{string.Join("  ", candidates)}\r\n");
    }

    private static int CommonLength(string first, string second)
    {
        var length = 0;
        while (length < first.Length && length < second.Length && first[length] == second[length])
            length++;
        return length;
    }
}
