using System.Diagnostics.CodeAnalysis;

namespace RxOfctl.Protocol.Text;

/// <summary>Reading with an answer instead of an exception.</summary>
internal static class TextParser
{
    public static bool TryParse<T>(
        [NotNullWhen(true)] string? text, OpenFlowVersion version, Func<string, OpenFlowVersion, T> parse,
        [NotNullWhen(true)] out T? result)
        where T : class
    {
        try
        {
            result = text is null ? null : parse(text, version);
        }
        catch (OpenFlowFormatException)
        {
            result = null;
        }

        return result is not null;
    }
}
