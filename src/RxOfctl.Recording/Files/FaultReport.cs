using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RxOfctl.Recording.Files;

/// <summary>
/// Reports a fault of a recording once: to the handler of the options and to the log of the controller, or without either to the standard
/// error stream. It is reported again after it was absent for <see cref="Absence"/>.
/// </summary>
internal sealed partial class FaultReport(RecordingOptions options, ILoggerFactory loggers)
{
    /// <summary>How long there must be no fault before a next one is a new one: an overload drops messages several times a
    /// second.</summary>
    public static readonly TimeSpan Absence = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly ILogger _logger = loggers.CreateLogger("RxOfctl.Recording");
    private DateTimeOffset? _last;

    /// <summary>Messages were dropped, or the file cannot be written.</summary>
    /// <param name="now">The time.</param>
    /// <param name="dropped">The number of messages that are missing so far.</param>
    /// <param name="error">Why the file could not be written; null if messages came faster than it could be written.</param>
    public void Add(DateTimeOffset now, long dropped, Exception? error)
    {
        bool isNew;
        lock (_gate)
            (isNew, _last) = (_last is null, now);
        if (!isNew)
            return;
        var reason = error?.Message ?? "Messages come faster than the file can be written.";
        Call(() => LogFault(_logger, reason, dropped, error));
        if (options.OnFault is { } handler)
            Call(() => handler(new(dropped, error)));
        else if (loggers == NullLoggerFactory.Instance)
            Console.Error.WriteLine($"RxOfctl: a recording has a fault: {reason} Messages missing so far: {dropped}.");
    }

    /// <summary>All that waited was written.</summary>
    /// <param name="now">The time.</param>
    /// <param name="dropped">The number of messages that are missing so far.</param>
    public void Pass(DateTimeOffset now, long dropped)
    {
        lock (_gate)
        {
            if (_last is null || now - _last < Absence)
                return;
            _last = null;
        }

        Call(() => LogEnd(_logger, dropped));
    }

    // A handler or a logger that throws must not end the recording, nor the thread of the scheduler.
    private static void Call(Action action)
    {
        try
        {
            action();
        }
#pragma warning disable CA1031 // Any exception of the app.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine($"RxOfctl: the handler of a fault of a recording threw: {error}");
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A recording has a fault: {Reason} Messages missing so far: {Dropped}.")]
    private static partial void LogFault(ILogger logger, string reason, long dropped, Exception? error);

    [LoggerMessage(2, LogLevel.Warning, "The recording has no fault any more. Messages missing so far: {Dropped}.")]
    private static partial void LogEnd(ILogger logger, long dropped);
}
