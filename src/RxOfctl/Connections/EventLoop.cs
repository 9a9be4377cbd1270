using System.Reactive.Concurrency;
using System.Runtime.ExceptionServices;
using RxOfctl.Delivery;

namespace RxOfctl.Connections;

/// <summary>
/// Waits for many sockets, receives, runs the handlers of messages (of apps too), and sends, all on one thread: nothing is passed from
/// thread to thread. A thread that is about to block calls <see cref="HandOver()"/>; the role of one that takes too long is taken by the
/// <see cref="Watchdog"/>. Either way another thread continues the loop, and actions that the first had not started go to the scheduler.
/// </summary>
internal sealed class EventLoop : IWatched
{
    // At most so many connections are corked, because each of them holds a buffer meanwhile.
    private const int MaxCorked = 16;

    // Threads that wait to take over. One is enough if handlers seldom block; others are started as needed.
    private const int MaxIdle = 2;

    [ThreadStatic]
    private static EventLoop? _ofThread;

    private readonly Watchdog _watchdog;
    private readonly IScheduler _scheduler;
    private readonly Epoll _epoll = new();
    private readonly Epoll.Event[] _events = new Epoll.Event[Epoll.Capacity];
    private readonly SemaphoreSlim _baton = new(0);
    private readonly Lock _gate = new();

    // The fields below are guarded by the gate. Only the thread that has the role takes from the queues.
    private readonly Dictionary<long, SocketChannel> _channels = [];
    private readonly Queue<SocketChannel> _ready = new();
    private readonly Queue<Work> _work = new();
    private readonly List<Outbox> _corked = new(MaxCorked);
    private SocketChannel? _working;
    private Outbox? _corking;
    private int _thread;
    private int _idle;
    private int _turnsInRound;
    private long _steps;
    private int _slot = -1;
    private long _lastId;
    private bool _isPolling;
    private bool _isWaiting;
    private bool _isStopped;
    private bool _hasEnded;
    private Exception? _failure;

    // Not guarded by the gate. Null while a thread has taken it.
    private byte[]? _input;

    /// <param name="watchdog">Takes the role from a thread that takes too long.</param>
    /// <param name="scheduler">Runs actions that the loop's thread cannot run.</param>
    /// <exception cref="IOException">There are no descriptors for it.</exception>
    public EventLoop(Watchdog watchdog, IScheduler scheduler)
    {
        _watchdog = watchdog;
        _scheduler = scheduler;
        StartThread();
    }

    private enum Step
    {
        None,
        Work,
        Uncork,
        Turn,
        Wait,
        Poll,
        Stop,
    }

    /// <summary>Why it does not run any more, although it was not stopped: the system refused what it needs. Its connections end with
    /// that.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    private bool IsMine => Volatile.Read(ref _thread) == Environment.CurrentManagedThreadId;

    /// <summary>Called by a thread that is about to block: if it is that of a loop, another thread continues the loop.</summary>
    public static void HandOver() => _ofThread?.HandOver(delayedAt: 0);

    /// <summary>Adds a socket.</summary>
    /// <returns>The id by which <see cref="Remove"/> removes it.</returns>
    /// <exception cref="IOException">The system does not allow it.</exception>
    public long Add(SocketChannel channel, int socket)
    {
        long id;
        lock (_gate)
        {
            id = ++_lastId;
            _channels.Add(id, channel);
        }

        try
        {
            _epoll.Watch(socket, id);
            return id;
        }
        catch
        {
            Remove(id);
            throw;
        }
    }

    /// <summary>Removes a socket.</summary>
    public void Remove(long id)
    {
        lock (_gate)
            _channels.Remove(id);
    }

    /// <summary>Takes the buffer into which channels receive. A thread that takes the role during another's turn gets a new one.</summary>
    public byte[] TakeInput() => Interlocked.Exchange(ref _input, null) ?? new byte[2 * SocketChannel.MaxReceived];

