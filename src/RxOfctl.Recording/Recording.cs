using System.Reactive.Concurrency;
using RxOfctl.Capture;
using RxOfctl.Recording.Files;

namespace RxOfctl.Recording;

/// <summary>
/// The OpenFlow messages of a recording or of another capture, in memory: as lists, and played by a scheduler as observables.
/// </summary>
public sealed partial class Recording
{
    internal Recording(
        IReadOnlyList<RecordedConnection> connections,
        IReadOnlyList<RecordedFrame> frames,
        IReadOnlyList<RecordingProblem> problems,
        DateTimeOffset end,
        bool isTruncated,
        long dropped)
    {
        (Connections, Frames, Problems, IsTruncated, Dropped) = (connections, frames, problems, isTruncated, dropped);
        var start = DateTimeOffset.MaxValue;
        if (connections.Count > 0)
            start = connections.Min(connection => connection.OpenedAt);
        if (frames.Count > 0 && frames[0].Timestamp < start)
            start = frames[0].Timestamp;
        Start = start == DateTimeOffset.MaxValue ? end : start;
        End = end;
    }

    /// <summary>The connections, in the order of their beginnings.</summary>
    public IReadOnlyList<RecordedConnection> Connections { get; }

    /// <summary>The messages, in the order of their times.</summary>
    public IReadOnlyList<RecordedFrame> Frames { get; }

    /// <summary>What is missing or malformed.</summary>
    public IReadOnlyList<RecordingProblem> Problems { get; }

    /// <summary>The time of the beginning of the first connection.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The time of the last message, or of the last end of a connection.</summary>
    public DateTimeOffset End { get; }

    /// <summary>Whether a file ended in the middle of a structure, because its writer was killed: all before is there.</summary>
    public bool IsTruncated { get; }

    /// <summary>The packets that the files count as dropped; in a recording, the messages.</summary>
    public long Dropped { get; }

    /// <summary>
    /// Opens a recording, or a capture of another origin (<c>tcpdump -w</c>), of the format pcapng or pcap, plain or compressed by gzip.
    /// It is read into memory.
    /// </summary>
    /// <param name="paths">The file; or the files of a recording in their order, whose connections are continued.</param>
    /// <exception cref="ArgumentException">There is no path.</exception>
    /// <exception cref="CaptureFormatException">A file is not a capture, or violates its format; the exception has the offset.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static Recording Open(params IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count == 0)
            throw new ArgumentException("There is no file to open.", nameof(paths));
        var reader = new RecordingReader();
        foreach (var path in paths)
        {
            using var capture = CaptureReader.Open(path);
            reader.Read(capture);
        }

        return reader.Complete();
    }

    /// <summary>Reads a recording or another capture from a stream.</summary>
    /// <param name="stream">The stream, which is disposed of.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="CaptureFormatException">The stream is not a capture, or violates its format; the exception has the
    /// offset.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Recording Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var capture = new CaptureReader(stream);
        var reader = new RecordingReader();
        reader.Read(capture);
        return reader.Complete();
    }

    /// <summary>Makes a scheduler of virtual time, whose clock starts at <see cref="Start"/>.</summary>
    public HistoricalScheduler CreateScheduler() => new(Start);

    /// <summary>Returns the number of connections and messages, and the times.</summary>
    public override string ToString() => $"{Frames.Count} messages of {Connections.Count} connections, {Start:O} to {End:O}";
}

/// <summary>Something is missing or malformed in a recording.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Timestamp">The time of the packet that shows it.</param>
/// <param name="IsSent">Whether it is in the direction from the controller to the datapath.</param>
/// <param name="Reason">The reason.</param>
public sealed record RecordingProblem(RecordedConnection Connection, DateTimeOffset Timestamp, bool IsSent, string Reason);
