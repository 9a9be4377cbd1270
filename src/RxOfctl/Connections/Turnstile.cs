namespace RxOfctl.Connections;

/// <summary>Lets one waiter pass for each time that it was opened, or at once if it was opened before. The waiter goes on in the opener's turn.</summary>
internal sealed class Turnstile
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _waiter;
    private bool _open;

    /// <summary>Lets the waiter pass, or else the next one.</summary>
    public void Open()
    {
        TaskCompletionSource? waiter;
        lock (_gate)
        {
            waiter = _waiter;
            _waiter = null;
            _open = waiter is null;
        }

        if (waiter is not null)
            ContextFree.Complete(waiter);
    }

    /// <summary>Completes when it is opened.</summary>
    public Task PassAsync()
    {
        lock (_gate)
        {
            if (_open)
            {
                _open = false;
                return Task.CompletedTask;
            }

            _waiter = new();
            return _waiter.Task;
        }
    }
}
