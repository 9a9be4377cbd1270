using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RxOfctl.Web.Security;

/// <summary>
/// Stops a host whose listeners are open to others without TLS, and gives out the operator's URL when it has started. Until then such a
/// listener refuses all requests, see <see cref="AccessHandler"/>.
/// </summary>
internal sealed class ListenerGuard(IOptions<OpenFlowWebOptions> options, Listeners listeners, OperatorSessions sessions)
    : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = listeners.Addresses;
        if (!options.Value.AllowInsecure)
        {
            var open = addresses.Where(address => !Listeners.IsLoopback(address)
                && !address.Scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase)).ToList();
            if (open.Count > 0)
                throw new InsecureListenerException([.. open.Select(address => address.ToString())]);
        }

        if (options.Value.OnOperatorUrl is { } onUrl && addresses.Count > 0)
            onUrl(new($"{UrlOf(addresses[0])}/login?token={sessions.MakeToken()}"));
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A browser cannot open 0.0.0.0 or [::], and a client of a Unix socket names some host.
    private static string UrlOf(BindingAddress address) => address switch
    {
        { IsUnixPipe: true } or { IsNamedPipe: true } => $"{address.Scheme}://localhost",
        { Host: "0.0.0.0" or "[::]" or "*" or "+" } => $"{address.Scheme}://localhost:{address.Port}",
        _ => $"{address.Scheme}://{address.Host}:{address.Port}",
    };
}

/// <summary>The host has listeners that others than this machine can reach, without TLS.</summary>
public sealed class InsecureListenerException : InvalidOperationException
{
    internal InsecureListenerException(IReadOnlyList<string> addresses)
        : base($"{string.Join(", ", addresses)}: a listener that is not bound to loopback needs TLS (https://). "
            + "Bind it to localhost, configure a certificate, or set AllowInsecure where a proxy adds TLS.") =>
        Addresses = addresses;

    /// <summary>The addresses of those listeners.</summary>
    public IReadOnlyList<string> Addresses { get; }
}
