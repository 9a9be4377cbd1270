namespace RxOfctl.Connections;

/// <summary>
/// Waits for many sockets, reads those on which something came, and has what came handled, all on one thread: nothing is handed from thread
/// to thread. Where a peer let its sender wait, it sends what is left. A thread that is about to block, or takes its time, passes the role on to another first (<see cref="Pass"/>); it is a follower
/// when it is done, and waits for the role to come to it again.
/// </summary>
internal sealed class Poller : IDisposable
{
    // What is written to so many connections waits at most, for each of them holds a buffer meanwhile.
    private const int MaxCorked = 16;

    // Threads that wait for the role; where handlers seldom block one is enough, and more are made as they are needed.
    private const int MaxFollowers = 2;

    [ThreadStatic]
    private static Poller? _ofThread;

    private readonly Epoll _epoll = new();
    private readonly SemaphoreSlim _role = new(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<long, PolledTransport> _transports = [];
    private readonly Queue<PolledReader> _ready = new();
    private readonly Queue<FrameWriter> _corked = new();
    private readonly Epoll.Happening[] _happenings = new Epoll.Happening[Epoll.Capacity];
    private volatile bool _stopped;
    private int _holder;
    private int _followers;
    private long _lastId;

    /// <exception cref="IOException">The system has no means for it.</exception>
    public Poller() => StartThread();

    /// <summary>The one whose role the thread that calls has; null if it has none.</summary>
    public static Poller? OfThread => _ofThread is { } poller && poller.IsMine ? poller : null;

    private bool IsMine => Volatile.Read(ref _holder) == Environment.CurrentManagedThreadId;

    /// <summary>Begins to wait for a socket.</summary>
    /// <returns>What it is called here.</returns>
    /// <exception cref="IOException">The system does not allow it.</exception>
    public long Add(PolledTransport transport, int socket)
    {
        var id = Interlocked.Increment(ref _lastId);
        lock (_gate)
            _transports.Add(id, transport);
        _epoll.Watch(socket, id);
        return id;
    }

    /// <summary>Waits for a socket no longer. To be called before the socket is closed.</summary>
    public void Remove(long id, int socket)
    {
        _epoll.Forget(socket);
        lock (_gate)
            _transports.Remove(id);
    }

    /// <summary>Has a reader receive, behind others that are ready.</summary>
    public void Enqueue(PolledReader reader)
    {
        if (IsMine)
            _ready.Enqueue(reader);
        else
            ThreadPool.UnsafeQueueUserWorkItem(reader, preferLocal: false);
    }

    /// <summary>The thread that has the role is to go on without it: another takes it up. Only while that thread has something handled.</summary>
    public void Pass()
    {
        Volatile.Write(ref _holder, 0);
        if (Volatile.Read(ref _followers) == 0)
            StartThread();
        _role.Release();
    }

    /// <summary>
    /// What is written to a connection goes out when all that is ready to be read is handled, or another thread takes up the role; or at once, if much
    /// waits. To be called by the thread that has the role.
    /// </summary>
    public void UncorkLater(FrameWriter writer)
    {
        _corked.Enqueue(writer);
        if (_corked.Count == MaxCorked)
            UncorkAll();
    }

    public void Dispose()
    {
        _stopped = true;
        _epoll.Wake();
    }

    private void StartThread() => new Thread(Run) { IsBackground = true, Name = "OpenFlow" }.Start();

    private void Run()
    {
        _ofThread = this;
        while (Interlocked.Increment(ref _followers) <= MaxFollowers && !_stopped)
        {
            _role.Wait();
            Interlocked.Decrement(ref _followers);
            Volatile.Write(ref _holder, Environment.CurrentManagedThreadId);
            Poll();
            if (!IsMine)
                continue;
            // It has stopped: the others are to see it too.
            _epoll.Dispose();
            _role.Release();
            return;
        }

        Interlocked.Decrement(ref _followers);
    }

    private void UncorkAll()
    {
        while (_corked.TryDequeue(out var writer))
            writer.Uncork();
    }

    private void Poll()
    {
        // What the thread that had the role before left.
        UncorkAll();
        while (!_stopped)
        {
            for (var count = _ready.Count; count > 0; count--)
            {
                _ready.Dequeue().Receive();
                if (!IsMine)
                    return;
            }

            UncorkAll();
            var happened = _epoll.Wait(_ready.Count > 0 ? 0 : Timeout.Infinite, _happenings);
            foreach (ref readonly var happening in _happenings.AsSpan(0, happened))
            {
                PolledTransport? transport;
                lock (_gate)
                    _transports.TryGetValue(happening.Id, out transport);
                if (transport is null)
                    continue;
                if (happening.IsReadable && transport.Reader.OnReadable(happening.IsEnding))
                    _ready.Enqueue(transport.Reader);
                if (happening.IsWritable)
                    transport.Writer.OnWritable();
            }
        }
    }
}
