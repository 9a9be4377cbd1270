using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RxOfctl.Web.Api;
using RxOfctl.Web.Dashboard;
using RxOfctl.Web.Events;
using RxOfctl.Web.Rules;
using RxOfctl.Web.Ryu;
using RxOfctl.Web.Security;

namespace RxOfctl.Web;

/// <summary>Maps the REST API, the stream of changes and the dashboard.</summary>
public static class OpenFlowWebApplicationExtensions
{
    /// <summary>
    /// Maps all of it: <c>/dashboard</c>, <c>/api</c> with the stream <c>/api/events</c>, Ryu's <c>/stats</c> and <c>/v1.0/topology</c>,
    /// <c>/metrics</c>, <c>/openapi/openflow.json</c> with the page <c>/scalar</c>, and <c>/login</c>. See
    /// <see cref="OpenFlowPolicies"/> for who may use it.
    /// </summary>
    /// <param name="app">The app.</param>
    /// <returns>The app.</returns>
    /// <remarks>Needs <see cref="OpenFlowWebServiceCollectionExtensions.AddOpenFlowWeb"/>.</remarks>
    public static WebApplication MapOpenFlow(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = app.Services.GetRequiredService<IOptions<OpenFlowWebOptions>>().Value;
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.MapLogin(options);
        app.MapRyuStats(options);
        app.MapRyuCommands(options);
        app.MapRyuTopology(options);
        app.MapOpenFlowDashboard();
        app.MapEvents(options);
        app.MapReading(options);
        app.MapWriting(options);
        app.MapRules(options);
        app.MapMetrics();
        app.MapDocumentation();
        return app;
    }
}
