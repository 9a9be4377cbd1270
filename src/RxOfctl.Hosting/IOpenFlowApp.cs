namespace RxOfctl.Hosting;

/// <summary>
/// An app of a hosted controller. Its constructor gets the <see cref="OpenFlowController"/> and other services. An app that implements
/// <see cref="Microsoft.Extensions.Diagnostics.HealthChecks.IHealthCheck"/> is a health check with the name of its class.
/// </summary>
public interface IOpenFlowApp
{
    /// <summary>
    /// Starts the app: subscribes to what it observes. Called once, when the host starts, before the controller accepts or dials datapaths.
    /// Apps start in the order in which they were added; if one throws, the host does not start.
    /// </summary>
    /// <returns>Ends the app. Called when the host stops, in the reverse order, while datapaths are still connected.</returns>
    IDisposable Start();
}