    /// <summary>Returns the buffer, whose content is no longer needed.</summary>
    public void ReturnInput(byte[] buffer) => Volatile.Write(ref _input, buffer);

    /// <summary>Queues a turn of a channel, after others that are ready.</summary>
    public void Enqueue(SocketChannel channel)
    {
        lock (_gate)
        {
            if (_failure is null)
            {
                _ready.Enqueue(channel);
                WakeUp();
                return;
            }
        }

        RunByThreadPool(channel);
    }

    /// <summary>Runs an action of a channel when its turn is over, if the loop's thread calls.</summary>
    public bool TryPost(SocketChannel channel, Action action)
    {
        if (!IsMine)
            return false;
        lock (_gate)
        {
            if (!IsMine)
                return false;
            _work.Enqueue(new(channel, action));
            return true;
        }
    }

    /// <summary>Stops the loop and its threads, as soon as the thread that has the role observes it.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            WakeUp();
        }
    }

    long IWatched.TakeFromDelayed(long step)
    {
        long now;
        lock (_gate)
            now = _isPolling || _thread == 0 ? 0 : _steps;
        if (now != 0 && now == step)
            HandOver(step);
        return now;
    }

    // Takes the role of the calling thread or, for the watchdog, of a thread that is still at the same step.
    private void HandOver(long delayedAt)
    {
        Work[] work;
        Outbox[] corked;
        bool hasIdle;
        lock (_gate)
        {
            if (delayedAt == 0 ? !IsMine : _isPolling || _thread == 0 || _steps != delayedAt)
                return;
            if (delayedAt != 0)
                _working?.OnDelayed();
            Volatile.Write(ref _thread, 0);
            (work, corked) = ([.. _work], _corking is null ? [.. _corked] : [.. _corked, _corking]);
            _work.Clear();
            _corked.Clear();
            _corking = null;
            hasIdle = _idle > 0;
            if (hasIdle)
                _idle--;
        }

        if (hasIdle)
            _baton.Release();
        else
            StartThread();
        foreach (var outbox in corked)
            outbox.Uncork();
        foreach (var (_, action) in work)
            _scheduler.Schedule(action);
    }

    private void StartThread()
    {
        try
        {
            new Thread(Run) { IsBackground = true, Name = "OpenFlow" }.UnsafeStart();
        }
        catch (Exception error) when (error is OutOfMemoryException or ThreadStartException)
        {
            // The system starts no more threads; the thread pool has some.
            ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.Run(), this, preferLocal: false);
        }
    }

    private void Run()
    {
        var outer = _ofThread;
        _ofThread = this;
        do
        {
            lock (_gate)
                Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
            try
            {
                Lead();
            }
#pragma warning disable CA1031 // The failure of a loop ends its connections, which are closed with the reason, and not the process.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Fail(error);
            }
        }
        while (WaitForRole());
        _ofThread = outer;
    }

    private void Fail(Exception error)
    {
        SocketChannel[] channels;
        SocketChannel[] queued;
        lock (_gate)
        {
            Volatile.Write(ref _failure, error);
            _isStopped = true;
            _isWaiting = _isPolling = false;
            _turnsInRound = 0;
            (channels, queued) = ([.. _channels.Values], [.. _ready]);
            _ready.Clear();
        }

        // The thread that continues has only to stop the loop.
        HandOver(delayedAt: 0);
        Array.ForEach(queued, RunByThreadPool);
        Array.ForEach(channels, channel => channel.RunLater());
    }

    private static void RunByThreadPool(SocketChannel channel) =>
        ThreadPool.UnsafeQueueUserWorkItem(static channel => channel.Run(), channel, preferLocal: false);

    private bool WaitForRole()
    {
        lock (_gate)
        {
            if (_isStopped || _idle == MaxIdle)
                return false;
            _idle++;
        }

        // It is counted until it is released, so that a thread that hands over always finds one that takes the role.
        _baton.Wait();
        lock (_gate)
            return !_hasEnded;
    }

    // Takes one step after the other until another thread has the role, or the loop has stopped.
    private void Lead()
    {
        // The execution context that a handler leaves must not flow to the next one.
        var context = ExecutionContext.Capture();
        while (true)
        {
            switch (Next(out var channel, out var action, out var outbox))
            {
                case Step.Work:
                    Run(action!);
                    if (context is not null)
                        ExecutionContext.Restore(context);
                    break;
                case Step.Uncork:
                    outbox!.Uncork();
                    break;
                case Step.Turn:
                    Run(channel!);
                    break;
                case Step.Wait:
                    Dispatch(_epoll.Wait(Timeout.Infinite, _events));
                    break;
                case Step.Poll:
                    Dispatch(_epoll.Wait(0, _events));
                    break;
                case Step.Stop:
                    _epoll.Dispose();
                    return;
                default:
                    return;
            }
        }
    }

    private Step Next(out SocketChannel? channel, out Action? action, out Outbox? outbox)
    {
        (channel, action, outbox) = (null, null, null);
        lock (_gate)
        {
            if (!IsMine)
                return Step.None;
            _steps++;
            _working = null;
            if (_work.TryDequeue(out var work))
            {
                (_working, action) = work;
                return Step.Work;
            }

            if (_corking is not null)
            {
                // The actions of the turn have run; what they wrote is sent together with what others write.
                _corked.Add(_corking);
                _corking = null;
            }

            if (_isStopped)
            {
                Volatile.Write(ref _thread, 0);
                _hasEnded = true;
                if (_idle > 0)
                    _baton.Release(_idle);
                return Step.Stop;
            }

            if (_corked.Count > 0 && (_corked.Count >= MaxCorked || _turnsInRound == 0))
            {
                outbox = _corked[^1];
                _corked.RemoveAt(_corked.Count - 1);
                return Step.Uncork;
            }

            if (_turnsInRound > 0)
            {
                _turnsInRound--;
                channel = _ready.Dequeue();
                return Step.Turn;
            }

            // Channels that are ready again wait for those that became ready meanwhile.
            _isPolling = true;
            if (_ready.Count > 0)
                return Step.Poll;
            _isWaiting = true;
            _watchdog.Leave(_slot);
            _slot = -1;
            return Step.Wait;
        }
    }

    private void Run(SocketChannel channel)
    {
        var outbox = channel.Outbox;
        var isCorked = outbox.TryCork();
        if (isCorked)
        {
            lock (_gate)
            {
                isCorked = IsMine;
                if (isCorked)
                    _corking = outbox;
            }

            // The role was taken meanwhile, and without it nothing may stay corked.
            if (!isCorked)
                outbox.Uncork();
        }

        channel.Run();
    }

    private void Run(Action action)
    {
        try
        {
            action();
        }
#pragma warning disable CA1031 // It is thrown where it would be if the scheduler had run the action, and the loop continues.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _scheduler.Schedule(() => ExceptionDispatchInfo.Throw(error));
        }
    }

    private void Dispatch(int count)
    {
        lock (_gate)
            _isWaiting = false;
        // Not under the gate, since it may start the watchdog's thread. The role is not taken while the loop polls.
        if (_slot < 0)
            _slot = _watchdog.Enter(this);
        foreach (ref readonly var happened in _events.AsSpan(0, count))
        {
            SocketChannel? channel;
            lock (_gate)
                _channels.TryGetValue(happened.Id, out channel);
            channel?.OnEvent(happened);
        }

        lock (_gate)
        {
            _turnsInRound = _ready.Count;
            _isPolling = false;
        }
    }

    // Called with the gate held.
    private void WakeUp()
    {
        if (!_isWaiting)
            return;
        _isWaiting = false;
        _epoll.Wake();
    }

    private readonly record struct Work(SocketChannel Channel, Action Action);
}
