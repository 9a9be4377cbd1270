using System.Reactive.Concurrency;
using RxOfctl.Delivery;

namespace RxOfctl.Datapaths;

/// <summary>What the message queues of all datapaths share: the observers of all messages, whose turn it is to deliver, and the bytes that
/// wait.</summary>
internal sealed class MessageHub(ControllerOptions options, Watchdog? watchdog, Action<Exception> onObserverError)
{
    private long _waitingBytes;

    /// <summary>The messages of all datapaths.</summary>
    public MessageStream Messages { get; } = new(onObserverError);

    /// <summary>Entered while messages are delivered, if the messages of all datapaths have observers.</summary>
    public AsyncMutex Turn { get; } = new(options.Scheduler);

    /// <summary>Detects observers that take too long; null in virtual time.</summary>
    public Watchdog? Watchdog => watchdog;

    public ControllerOptions Options => options;

    /// <summary>Whether the bytes that wait, of all datapaths, exceed the limit.</summary>
    public bool IsFull => Volatile.Read(ref _waitingBytes) > options.TotalQueueByteLimit;

    /// <summary>Adds to the bytes that wait, or subtracts from them.</summary>
    public void Count(long bytes) => Interlocked.Add(ref _waitingBytes, bytes);

    /// <summary>Completes the messages of all datapaths after those that are being delivered, and then calls an action.</summary>
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
