using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RxOfctl.Web.Dashboard;
using RxOfctl.Web.Errors;

namespace RxOfctl.Web.Security;

/// <summary>The operator's URL, the end of a session, and who the user is.</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder endpoints, OpenFlowWebOptions options)
    {
        var login = endpoints.MapGroup("").ForLogin(options).ExcludeFromDescription();
        login.MapGet("/login", (HttpContext context, string? token, OperatorSessions sessions, AuditLog audit) =>
        {
            if (token is null || sessions.Begin(token) is not { } secret)
            {
                return Problem.Of(
                    StatusCodes.Status401Unauthorized,
                    "The token is not valid",
                    "It can be used once, for an hour. A restart of the controller prints another, and POST /api/tokens makes one.");
            }

            context.Response.Cookies.Append(OpenFlowAuthenticationHandler.Cookie, secret, new()
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = context.Request.IsHttps,
                MaxAge = options.SessionLifetime,
                IsEssential = true,
                Path = "/",
            });
            audit.Record("operator", "GET /login", "", "200", context.Connection.RemoteIpAddress?.ToString());
            context.Response.Headers.CacheControl = "no-store";
            return Results.LocalRedirect($"~{DashboardEndpoints.Root}");
        });

        var reading = endpoints.MapGroup("").ForReading(options).ExcludeFromDescription();
        reading.MapGet("/api/user", (HttpContext context) => new UserReply(
            context.User.Identity?.Name, context.User.IsInRole(OpenFlowRoles.Operator) ? OpenFlowRoles.Operator : OpenFlowRoles.Reader));

        var writing = endpoints.MapGroup("").ForWriting(options).ExcludeFromDescription();
        writing.MapPost("/logout", (HttpContext context, OperatorSessions sessions) =>
        {
            if (context.Request.Cookies[OpenFlowAuthenticationHandler.Cookie] is { } secret)
                sessions.End(secret);
            context.Response.Cookies.Delete(OpenFlowAuthenticationHandler.Cookie);
            return Results.NoContent();
        });
        writing.MapPost("/api/tokens", (OperatorSessions sessions) => new TokenReply($"/login?token={sessions.MakeToken()}"));
    }
}

/// <summary>Who asks.</summary>
/// <param name="Name">The name of the user; null for a reader without authentication.</param>
/// <param name="Role">See <see cref="OpenFlowRoles"/>.</param>
internal sealed record UserReply(string? Name, string Role);

/// <summary>A further operator token.</summary>
/// <param name="Url">The path that begins a session, once.</param>
internal sealed record TokenReply(string Url);
