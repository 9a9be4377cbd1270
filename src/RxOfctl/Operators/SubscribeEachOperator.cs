using System.Runtime.ExceptionServices;
using RxOfctl.Delivery;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>Subscribes a handler that survives what it throws.</summary>
public static class SubscribeEachOperator
{
    /// <summary>
    /// Calls a handler for each message. If it throws, that is reported as <see cref="ControllerOptions.OnObserverError"/> says, and the
    /// handler gets the next message all the same, where an observer subscribed by <c>Subscribe</c> has ended.
    /// </summary>
    /// <typeparam name="TMessage">The type of the messages.</typeparam>
    /// <param name="source">The messages.</param>
    /// <param name="onNext">Handles a message.</param>
    /// <param name="onError">Handles the error that ends the messages. By default it is reported too.</param>
    /// <param name="onCompleted">Handles the end of the messages.</param>
    /// <returns>Unsubscribes when it is disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="onNext"/> is null.</exception>
    public static IDisposable SubscribeEach<TMessage>(
        this IObservable<Envelope<TMessage>> source,
        Action<Envelope<TMessage>> onNext,
        Action<Exception>? onError = null,
        Action? onCompleted = null)
        where TMessage : OpenFlowMessage
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(onNext);
        return Subscribe(
            source, onNext, $"{typeof(TMessage).Name} messages", envelope => envelope.Datapath.ObserverErrors, onError, onCompleted);
    }

    /// <summary>Calls a handler for each element of any stream, as for messages.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="controller">Reports what the handler throws.</param>
    /// <param name="onNext">Handles an element.</param>
    /// <param name="onError">Handles the error that ends the stream. By default it is reported too.</param>
    /// <param name="onCompleted">Handles the end of the stream.</param>
    /// <returns>Unsubscribes when it is disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/>, <paramref name="controller"/> or <paramref name="onNext"/> is
    /// null.</exception>
    public static IDisposable SubscribeEach<T>(
        this IObservable<T> source,
        OpenFlowController controller,
        Action<T> onNext,
        Action<Exception>? onError = null,
        Action? onCompleted = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(onNext);
        return Subscribe(source, onNext, $"a stream of {typeof(T).Name}", _ => controller.ObserverErrors, onError, onCompleted);
    }

    private static IDisposable Subscribe<T>(
        IObservable<T> source,
        Action<T> onNext,
        string observed,
        Func<T, ObserverErrors> errorsOf,
        Action<Exception>? onError,
        Action? onCompleted)
    {
        // Without a handler of its own, an error is thrown into the source, which reports it.
        return source.Subscribe(Handle, onError ?? (static error => ExceptionDispatchInfo.Throw(error)), onCompleted ?? (static () => { }));

        void Handle(T value)
        {
            try
            {
                onNext(value);
            }
#pragma warning disable CA1031 // Whatever the handler throws is reported, and it goes on.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                errorsOf(value).Report(ObserverErrorKind.Continued, observed, thrown);
            }
        }
    }
}
