using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RxOfctl.Web.Errors;

namespace RxOfctl.Web.Security;

/// <summary>Limits the requests of each client, known by the name of the user or else by address.</summary>
internal static class RequestRate
{
    public const string Policy = "OpenFlow";

    public static void Configure(RateLimiterOptions limiter)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = static async (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "1";
            await Problem.Of(StatusCodes.Status429TooManyRequests, "Too many requests", "Try again in a second.").ExecuteAsync(context.HttpContext);
        };
        limiter.AddPolicy(Policy, context =>
        {
            var rate = context.RequestServices.GetRequiredService<IOptions<OpenFlowWebOptions>>().Value.RequestsPerSecond;
            return RateLimitPartition.GetTokenBucketLimiter(ClientOf(context), _ => new()
            {
                TokenLimit = rate,
                TokensPerPeriod = rate,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            });
        });
    }

    private static string ClientOf(HttpContext context) => context.User.Identity is { IsAuthenticated: true, Name: { } name }
        ? $"user {name}"
        : string.Create(CultureInfo.InvariantCulture, $"address {context.Connection.RemoteIpAddress}");
}
