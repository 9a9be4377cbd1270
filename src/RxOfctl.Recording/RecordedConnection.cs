using RxOfctl.Protocol;

namespace RxOfctl.Recording;

/// <summary>A connection of a recording.</summary>
public sealed class RecordedConnection
{
    internal RecordedConnection(int number, string peer, DateTimeOffset openedAt) => (Number, Peer, OpenedAt) = (number, peer, openedAt);

    /// <summary>Its number in the recording, from 0 on, by the time of its beginning.</summary>
    public int Number { get; }

    /// <summary>The name of the peer; in a capture of other origin, its address.</summary>
    public string Peer { get; }

    /// <summary>The number that the recorder gave it; null in a capture of another origin.</summary>
    internal long? Id { get; init; }

    /// <summary>When it began, or the recording did.</summary>
    public DateTimeOffset OpenedAt { get; }

    /// <summary>When it ended; null if it was open at the end of the recording.</summary>
    public DateTimeOffset? ClosedAt { get; internal set; }

    /// <summary>Whether the controller ended it; null if it did not end, or the recording does not say.</summary>
    public bool? IsClosedByController { get; internal set; }

    /// <summary>The datapath; null if the recording has no features reply of it.</summary>
    public DatapathId? DatapathId { get; internal set; }

    /// <summary>The negotiated version: that of its messages after HELLO; null if there are none.</summary>
    public OpenFlowVersion? Version { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => DatapathId is { } id ? $"{Number}: {id} ({Peer})" : $"{Number}: {Peer}";
}
