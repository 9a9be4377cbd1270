using System.Diagnostics.CodeAnalysis;

namespace RxOfctl.Protocol.Text;

/// <summary>A part of a text that is being read, which knows where it stands, so that errors can say so.</summary>
internal readonly struct TextPart
{
    private readonly string _text;
    private readonly SwitchNames? _names;
    private readonly int _start;
    private readonly int _end;

    public TextPart(string text, SwitchNames? names = null)
        : this(text, names, 0, text.Length)
    {
    }

    private TextPart(string text, SwitchNames? names, int start, int end)
    {
        _text = text;
        _names = names;
        _start = start;
        _end = end;
    }

    /// <summary>The names of ports and tables that the text may use.</summary>
    public SwitchNames Names => _names ?? SwitchNames.None;

    public int Length => _end - _start;

    public bool IsEmpty => Length == 0;

    public ReadOnlySpan<char> Span => _text.AsSpan(_start, Length);

    public char this[int index] => _text[_start + index];

    public TextPart this[Range range]
    {
        get
        {
            var (offset, length) = range.GetOffsetAndLength(Length);
            return new(_text, _names, _start + offset, _start + offset + length);
        }
    }

    /// <summary>Without white space at either end.</summary>
    public TextPart Trimmed
    {
        get
        {
            var (start, end) = (_start, _end);
            while (start < end && char.IsWhiteSpace(_text[start]))
                start++;
            while (end > start && char.IsWhiteSpace(_text[end - 1]))
                end--;
            return new(_text, _names, start, end);
        }
    }

    public int IndexOf(char character) => Span.IndexOf(character);

    public bool Is(string word) => Span.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>What comes before and behind a text that is there.</summary>
    public bool TrySplit(string separator, out TextPart before, out TextPart behind)
    {
        var index = Span.IndexOf(separator, StringComparison.Ordinal);
        before = index < 0 ? this : this[..index];
        behind = index < 0 ? this[Length..] : this[(index + separator.Length)..];
        return index >= 0;
    }

    /// <summary>The parts between a character.</summary>
    public List<TextPart> Split(char separator)
    {
        var parts = new List<TextPart>();
        var start = 0;
        for (var index = 0; index <= Length; index++)
        {
            if (index < Length && this[index] != separator)
                continue;
            parts.Add(this[start..index]);
            start = index + 1;
        }

        return parts;
    }

    /// <summary>Says that the part is not what it should be.</summary>
    /// <param name="expected">What it should be.</param>
    [DoesNotReturn]
    public void Fail(string expected) => throw Error(expected);

    /// <summary>Says that the part is not what it should be.</summary>
    /// <param name="expected">What it should be.</param>
    public OpenFlowFormatException Error(string expected) => new(_text, _start, expected);

    public override string ToString() => Span.ToString();
}
