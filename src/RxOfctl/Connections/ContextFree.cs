namespace RxOfctl.Connections;

/// <summary>
/// Completes a task so that code that awaits it continues synchronously. A synchronization context of the caller, such as a test
/// framework sets, would post it to the thread pool instead, and a virtual-time scheduler would not be deterministic.
/// </summary>
internal static class ContextFree
{
    public static void Run<TState>(Action<TState> action, TState state)
    {
        var context = SynchronizationContext.Current;
        if (context is null)
        {
            action(state);
            return;
        }

        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action(state);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    public static void Complete(TaskCompletionSource source) => Run(static source => source.SetResult(), source);
}
