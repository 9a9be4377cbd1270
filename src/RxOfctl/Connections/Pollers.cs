namespace RxOfctl.Connections;

/// <summary>A poller for each processor, made when the first connection comes for it.</summary>
internal sealed class Pollers : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Poller?[] _pollers = new Poller?[Environment.ProcessorCount];
    private int _next;
    private bool _disposed;

    private Pollers()
    {
    }

    /// <summary>Null where sockets are not polled: on other systems than Linux.</summary>
    public static Pollers? OfSystem() => OperatingSystem.IsLinux() ? new() : null;

    /// <summary>The one that is next; null if it is too late, or the system has no means for one.</summary>
    public Poller? Next()
    {
        lock (_gate)
        {
            if (_disposed)
                return null;
            ref var poller = ref _pollers[_next];
            _next = (_next + 1) % _pollers.Length;
            try
            {
                return poller ??= new();
            }
            catch (IOException)
            {
                // Out of descriptors: the connection is read as any stream is.
                return null;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var poller in _pollers)
                poller?.Dispose();
        }
    }
}
