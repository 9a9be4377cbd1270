namespace RxOfctl.Connections;

/// <summary>
/// Runs what completes a task so that whoever awaits it goes on in the same turn. A synchronization context of the caller's, such as a test
/// framework sets, would send it to the thread pool instead, and nothing would be deterministic on a scheduler of virtual time.
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
