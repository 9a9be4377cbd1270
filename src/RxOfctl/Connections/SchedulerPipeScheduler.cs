using System.IO.Pipelines;
using System.Reactive.Concurrency;

namespace RxOfctl.Connections;

/// <summary>Continues readers and writers of a pipe on an Rx scheduler, so that the pipe follows that scheduler's time.</summary>
internal sealed class SchedulerPipeScheduler(IScheduler scheduler) : PipeScheduler
{
    public override void Schedule(Action<object?> action, object? state) => scheduler.Schedule(() => ContextFree.Run(action, state));
}
