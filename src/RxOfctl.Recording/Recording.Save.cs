using RxOfctl.Capture.Tcp;
using RxOfctl.Recording.Files;

namespace RxOfctl.Recording;

/// <content>Writing a recording.</content>
public sealed partial class Recording
{
    /// <summary>Writes the recording to a file, as <see cref="RecordOperator"/> does: after it was shrunk, for instance.</summary>
    /// <param name="path">The file, which is created or replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        using var stream = File.Create(path);
        Save(stream);
    }

    /// <summary>Writes the recording to a stream.</summary>
    /// <param name="stream">The stream. It is not disposed of.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var writer = new FrameWriter(stream, FrameWriter.OffsetFor(Start));
        var open = new Dictionary<RecordedConnection, TcpConnectionWriter>();
        var beginnings = new Queue<RecordedConnection>(Connections.OrderBy(connection => connection.OpenedAt));
        var ends = new Queue<RecordedConnection>(
            Connections.Where(connection => connection.ClosedAt is not null).OrderBy(connection => connection.ClosedAt));
        foreach (var frame in Frames)
        {
            while (beginnings.TryPeek(out var next) && next.OpenedAt <= frame.Timestamp)
                Open(beginnings.Dequeue());
            while (ends.TryPeek(out var next) && next.ClosedAt < frame.Timestamp)
                Close(ends.Dequeue());
            writer.Write(
                open[frame.Connection], frame.IsSent, frame.Timestamp, frame.Data.Span, frame.IsSynthesized ? RecordingText.Synthesized : null);
        }

        while (beginnings.TryDequeue(out var next))
            Open(next);
        while (ends.TryDequeue(out var next))
            Close(next);
        writer.WriteStatistics(End);
        stream.Flush();

        void Open(RecordedConnection connection) => open[connection] = writer.Open(connection.Number, connection.Peer, connection.OpenedAt);

        void Close(RecordedConnection connection) =>
            writer.Close(open[connection], connection.ClosedAt!.Value, byPeer: connection.IsClosedByController != true);
    }
}
