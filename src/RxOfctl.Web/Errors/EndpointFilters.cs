using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RxOfctl.Web.Security;

namespace RxOfctl.Web.Errors;

/// <summary>What all endpoints of the REST API have: errors as problems, limits, access, and the audit log where they change something.</summary>
internal static class EndpointFilters
{
    /// <summary>The key in <see cref="HttpContext.Items"/> of the text that the audit log has of a change.</summary>
    public const string AuditDetail = "RxOfctl.AuditDetail";

    /// <summary>The endpoints of a group begin a session.</summary>
    public static RouteGroupBuilder ForLogin(this RouteGroupBuilder group, OpenFlowWebOptions options) =>
        group.WithCommon(options, OpenFlowPolicies.Login);

    /// <summary>The endpoints of a group can be read by those who may read.</summary>
    public static RouteGroupBuilder ForReading(this RouteGroupBuilder group, OpenFlowWebOptions options) =>
        group.WithCommon(options, OpenFlowPolicies.Read);

    /// <summary>The endpoints of a group change something, which is for operators and recorded.</summary>
    public static RouteGroupBuilder ForWriting(this RouteGroupBuilder group, OpenFlowWebOptions options) =>
        group.AddEndpointFilter(Audit).WithCommon(options, OpenFlowPolicies.Write);

    /// <summary>The endpoints of a group show what only operators may see.</summary>
    public static RouteGroupBuilder ForOperators(this RouteGroupBuilder group, OpenFlowWebOptions options) =>
        group.WithCommon(options, OpenFlowPolicies.Write);

    private static RouteGroupBuilder WithCommon(this RouteGroupBuilder group, OpenFlowWebOptions options, string policy) => group
        .AddEndpointFilter(Explain)
        .WithMetadata(new RequestSizeLimitAttribute(options.MaxRequestBytes))
        .RequireRateLimiting(RequestRate.Policy)
        .RequireAuthorization(policy)
        .DisableAntiforgery();

    private static async ValueTask<object?> Explain(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception exception) when (!context.HttpContext.Response.HasStarted && Problem.Of(exception) is not null)
        {
            return Problem.Of(exception);
        }
    }

    private static async ValueTask<object?> Audit(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            var result = await next(context);
            Record((result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK);
            return result;
        }
        catch (Exception exception)
        {
            Record((Problem.Of(exception) as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status500InternalServerError);
            throw;
        }

        void Record(int status) => http.RequestServices.GetRequiredService<AuditLog>().Record(http, $"{http.Items[AuditDetail]}", status);
    }
}
