using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RxOfctl.Protocol;

namespace RxOfctl.Delivery;

/// <summary>The one place to which everything reports what observers throw.</summary>
internal sealed class ObserverErrors
{
    private readonly Action<ObserverError> _handler;
    private readonly Broadcast<ObserverError> _observers;

    /// <summary>Makes the place of a controller.</summary>
    /// <param name="options">Say where to.</param>
    /// <param name="logger">Gets them by default, if anything logs.</param>
    public ObserverErrors(ControllerOptions options, ILogger logger)
    {
        var limit = new LogLimit(options.Scheduler);
        _handler = options.OnObserverError ?? WriteWithinLimits;
        _observers = new((kind, thrown) => Report(kind, "ThrownExceptions", thrown));

        void WriteWithinLimits(ObserverError error)
        {
            // A handler that fails may fail for each message that a peer sends.
            if (!limit.TryBegin(nameof(Log.ObserverThrew), error.Message, out var leftOut))
                return;
            var text = leftOut == 0 ? error.Message : $"{error.Message} (left out since the last such line: {leftOut})";
            if (options.LoggerFactory == NullLoggerFactory.Instance)
                WriteToStandardError(text, error.Exception);
            else
                Log.ObserverThrew(logger, text, error.Exception);
        }
    }

    /// <summary>What was reported, from subscription on.</summary>
    public IObservable<ObserverError> Thrown => _observers;

    /// <summary>Writes an error to the standard error stream, which is where it goes when nothing else is said.</summary>
    public static void WriteToStandardError(ObserverError error) => WriteToStandardError(error.Message, error.Exception);

    /// <summary>Reports an exception. Never throws.</summary>
    public void Report(ObserverErrorKind kind, string observed, Exception thrown)
    {
        var error = new ObserverError(kind, observed, thrown);
        Report(_handler, error);
        _observers.OnNext(error);
    }

    /// <summary>Gives what reports to the handler of an app, or to the standard error stream if it has none.</summary>
    public static Action<ObserverErrorKind, Exception> ReportTo(Action<ObserverError>? handler, string observed) =>
        (kind, thrown) => Report(handler ?? WriteToStandardError, new(kind, observed, thrown));

    /// <summary>Passes an error to a handler. What the handler itself throws goes to the standard error stream.</summary>
    private static void Report(Action<ObserverError> handler, ObserverError error)
    {
        try
        {
            handler(error);
        }
#pragma warning disable CA1031 // The handler of errors failed: there is no other left.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            WriteToStandardError(error);
            WriteToStandardError(new(ObserverErrorKind.Ended, "errors of observers", failure));
        }
    }

    /// <summary>Reports what an observer of a request's replies threw, or that the request failed without a handler.</summary>
    public void ReportRequest(ObserverErrorKind kind, DatapathId datapathId, Exception thrown) =>
        Report(kind, $"a request to datapath {datapathId}", thrown);

    private static void WriteToStandardError(string text, Exception exception)
    {
        string description;
        try
        {
            description = exception.ToString();
        }
#pragma warning disable CA1031 // An exception of the app may fail to describe itself.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            description = $"{exception.GetType()}, whose ToString threw {failure.GetType()}";
        }

        Console.Error.WriteLine($"RxOfctl: {text}:{Environment.NewLine}{description}");
    }

    /// <summary>Completes <see cref="Thrown"/>.</summary>
    public void Complete() => _observers.OnCompleted();
}
