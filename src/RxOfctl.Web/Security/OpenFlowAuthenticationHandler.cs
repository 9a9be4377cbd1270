using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RxOfctl.Web.Errors;

namespace RxOfctl.Web.Security;

/// <summary>Authenticates operators by the cookie of their session, and programs by an API key.</summary>
internal sealed class OpenFlowAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> scheme,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IOptions<OpenFlowWebOptions> options,
    OperatorSessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(scheme, logger, encoder)
{
    /// <summary>The cookie with the secret of an operator's session.</summary>
    public const string Cookie = "rxofctl";

    /// <summary>The type of the claim that says how the user authenticated.</summary>
    public const string MethodClaim = "rxofctl.method";

    /// <summary>The <see cref="MethodClaim"/> of users whose browser sends their credentials by itself.</summary>
    public const string ByCookie = "cookie";

    private const string Bearer = "Bearer ";
    private const string ByKey = "key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // A user could not help that by authenticating.
        if (Context.Features.Get<AccessDenied>() is not null)
            return HandleForbiddenAsync(properties);
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Of(
            StatusCodes.Status401Unauthorized,
            "Authentication needed",
            "Send an API key as 'Authorization: Bearer KEY', or open the operator's URL, which was printed when the controller started.")
            .ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var reason = Context.Features.Get<AccessDenied>()?.Reason ?? "The user's role does not permit this.";
        return Problem.Of(StatusCodes.Status403Forbidden, "Refused", reason).ExecuteAsync(Context);
    }

    private AuthenticateResult Authenticate()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return FindKey(header[Bearer.Length..].Trim()) is { } key
                ? Success(key.Name, key.Role, ByKey)
                : AuthenticateResult.NoResult();
        }

        if (Request.Cookies[Cookie] is { } secret && sessions.IsSession(secret))
            return Success("operator", OpenFlowRoles.Operator, ByCookie);
        return AuthenticateResult.NoResult();
    }

    // All keys are compared, so that the time says nothing of them.
    private ApiKeyOptions? FindKey(string given)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(given));
        ApiKeyOptions? found = null;
        foreach (var key in options.Value.ApiKeys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(Encoding.UTF8.GetBytes(key.Key))))
                found = key;
        }

        return found;
    }

    private AuthenticateResult Success(string name, string role, string method)
    {
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.Name, name), new(ClaimTypes.Role, role), new(MethodClaim, method)], Scheme.Name);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
