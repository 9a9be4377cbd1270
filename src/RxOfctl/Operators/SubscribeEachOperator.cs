using System.Runtime.ExceptionServices;
using RxOfctl.Delivery;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>Subscribes a handler that gets the next element even if it throws.</summary>
public static class SubscribeEachOperator
{
    /// <summary>
    /// Calls a handler for each message. If it throws, that is reported as <see cref="ControllerOptions.OnObserverError"/> says, and the
    /// handler gets the next message; an observer that is subscribed by <c>Subscribe</c> has ended then.
    /// </summary>
    /// <typeparam name="TMessage">The type of the messages.</typeparam>
    /// <param name="source">The messages.</param>
    /// <param name="onNext">Handles a message.</param>
    /// <param name="onError">Handles the error that ends the stream. By default it is reported too.</param>
    /// <param name="onCompleted">Handles the completion of the stream.</param>
    /// <returns>Unsubscribes when it is disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="onNext"/> is null.</exception>
    public static IDisposable SubscribeEach<TMessage>(
        this IObservable<Envelope<TMessage>> source,
        Action<Envelope<TMessage>> onNext,
        Action<Exception>? onError = null,
        Action? onCompleted = null)
        where TMessage : OpenFlowMessage =>
        Subscribe(
            source,
            onNext,
            static (envelope, thrown) =>
                envelope.Datapath.ObserverErrors.Report(ObserverErrorKind.Continued, $"{typeof(TMessage).Name} messages", thrown),
            onError,
            onCompleted);

    /// <summary>
    /// Calls a handler for each element of any stream, such as one that a query over messages makes. If it throws, that is reported as
    /// <see cref="ControllerOptions.OnObserverError"/> of the controller says, and the handler gets the next element.
    /// </summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="controller">The controller that reports exceptions of the handler.</param>
    /// <param name="onNext">Handles an element.</param>
    /// <param name="onError">Handles the error that ends the stream. By default it is reported too.</param>
    /// <param name="onCompleted">Handles the completion of the stream.</param>
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
        ArgumentNullException.ThrowIfNull(controller);
        return Subscribe(
            source,
            onNext,
            (_, thrown) => controller.ObserverErrors.Report(ObserverErrorKind.Continued, Name<T>(), thrown),
            onError ?? (error => controller.ObserverErrors.Report(ObserverErrorKind.Unhandled, Name<T>(), error)),
            onCompleted);
    }

    /// <summary>
    /// Calls a handler for each element of any stream, without a controller. If it throws, that is reported to a handler of errors or, by
    /// default, to the standard error stream, and the handler gets the next element.
    /// </summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="onNext">Handles an element.</param>
    /// <param name="onThrown">Called with what <paramref name="onNext"/> throws, and with the error that ends the stream.</param>
    /// <param name="onCompleted">Handles the completion of the stream.</param>
    /// <returns>Unsubscribes when it is disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="onNext"/> is null.</exception>
    public static IDisposable SubscribeEach<T>(
        this IObservable<T> source, Action<T> onNext, Action<ObserverError>? onThrown = null, Action? onCompleted = null)
    {
        var report = ObserverErrors.ReportTo(onThrown, Name<T>());
        return Subscribe(
            source,
            onNext,
            (_, thrown) => report(ObserverErrorKind.Continued, thrown),
            error => report(ObserverErrorKind.Unhandled, error),
            onCompleted);
    }

    private static string Name<T>() => $"a stream of {typeof(T).Name}";

    private static IDisposable Subscribe<T>(
        IObservable<T> source, Action<T> onNext, Action<T, Exception> report, Action<Exception>? onError, Action? onCompleted)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(onNext);
        // Without an error handler the error is thrown to the source, which reports it.
        return source.Subscribe(Handle, onError ?? (static error => ExceptionDispatchInfo.Throw(error)), onCompleted ?? (static () => { }));

        void Handle(T value)
        {
            try
            {
                onNext(value);
            }
#pragma warning disable CA1031 // An exception of the handler is reported, and the handler continues.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                report(value, thrown);
            }
        }
    }
}
