using System.Reactive.Concurrency;
using RxOfctl.Delivery;

namespace RxOfctl.Datapaths;

/// <summary>What the message queues of all datapaths have in common: the observers of all messages, whose turn it is, and how much waits in
/// all.</summary>
internal sealed class MessageHub(ControllerOptions options, Watchdog? watchdog, Action<Exception> onObserverError)
{
    private long _waitingBytes;

    /// <summary>The messages of all datapaths.</summary>
    public MessageStream Messages { get; } = new(onObserverError);

    /// <summary>Entered while messages are delivered that somebody observes among those of all datapaths.</summary>
    public AsyncMutex Turn { get; } = new(options.Scheduler);

    /// <summary>Takes deliveries from observers that take too long; null in virtual time.</summary>
    public Watchdog? Watchdog => watchdog;

    public ControllerOptions Options => options;

    /// <summary>Whether more bytes wait, of all datapaths, than may.</summary>
    public bool IsFull => Volatile.Read(ref _waitingBytes) > options.TotalQueueByteLimit;

    /// <summary>Counts bytes that wait, or wait no longer.</summary>
    public void Count(long bytes) => Interlocked.Add(ref _waitingBytes, bytes);

    /// <summary>Completes the messages of all datapaths after what is being delivered, and then calls an action.</summary>
    public void Complete(Action whenCompleted) => options.Scheduler.Schedule(() =>
    {
        if (Turn.TryEnter(CompleteInTurn))
            CompleteInTurn();

        void CompleteInTurn()
        {
            Messages.Complete();
            whenCompleted();
            Turn.Exit();
        }
    });
}
