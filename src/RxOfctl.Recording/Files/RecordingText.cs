using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RxOfctl.Recording.Files;

/// <summary>The comments that a recording has in pcapng's options, so that it says what TCP cannot.</summary>
internal static class RecordingText
{
    /// <summary>The comment on messages that were not exchanged: the recorder made them of what the controller knew.</summary>
    public const string Synthesized = "RxOfctl: synthesized";

    /// <summary>The comment on the end of a connection that the peer ended, or whose transport broke.</summary>
    public const string ClosedByPeer = "RxOfctl: closed by the peer";

    /// <summary>The comment on the end of a connection that the controller ended.</summary>
    public const string ClosedByController = "RxOfctl: closed by the controller";

    private const string SectionStart = "RxOfctl recording";
    private const string OffsetStart = "; times are later by ";
    private const string OffsetEnd = " ticks";
    private const string ConnectionStart = "RxOfctl connection ";
    private const string PeerStart = "; peer ";
    private const string Continued = "; continued";

    /// <summary>The comment of a section.</summary>
    /// <param name="offset">What was added to the times of the scheduler.</param>
    public static string Section(TimeSpan offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{SectionStart}{OffsetStart}{offset.Ticks}{OffsetEnd}");

    /// <summary>What was added to the times of the scheduler; zero for a file of another origin.</summary>
    public static TimeSpan OffsetOf(string? comment)
    {
        if (comment is null || !comment.StartsWith(SectionStart + OffsetStart, StringComparison.Ordinal))
            return TimeSpan.Zero;
        var text = comment.AsSpan(SectionStart.Length + OffsetStart.Length);
        return text.EndsWith(OffsetEnd, StringComparison.Ordinal)
            && long.TryParse(text[..^OffsetEnd.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.UnixEpoch.Ticks
            ? TimeSpan.FromTicks(ticks)
            : TimeSpan.Zero;
    }

    /// <summary>The comment on the first packet of a connection.</summary>
    public static string Connection(long id, string peer, bool isContinued) =>
        string.Create(CultureInfo.InvariantCulture, $"{ConnectionStart}{id}{(isContinued ? Continued : "")}{PeerStart}{peer}");

    /// <summary>Reads the comment on the first packet of a connection.</summary>
    public static bool TryReadConnection(string? comment, out long id, [NotNullWhen(true)] out string? peer, out bool isContinued)
    {
        (id, peer, isContinued) = (0, null, false);
        if (comment is null || !comment.StartsWith(ConnectionStart, StringComparison.Ordinal))
            return false;
        var end = comment.IndexOf(PeerStart, StringComparison.Ordinal);
        if (end < 0)
            return false;
        var number = comment.AsSpan(ConnectionStart.Length, end - ConnectionStart.Length);
        isContinued = number.EndsWith(Continued, StringComparison.Ordinal);
        if (isContinued)
            number = number[..^Continued.Length];
        peer = comment[(end + PeerStart.Length)..];
        return peer.Length > 0 && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }
}
