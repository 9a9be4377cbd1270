using System.Globalization;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using RxOfctl.Flows;
using RxOfctl.Web.Api;
using RxOfctl.Web.Errors;

namespace RxOfctl.Web.Rules;

/// <summary>The desired rules: what flows should be there, and what became of each.</summary>
internal static class RuleEndpoints
{
    public static void MapRules(this IEndpointRouteBuilder endpoints, OpenFlowWebOptions options)
    {
        var reading = endpoints.MapGroup("/api/rules").ForReading(options).WithTags("Desired rules");
        reading.MapGet("", (DesiredRuleStore store) =>
        {
            // The tag is read first: rules that change meanwhile have a newer one.
            var tag = TagOf(store, store.Version);
            return new ApiResult<RuleList>(new([.. store.Rules.Items.Select(RuleEntry.Of)]), tag);
        }).Produces<RuleList>().WithSummary("The rules. Their ETag is for If-Match.");
        reading.MapGet("/status", (HttpRequest request, DesiredRuleStore store) =>
            ApiPage<RuleStatusEntry>.Of(request, [.. store.Maintained.Flows.Items], RuleStatusEntry.Of))
            .Produces<ApiPage<RuleStatusEntry>>().WithSummary("What became of each rule on each datapath.");
        reading.MapPost("/plan", async (HttpContext http, IFleet fleet) =>
        {
            var rules = RulesOf((await ReadAsync<RuleList>(http)).Rules);
            var maintain = new MaintainOptions { Lease = options.RulesLease, RequestTimeout = options.RequestTimeout };
            var plans = await fleet.Datapaths.Items.OrderBy(each => each.Id)
                .Select(each => fleet.Plan(each.Id, rules, maintain)).Concat().ToList().ToTask(http.RequestAborted);
            return new ApiResult<IReadOnlyList<PlanEntry>>([.. plans.Select(PlanEntry.Of)]);
        }).Produces<IReadOnlyList<PlanEntry>>().WithSummary("What would be sent to each datapath if these were all rules. Nothing is changed.");

        var writing = endpoints.MapGroup("/api/rules").ForWriting(options).WithTags("Desired rules");
        writing.MapPut("", async (HttpContext http, DesiredRuleStore store) =>
        {
            var list = await ReadAsync<RuleList>(http);
            return Changed(http, store, RulesOf(list.Rules), remove: null);
        }).Accepts<RuleList>("application/json").Produces(StatusCodes.Status204NoContent).WithSummary("Replaces all rules.");
        writing.MapPatch("", async (HttpContext http, DesiredRuleStore store) =>
        {
            var patch = await ReadAsync<RulePatch>(http);
            return Changed(http, store, RulesOf(patch.Add), [.. RulesOf(patch.Remove).Select(rule => rule.Key)]);
        }).Accepts<RulePatch>("application/json").Produces(StatusCodes.Status204NoContent).WithSummary("Adds, replaces and removes rules.");
    }

    private static IResult Changed(HttpContext http, DesiredRuleStore store, IReadOnlyList<FlowRule> add, IReadOnlyList<FlowRuleKey>? remove) =>
        store.TryChange(VersionOf(http, store), add, remove)
            ? Results.NoContent()
            : Problem.Of(StatusCodes.Status412PreconditionFailed, "The rules have changed", "Read them again, and repeat the change with their ETag.");

    private static List<FlowRule> RulesOf(IReadOnlyList<RuleEntry?>? entries) =>
        [.. (entries ?? []).Select(entry => (entry ?? throw new FormatException("A rule is null.")).ToRule())];

    private static async Task<T> ReadAsync<T>(HttpContext http)
        where T : class
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync(http.RequestAborted);
        http.Items[EndpointFilters.AuditDetail] = text;
        return JsonSerializer.Deserialize<T>(text, ApiJson.Options) ?? throw new FormatException("The body is null.");
    }

    private static string TagOf(DesiredRuleStore store, long version) => string.Create(CultureInfo.InvariantCulture, $"{store.Instance}-{version}");

    // A version that no rules have, where the tag is not one of these rules.
    private static long? VersionOf(HttpContext http, DesiredRuleStore store)
    {
        var tags = http.Request.GetTypedHeaders().IfMatch;
        if (tags.Count == 0 || tags.Contains(EntityTagHeaderValue.Any))
            return null;
        var current = store.Version;
        return tags.Any(tag => tag.Tag == $"\"{TagOf(store, current)}\"") ? current : -1;
    }
}

/// <summary>All rules.</summary>
/// <param name="Rules">The rules.</param>
internal sealed record RuleList(IReadOnlyList<RuleEntry?> Rules)
{
    /// <summary>The rules.</summary>
    public IReadOnlyList<RuleEntry?> Rules { get; } = Rules ?? throw new FormatException("rules is missing.");
}

/// <summary>A change of rules.</summary>
/// <param name="Add">The rules to add, or to replace those of the same datapath, table, priority and match.</param>
/// <param name="Remove">The rules to remove; their actions do not count.</param>
internal sealed record RulePatch(IReadOnlyList<RuleEntry?>? Add = null, IReadOnlyList<RuleEntry?>? Remove = null);

/// <summary>What would be sent to a datapath.</summary>
/// <param name="Datapath">The datapath.</param>
/// <param name="Adds">The flows to add.</param>
/// <param name="Modifies">The flows to modify.</param>
/// <param name="Deletes">The flows to delete.</param>
internal sealed record PlanEntry(string Datapath, IReadOnlyList<string> Adds, IReadOnlyList<string> Modifies, IReadOnlyList<string> Deletes)
{
    public static PlanEntry Of(RulePlan plan) => new(
        $"{plan.DatapathId}",
        [.. plan.Adds.Select(message => $"{message}")],
        [.. plan.Modifies.Select(message => $"{message}")],
        [.. plan.Deletes.Select(message => $"{message}")]);
}
