namespace RxOfctl.Connections;

/// <summary>Where the bytes of an <see cref="Outbox"/> go: a socket on an event loop, or a pipe.</summary>
internal interface IOutput
{
    /// <summary>Whether the thread that writes a message also sends it. If not, the thread pool sends all messages written meanwhile in one
    /// piece.</summary>
    bool IsInline { get; }

    /// <summary>Sends bytes without blocking. Called by one thread at a time.</summary>
    /// <returns>How many were sent; 0 if none can be now, in which case <see cref="Outbox.OnWritable"/> is called later.</returns>
    /// <exception cref="IOException">The connection broke.</exception>
    int Send(ReadOnlySpan<byte> bytes);

    /// <summary>No more bytes follow; all that were written were sent, or cannot be.</summary>
    void Complete();
}
