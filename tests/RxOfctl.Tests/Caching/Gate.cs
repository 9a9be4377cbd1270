namespace RxOfctl.Tests.Caching;

/// <summary>Threads wait until it is open. Its disposal opens it, so that a test that fails leaves no thread waiting, and none that finds
/// it disposed.</summary>
internal sealed class Gate : IDisposable
{
    private readonly ManualResetEventSlim _open = new();

    public void Wait() => _open.Wait();

    public void Open() => _open.Set();

    public void Dispose() => Open();
}

/// <summary>A thread whose exception goes to the test, and does not end the process.</summary>
internal sealed class Worker
{
    private Thread? _thread;

    private Worker(Action work) => Completion = Task.Factory.StartNew(
        () =>
        {
            _thread = Thread.CurrentThread;
            work();
        },
        TaskCreationOptions.LongRunning);

    public Task Completion { get; }

    /// <summary>Whether it is blocked.</summary>
    public bool IsWaiting => _thread is { } thread && (thread.ThreadState & ThreadState.WaitSleepJoin) != 0;

    public static Worker Start(Action work) => new(work);
}
