using System.Reactive.Concurrency;

namespace RxOfctl.Recording;

/// <summary>The options of <see cref="RecordOperator"/>.</summary>
public sealed record RecordingOptions
{
    /// <summary>
    /// Selects the datapaths that are recorded; null records every connection. With it, a connection whose handshake does not complete is
    /// not recorded. Called on the thread that writes the file. If it throws, that is reported (<see cref="OnFault"/>), and the datapath is
    /// not recorded.
    /// </summary>
    public Func<Datapath, bool>? Datapaths { get; init; }

    /// <summary>
    /// The length of a packet in packet-ins, packet-outs and errors up to which it is recorded, in bytes; null records it whole. 0 leaves
    /// out packets, 14 keeps the Ethernet header. The messages stay valid. Default null.
    /// </summary>
    public int? PayloadLimit { get; init; }

    /// <summary>
    /// The size in bytes at which a file is closed and the next one begins, null for no limit. Checked after each batch, so that a file
    /// may be larger by that batch. Only for recordings to a path. Default null.
    /// </summary>
    public long? MaxFileSize { get; init; }

    /// <summary>The time after which a file is closed and the next one begins, when there is something to write; null for no limit. Only
    /// for recordings to a path. Default null.</summary>
    public TimeSpan? MaxFileAge { get; init; }

    /// <summary>Whether closed files are compressed (gzip), which adds <c>.gz</c> to their names. <see cref="Recording.Open"/> and
    /// Wireshark read them. Default false.</summary>
    public bool CompressClosedFiles { get; init; }

    /// <summary>
    /// The bytes of messages that may wait to be written; what exceeds them is dropped, counted and marked in the file. Default 64 MiB.
    /// </summary>
    public long QueueLimit { get; init; } = 64L << 20;

    /// <summary>The longest time that a message waits to be written, unless the disk is slow: what a crash can lose. Default 100
    /// ms.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Where the file is written. Default: the task pool, or the controller's scheduler if that is one of virtual time.
    /// </summary>
    public IScheduler? Scheduler { get; init; }

    /// <summary>
    /// Called when messages begin to be dropped, or a file cannot be written or compressed; again only after ten seconds without such a
    /// fault. Called on <see cref="Scheduler"/>, or on the thread that disposes of the recorder. The fault is logged too, where the
    /// controller logs. Default: a line on the standard error stream, if the controller does not log.
    /// </summary>
    public Action<RecordingFault>? OnFault { get; init; }
}

/// <summary>A fault of a recording, as a rule that messages are missing in it.</summary>
/// <param name="Dropped">The number of messages dropped so far.</param>
/// <param name="Error">Why the file could not be written or compressed, or what <see cref="RecordingOptions.Datapaths"/> threw; null if
/// messages came faster than the file could be written.</param>
public sealed record RecordingFault(long Dropped, Exception? Error);
