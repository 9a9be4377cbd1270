using System.Reactive.Concurrency;
using RxOfctl.Delivery;

namespace RxOfctl.Datapaths;

/// <summary>What the message queues of all datapaths share: the observers of all messages, whose turn it is to deliver, and the bytes that
/// wait.</summary>
internal sealed class MessageHub(ControllerOptions options, Watchdog? watchdog, Action<Exception> onObserverError)
{
    /// <summary>The messages of all datapaths.</summary>
    public MessageStream Messages { get; } = new(onObserverError);

    /// <summary>Entered while messages are delivered, if the messages of all datapaths have observers.</summary>
    public AsyncMutex Turn { get; } = new(options.Scheduler);

    /// <summary>Detects observers that take too long; null in virtual time.</summary>
    public Watchdog? Watchdog => watchdog;

    public ControllerOptions Options => options;

    /// <summary>The bytes of the messages of all datapaths that wait.</summary>
    public ByteBudget Waiting { get; } = new(options.TotalQueueByteLimit);

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
