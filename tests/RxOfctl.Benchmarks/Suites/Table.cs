using System.Globalization;

namespace RxOfctl.Benchmarks.Suites;

/// <summary>Rows of text in columns, the first aligned to the left and the others to the right.</summary>
internal sealed class Table(string title, params string[] headers)
{
    private readonly List<string[]> _rows = [headers];

    /// <summary>Adds a row, of numbers in the digits that count.</summary>
    public void Add(params object?[] cells) => _rows.Add([.. cells.Select(Format)]);

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine(title);
        foreach (var row in _rows)
        {
            var cells = row.Select((cell, column) =>
            {
                var width = _rows.Max(other => column < other.Length ? other[column].Length : 0);
                return column == 0 ? cell.PadRight(width) : cell.PadLeft(width);
            });
            Console.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    private static string Format(object? cell) => cell switch
    {
        null => "-",
        double number => number.ToString(Math.Abs(number) switch { >= 100 => "N0", >= 10 => "N1", _ => "N2" }, CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };
}
