namespace RxOfctl.Protocol.Text;

/// <summary>A text is not in the syntax of <c>ovs-ofctl</c> for what was to be read.</summary>
public sealed class OpenFlowFormatException : FormatException
{
    // A message is one line that people read: of a long text it quotes what is around the place.
    private const int QuotedBefore = 60;
    private const int QuotedBehind = 40;
    private const int QuotedAtPlace = 24;

    /// <summary>Creates the exception for a text that cannot be read.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="position">Where in it reading stopped, in characters from its beginning.</param>
    /// <param name="expected">What would have been right there.</param>
    public OpenFlowFormatException(string text, int position, string expected)
        : base($"At character {position} of \"{Excerpt(text, position - QuotedBefore, position + QuotedBehind)}\", " +
            $"at \"{Excerpt(text, position, position + QuotedAtPlace, marksStart: false)}\": {expected}.")
    {
        Text = text;
        Position = position;
        Expected = expected;
    }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>Where in <see cref="Text"/> reading stopped, in characters from its beginning.</summary>
    public int Position { get; }

    /// <summary>What would have been right there.</summary>
    public string Expected { get; }

    private static string Excerpt(string text, int start, int end, bool marksStart = true)
    {
        (start, end) = (Math.Max(start, 0), Math.Min(end, text.Length));
        return $"{(marksStart && start > 0 ? "..." : "")}{text.AsSpan(start, end - start)}{(end < text.Length ? "..." : "")}";
    }
}
