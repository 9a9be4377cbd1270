namespace RxOfctl.Protocol.Text;

/// <summary>
/// A word and what belongs to it: <c>key</c>, <c>key=value</c>, <c>key:value</c> or <c>key(value)</c>, the last also with <c>-&gt;</c> and
/// a destination behind it.
/// </summary>
/// <param name="Key">The word.</param>
/// <param name="Value">What belongs to it; empty if there is nothing.</param>
/// <param name="Destination">What stands behind <c>-&gt;</c> after a value in parentheses; empty if there is nothing.</param>
/// <param name="Whole">All of it.</param>
internal readonly record struct KeyValue(TextPart Key, TextPart Value, TextPart Destination, TextPart Whole)
{
    /// <summary>
    /// Reads all of a list whose items are separated by commas and white space. Commas within parentheses separate nothing.
    /// </summary>
    public static List<KeyValue> ReadAll(TextPart text)
    {
        var list = new List<KeyValue>();
        var position = 0;
        while (TryRead(text, ref position, out var pair))
            list.Add(pair);
        return list;
    }

    /// <summary>Takes the command from the head of a flow, a group or a meter: a word, or <c>command=</c> and a number.</summary>
    /// <param name="text">The text; then what is behind the command.</param>
    /// <param name="otherwise">The command where the text has none.</param>
    /// <param name="words">The words for the commands.</param>
    /// <param name="read">Reads a number.</param>
    public static T TakeCommand<T>(ref TextPart text, T otherwise, IEnumerable<KeyValuePair<T, string>> words, Func<TextPart, T> read)
        where T : struct
    {
        var position = 0;
        if (!TryRead(text, ref position, out var first))
            return otherwise;
        T? command = first.Key.Is("command") ? read(first.Value) : null;
        foreach (var (candidate, word) in words)
        {
            if (first.Value.IsEmpty && first.Key.Is(word))
                command = candidate;
        }

        if (command is not null)
            text = text[position..];
        return command ?? otherwise;
    }

    /// <summary>Reads the next item of a list.</summary>
    /// <param name="text">The list.</param>
    /// <param name="position">Where to read, and then where to read on.</param>
    /// <param name="pair">The item.</param>
    /// <returns>False at the end of the list.</returns>
    public static bool TryRead(TextPart text, ref int position, out KeyValue pair)
    {
        while (position < text.Length && IsSeparator(text[position]))
            position++;
        if (position == text.Length)
        {
            pair = default;
            return false;
        }

        var start = position;
        while (position < text.Length && !IsSeparator(text[position]) && text[position] is not (':' or '=' or '('))
            position++;
        var key = text[start..position];
        if (position == text.Length || IsSeparator(text[position]))
        {
            pair = new(key, key[key.Length..], key[key.Length..], key);
            return true;
        }

        if (text[position] != '(')
        {
            var value = ReadValue(text, ++position);
            position += value.Length;
            pair = new(key, value, value[value.Length..], text[start..position]);
            return true;
        }

        var close = ClosingParenthesis(text, position);
        var inside = text[(position + 1)..close];
        position = close + 1;
        var destination = text[position..position];
        if (text[position..].Span.StartsWith("->"))
        {
            destination = ReadValue(text, position + 2);
            position += 2 + destination.Length;
        }

        pair = new(key, inside, destination, text[start..position]);
        return true;
    }

    private static TextPart ReadValue(TextPart text, int start)
    {
        var end = start;
        while (end < text.Length && !IsSeparator(text[end]))
            end = text[end] == '(' ? ClosingParenthesis(text, end) + 1 : text[end] == '"' ? ClosingQuote(text, end) + 1 : end + 1;
        return text[start..end];
    }

    // A quoted name, in which a backslash stands before quotes and backslashes.
    private static int ClosingQuote(TextPart text, int open)
    {
        for (var index = open + 1; index < text.Length; index++)
        {
            if (text[index] == '"')
                return index;
            if (text[index] == '\\')
                index++;
        }

        throw text[open..].Error("this quote is never closed; write '\"' after the name");
    }

    private static int ClosingParenthesis(TextPart text, int open)
    {
        var depth = 0;
        for (var index = open; index < text.Length; index++)
        {
            if (text[index] == '(')
                depth++;
            else if (text[index] == ')' && --depth == 0)
                return index;
        }

        throw text[open..].Error("this parenthesis is never closed; write ')' behind what it holds");
    }

    private static bool IsSeparator(char character) => character == ',' || char.IsWhiteSpace(character);
}
