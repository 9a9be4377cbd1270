namespace RxOfctl.Protocol.Generator;

/// <summary>Ranges of versions as C# conditions.</summary>
internal static class Versions
{
    public const int First = 1;
    public const int Last = 6;

    /// <summary>The number on the wire of a version such as 1.3.</summary>
    public static int Parse(string version) => int.Parse(version.Substring(version.IndexOf('.') + 1)) + 1;

    /// <summary>A version such as 1.3 by its number on the wire.</summary>
    public static string Text(int version) => "1." + (version - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The condition that a version is within a range; null if every version is.</summary>
    public static string? Condition(string subject, int from, int to) => (from > First, to < Last) switch
    {
        (false, false) => null,
        (true, false) => $"{subject} >= {from}",
        (false, true) => $"{subject} <= {to}",
        _ => $"{subject} is >= {from} and <= {to}",
    };
}
