using System.Globalization;
using System.Text;

namespace RxOfctl;

/// <summary>Makes text from a peer safe for logs and exception messages: a peer can neither forge lines nor fill a disk.</summary>
internal static class PeerText
{
    private const int MaxLength = 200;

    /// <summary>
    /// Escapes control characters, line separators and the marks that reverse text as <c>\u</c> and four hexadecimal digits, doubles
    /// backslashes, and cuts the text after 200 characters.
    /// </summary>
    public static string Escape(string text)
    {
        var isClean = text.Length <= MaxLength;
        for (var index = 0; isClean && index < text.Length; index++)
            isClean = !NeedsEscape(text[index]);
        if (isClean)
            return text;
        var escaped = new StringBuilder(Math.Min(text.Length, MaxLength) + 32);
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            if (character == '\\')
                escaped.Append(@"\\");
            else if (NeedsEscape(character))
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                escaped.Append(character);
        }

        if (text.Length > MaxLength)
            escaped.Append(CultureInfo.InvariantCulture, $"... ({text.Length} characters)");
        return escaped.ToString();
    }

    /// <summary>The address in the name of a peer: each of its connections has another port.</summary>
    public static string AddressOf(string peer) =>
        peer.LastIndexOf(':') is > 0 and var colon
        && ushort.TryParse(peer.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? peer[..colon]
            : peer;

    private static bool NeedsEscape(char character) => character == '\\' || char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
