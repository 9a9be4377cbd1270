namespace RxOfctl.Cli.Switches;

/// <summary>A text that the user wrote, and where.</summary>
/// <param name="Text">The text.</param>
/// <param name="Source">The file, or null for the command line.</param>
/// <param name="Number">The line in the file, from 1.</param>
internal sealed record SourceLine(string Text, string? Source = null, int Number = 0)
{
    /// <summary>The place for an error, with a colon behind it; empty for the command line.</summary>
    public string Place => Source is null ? "" : $"{Source}:{Number}: ";

    /// <summary>
    /// Reads the lines of a file, or of the standard input if it is <c>-</c>, without comments (<c>#</c>) and blank lines.
    /// </summary>
    public static IReadOnlyList<SourceLine> ReadFile(ToolConsole console, string file)
    {
        if (file == "-")
            return Read(console.In, "-");
        using var reader = new StreamReader(file);
        return Read(reader, file);
    }

    /// <summary>One text from the command line, or the lines of the standard input if it is <c>-</c>.</summary>
    public static IReadOnlyList<SourceLine> ReadArgument(ToolConsole console, string argument) =>
        argument == "-" ? ReadFile(console, argument) : [new(argument)];

    public static IReadOnlyList<SourceLine> Read(TextReader reader, string source)
    {
        var lines = new List<SourceLine>();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            var comment = line.IndexOf('#', StringComparison.Ordinal);
            var text = (comment < 0 ? line : line[..comment]).Trim();
            if (text.Length > 0)
                lines.Add(new(text, source, number));
        }

        return lines;
    }
}
