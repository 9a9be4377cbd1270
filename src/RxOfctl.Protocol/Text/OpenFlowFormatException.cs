namespace RxOfctl.Protocol.Text;

/// <summary>A text is none in the syntax of <c>ovs-ofctl</c> for what was to be read.</summary>
public sealed class OpenFlowFormatException : FormatException
{
    /// <summary>A text that cannot be read.</summary>
    /// <param name="text">All of the text.</param>
    /// <param name="position">Where in it reading stopped, in characters from its beginning.</param>
    /// <param name="expected">What would have been right there.</param>
    public OpenFlowFormatException(string text, int position, string expected)
        : base($"At character {position} of \"{text}\", at \"{Rest(text, position)}\": {expected}.")
    {
        Text = text;
        Position = position;
        Expected = expected;
    }

    /// <summary>All of the text.</summary>
    public string Text { get; }

    /// <summary>Where in <see cref="Text"/> reading stopped, in characters from its beginning.</summary>
    public int Position { get; }

    /// <summary>What would have been right there.</summary>
    public string Expected { get; }

    private static string Rest(string text, int position)
    {
        const int Shown = 24;
        return position + Shown < text.Length ? $"{text.AsSpan(position, Shown)}..." : text[position..];
    }
}
