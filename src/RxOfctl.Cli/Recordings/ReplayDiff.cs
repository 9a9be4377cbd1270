using System.Text.Json;
using RxOfctl.Cli.Texts;
using RxOfctl.Protocol.Messages;
using RxOfctl.Recording;

namespace RxOfctl.Cli.Recordings;

/// <summary>
/// The differences of a replay as a unified diff: each message of a datapath to which the app reacts otherwise, and all that the app sends
/// then.
/// </summary>
internal static class ReplayDiff
{
    /// <summary>Writes the differences; as JSON, a line each.</summary>
    public static void Write(Output output, Replay replay, string expected, string app)
    {
        if (replay.Found.Count == 0)
            return;
        if (output.IsJson)
        {
            foreach (var each in replay.Found)
                output.WriteObject(writer => WriteMembers(writer, each));
            return;
        }

        output.WriteLine($"--- {expected}");
        output.WriteLine($"+++ {app}");
        foreach (var hunk in replay.Found.GroupBy(each => (each.Connection, each.After)).OrderBy(hunk => hunk.Min(each => each.At)))
        {
            output.WriteLine($"@@ {Title(hunk.Key.Connection, hunk.Key.After)} @@");
            WriteHunk(output, replay.Recording, hunk.Key.Connection, hunk.Key.After, [.. hunk]);
        }
    }

    // What was recorded between this message of the datapath and its next, and then what was not.
    private static void WriteHunk(
        Output output, RxOfctl.Recording.Recording recording, RecordedConnection connection, RecordedFrame? after, List<ReplayDifference> differences)
    {
        foreach (var frame in Reaction(recording, connection, after))
        {
            if (frame.TryDecode() is not { } message)
                continue;
            var place = differences.FindIndex(each =>
                each.Kind == ReplayDifferenceKind.Missing && each.At == frame.Timestamp && each.Message.Equals(message));
            if (place >= 0)
                differences.RemoveAt(place);
            output.WriteLine($"{(place >= 0 ? '-' : ' ')}{Text(frame.Connection, message)}");
        }

        foreach (var each in differences)
        {
            var mark = each.Kind switch { ReplayDifferenceKind.Missing => '-', ReplayDifferenceKind.Extra => '+', _ => '~' };
            var note = each.Kind == ReplayDifferenceKind.Reordered ? " (later than a message that followed its barrier)" : "";
            output.WriteLine($"{mark}{Text(connection, each.Message)}{note}");
        }
    }

    private static IEnumerable<RecordedFrame> Reaction(RxOfctl.Recording.Recording recording, RecordedConnection connection, RecordedFrame? after)
    {
        var isReaction = after is null;
        for (var index = recording.IndexOf(after?.Timestamp ?? connection.OpenedAt); index < recording.Frames.Count; index++)
        {
            var frame = recording.Frames[index];
            if (frame.Connection != connection || frame.TryDecode() is Hello or EchoRequest or EchoReply)
                continue;
            if (isReaction && !frame.IsSent)
                yield break;
            if (isReaction)
                yield return frame;
            isReaction |= ReferenceEquals(frame, after);
        }
    }

    private static string Title(RecordedConnection connection, RecordedFrame? after) =>
        $"{MessageStream.Time(after?.Timestamp ?? connection.OpenedAt)} {connection.DatapathId} " +
        (after is null ? "connected" : after.TryDecode() is { } message ? Text(connection, message) : "a malformed message");

    private static string Text(RecordedConnection connection, OpenFlowMessage message) =>
        MessageText.Line(message, new(connection.Version!.Value, null)).ReplaceLineEndings(" ");

    private static void WriteMembers(Utf8JsonWriter writer, ReplayDifference difference)
    {
        writer.WriteString("time", difference.At.ToUniversalTime());
        writer.WriteString("kind", difference.Kind switch
        {
            ReplayDifferenceKind.Missing => "missing",
            ReplayDifferenceKind.Extra => "extra",
            _ => "reordered",
        });
        writer.WriteString("datapath", difference.Connection.DatapathId?.ToString());
        writer.WriteString("peer", difference.Connection.Peer);
        writer.WriteProtocol("message", difference.Message);
        if (difference.After?.TryDecode() is { } after)
            writer.WriteProtocol("after", after);
    }
}
