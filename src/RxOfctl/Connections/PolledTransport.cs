using System.IO.Pipelines;
using System.Net.Sockets;

namespace RxOfctl.Connections;

/// <summary>A socket that a poller waits for: what comes on it is read in the poller's turns, and what is written is sent without a thread that waits.</summary>
internal sealed class PolledTransport : IDuplexPipe, IDisposable
{
    private readonly Poller _poller;
    private readonly int _handle;
    private readonly long _id;
    private int _isForgotten;

    /// <param name="socket">A connected socket. Nobody else may read from it until the reader is completed, and nobody close it before this is disposed of.</param>
    /// <param name="poller">Waits for it.</param>
    /// <exception cref="IOException">The system does not allow it.</exception>
    public PolledTransport(Socket socket, Poller poller)
    {
        _poller = poller;
        _handle = (int)socket.Handle;
        socket.Blocking = false;
        Reader = new(socket, poller);
        Writer = new(socket);
        _id = poller.Add(this, _handle);
    }

    public PolledReader Reader { get; }

    public PolledWriter Writer { get; }

    public PipeReader Input => Reader;

    public PipeWriter Output => Writer;

    /// <summary>The poller waits for it no longer. To be called before the socket is closed.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isForgotten, 1) == 0)
            _poller.Remove(_id, _handle);
    }
}
