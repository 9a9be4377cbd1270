using System.Globalization;

namespace RxOfctl.Benchmarks.Suites;

/// <summary>Rows of text in columns, as Markdown, the first aligned to the left and the others to the right.</summary>
internal sealed class Table(string title, params string[] headers)
{
    private readonly List<string[]> _rows = [headers];

    /// <summary>Adds a row, of numbers in the digits that count.</summary>
    public void Add(params object?[] cells) => _rows.Add([.. cells.Select(Format)]);

    public void Print()
    {
        int[] widths = [.. headers.Select((_, column) => _rows.Max(row => row[column].Length))];
        Console.WriteLine();
        Console.WriteLine($"### {title}");
        Console.WriteLine();
        PrintRow(headers, widths);
        Console.WriteLine($"|{string.Join('|', widths.Select((width, column) => column == 0 ? new string('-', width + 2) : $"{new string('-', width + 1)}:"))}|");
        foreach (var row in _rows.Skip(1))
            PrintRow(row, widths);
    }

    /// <summary>A number in the digits that count; a dash for none.</summary>
    public static string Format(object? cell) => cell switch
    {
        null => "-",
        double number => number.ToString(Math.Abs(number) switch { >= 100 => "N0", >= 10 => "N1", _ => "N2" }, CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };

    private static void PrintRow(string[] cells, int[] widths) =>
        Console.WriteLine($"| {string.Join(" | ", cells.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))} |");
}
