namespace RxOfctl.Cli;

/// <summary>How the tool sets up the engine.</summary>
internal static class ControllerSetup
{
    /// <summary>
    /// Options for a controller of the tool: the command's versions, time limits and certificates; switches are not configured.
    /// </summary>
    public static ControllerOptions Create(ToolConsole console, Settings settings) => new()
    {
        EndPoints = [],
        Versions = settings.Versions,
        HandshakeTimeout = settings.Timeout,
        RequestTimeout = settings.Timeout,
        Scheduler = console.Scheduler,
        MissSendLen = null,
        Tls = settings.Tls,
        OnObserverError = error => console.Error.WriteLine($"rxofctl: {error}"),
    };
}
