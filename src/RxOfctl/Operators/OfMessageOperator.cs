using System.Reactive.Linq;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>Selects the messages of a type.</summary>
public static class OfMessageOperator
{
    /// <summary>Selects the messages of a type.</summary>
    /// <typeparam name="TMessage">The type, or a base type of several.</typeparam>
    /// <param name="source">The messages.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static IObservable<Envelope<TMessage>> OfMessage<TMessage>(this IObservable<Envelope<OpenFlowMessage>> source)
        where TMessage : OpenFlowMessage
    {
        ArgumentNullException.ThrowIfNull(source);
        return new Filtered<TMessage>(source);
    }

    /// <summary>Selects the messages of a type among those of a fleet.</summary>
    /// <typeparam name="TMessage">The type, or a base type of several.</typeparam>
    /// <param name="source">The messages.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static IObservable<FleetEnvelope<TMessage>> OfMessage<TMessage>(this IObservable<FleetEnvelope<OpenFlowMessage>> source)
        where TMessage : OpenFlowMessage
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Where(static each => each.Message is TMessage)
            .Select(static each => new FleetEnvelope<TMessage>(each.Datapath, each.Xid, (TMessage)each.Message, each.ReceivedAt));
    }

    private sealed class Filtered<TMessage>(IObservable<Envelope<OpenFlowMessage>> source) : IObservable<Envelope<TMessage>>
        where TMessage : OpenFlowMessage
    {
        public IDisposable Subscribe(IObserver<Envelope<TMessage>> observer)
        {
            ArgumentNullException.ThrowIfNull(observer);
            return source.Subscribe(new Observer<TMessage>(observer));
        }
    }

    private sealed class Observer<TMessage>(IObserver<Envelope<TMessage>> downstream) : IObserver<Envelope<OpenFlowMessage>>
        where TMessage : OpenFlowMessage
    {
        public void OnNext(Envelope<OpenFlowMessage> value)
        {
            if (value.Message is TMessage message)
                downstream.OnNext(new(value.Datapath, value.Xid, message, value.ReceivedAt));
        }

        public void OnError(Exception error) => downstream.OnError(error);

        public void OnCompleted() => downstream.OnCompleted();
    }
}
