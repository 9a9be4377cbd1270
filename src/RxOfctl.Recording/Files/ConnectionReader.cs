using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Recording.Files;

/// <summary>Finds the messages in the two byte streams of a connection.</summary>
internal sealed class ConnectionReader(RecordedConnection connection, List<RecordedFrame> frames, List<RecordingProblem> problems)
{
    private readonly Direction _received = new();
    private readonly Direction _sent = new();

    public RecordedConnection Connection => connection;

    /// <summary>Whether bytes can be the beginning of a message: a version and a type that exist, and a length.</summary>
    public static bool IsPlausible(ReadOnlySpan<byte> bytes) =>
        FrameHeader.TryRead(bytes, out var header) && header is { Length: >= FrameHeader.Size, Type: <= 35 }
        && (header.Version is >= OpenFlowVersion.OpenFlow10 and <= OpenFlowVersion.OpenFlow15 || (header.Type == MessageTypes.Hello && header.Version != 0));

    /// <summary>Adds the next bytes of a direction.</summary>
    public void Add(bool isSent, ReadOnlyMemory<byte> data, DateTimeOffset timestamp, bool isSynthesized)
    {
        var direction = isSent ? _sent : _received;
        // After a gap the bytes may start in the middle of a message: those of the segment are skipped until one starts with a header.
        if (direction.IsLost)
        {
            if (!IsPlausible(data.Span))
                return;
            direction.IsLost = false;
        }

        if (direction.Partial.Length > 0)
            data = Join(direction.Partial, data);
        while (FrameHeader.TryRead(data.Span, out var header))
        {
            if (header.Length < FrameHeader.Size)
            {
                problems.Add(new(connection, timestamp, isSent, $"a message of {header.Length} bytes is shorter than its header"));
                direction.Lose();
                return;
            }

            if (data.Length < header.Length)
                break;
            Add(new(connection, timestamp, isSent, data[..header.Length])
            {
                IsSynthesized = isSynthesized,
                IsAfterGap = direction.IsAfterGap,
            });
            direction.IsAfterGap = false;
            data = data[header.Length..];
        }

        direction.Partial = data;
    }

    /// <summary>Bytes of a direction are missing.</summary>
    public void Lose(bool isSent, DateTimeOffset timestamp, long count)
    {
        problems.Add(new(connection, timestamp, isSent, $"{count} bytes are missing"));
        (isSent ? _sent : _received).Lose();
    }

    private static Memory<byte> Join(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        var joined = new byte[first.Length + second.Length];
        first.CopyTo(joined);
        second.CopyTo(joined.AsMemory(first.Length));
        return joined;
    }

    private void Add(RecordedFrame frame)
    {
        frames.Add(frame);
        if (frame.Header.Type != MessageTypes.Hello)
            connection.Version ??= frame.Header.Version;
        if (connection.DatapathId is null && MessageTypes.IsFeaturesReply(frame) && frame.TryDecode() is FeaturesReply features)
            connection.DatapathId = features.DatapathId;
    }

    private sealed class Direction
    {
        public ReadOnlyMemory<byte> Partial { get; set; }

        public bool IsLost { get; set; }

        public bool IsAfterGap { get; set; }

        public void Lose() => (Partial, IsLost, IsAfterGap) = (default, true, true);
    }
}
