using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace RxOfctl.Web.Security;

/// <summary>Access to an endpoint.</summary>
/// <param name="Kind">What it does.</param>
internal sealed record AccessRequirement(AccessKind Kind) : IAuthorizationRequirement;

/// <summary>What an endpoint does.</summary>
internal enum AccessKind
{
    /// <summary>Begins a session.</summary>
    Login,

    /// <summary>Shows something.</summary>
    Read,

    /// <summary>Changes something.</summary>
    Write,
}

/// <summary>Why a request was refused, for the answer.</summary>
/// <param name="Reason">A sentence.</param>
internal sealed record AccessDenied(string Reason);

/// <summary>
/// Decides who may read and write. See <see cref="OpenFlowPolicies"/>. What a browser sends by itself is checked: the name by which it
/// found the listener (DNS rebinding), and the page from which a request comes (other sites, and other ports of the same machine, which are
/// the same site to a SameSite cookie).
/// </summary>
internal sealed class AccessHandler(IOptions<OpenFlowWebOptions> options, Listeners listeners) : AuthorizationHandler<AccessRequirement>
{
    private static readonly string[] OwnHosts = ["localhost", "127.0.0.1", "[::1]"];

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRequirement requirement)
    {
        // Within a Blazor circuit the resource is another: there the user alone decides, who was let in when the circuit began.
        var refusal = context.Resource is HttpContext http ? Refusal(http, requirement, context) : null;
        if (refusal is not null)
        {
            ((HttpContext)context.Resource!).Features.Set(new AccessDenied(refusal));
            context.Fail(new(this, refusal));
        }
        else if (IsPermitted(context, requirement))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    private bool IsPermitted(AuthorizationHandlerContext context, AccessRequirement requirement) =>
        requirement.Kind == AccessKind.Login
        || context.User.IsInRole(OpenFlowRoles.Operator)
        || (requirement.Kind == AccessKind.Read && (context.User.IsInRole(OpenFlowRoles.Reader)
            || (context.Resource is HttpContext http && listeners.IsLoopback(http))));

    private string? Refusal(HttpContext http, AccessRequirement requirement, AuthorizationHandlerContext context)
    {
        var isLoopback = listeners.IsLoopback(http);
        // Without an address it is a transport within this machine, such as a Unix socket.
        if (!isLoopback && http.Connection.LocalIpAddress is not null && !http.Request.IsHttps && !options.Value.AllowInsecure)
            return "This listener is not bound to loopback and has no TLS.";
        if (isLoopback && !IsAllowedHost(http.Request.Host.Host))
            return $"'{http.Request.Host.Host}' is no name of this listener. Add it to AllowedHosts if it is one.";

        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length > 0 && !IsOwn(origin, http.Request))
            return $"The request comes from a page of another origin: {origin}.";
        var byCookie = context.User.HasClaim(OpenFlowAuthenticationHandler.MethodClaim, OpenFlowAuthenticationHandler.ByCookie);
        return requirement.Kind == AccessKind.Write && byCookie && origin.Length == 0 && !HttpMethods.IsGet(http.Request.Method)
            ? "A change by a session needs the header Origin, which browsers send. Programs use an API key."
            : null;
    }

    private bool IsAllowedHost(string host) =>
        OwnHosts.Concat(options.Value.AllowedHosts).Contains(host, StringComparer.OrdinalIgnoreCase);

    private static bool IsOwn(string origin, HttpRequest request) =>
        origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
