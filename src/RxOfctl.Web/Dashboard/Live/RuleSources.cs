using RxOfctl.Flows;
using RxOfctl.Protocol;
using RxOfctl.Topology;
using RxOfctl.Web.Rules;

namespace RxOfctl.Web.Dashboard.Live;

/// <summary>The desired rules of an app.</summary>
internal sealed record RuleSource(string App, MaintainedRules Rules);

/// <summary>All desired rules that the page knows of, and with them whose a flow is.</summary>
internal sealed class RuleSources(IReadOnlyList<RuleSource> sources)
{
    /// <summary>The apps.</summary>
    public IReadOnlyList<RuleSource> All => sources;

    /// <summary>The sources among the services: the topology's, those entered by users, and those that apps have registered.</summary>
    public static RuleSources Of(DiscoveredTopology topology, DesiredRuleStore entered, IEnumerable<MaintainedRules> others)
    {
        MaintainedRules[] apps = [.. others];
        return new(
        [
            .. topology.Flows is { } probes ? [new RuleSource("topology", probes)] : Array.Empty<RuleSource>(),
            new("entered", entered.Maintained),
            .. apps.Select((rules, index) => new RuleSource(apps.Length == 1 ? "app" : $"app {index + 1}", rules)),
        ]);
    }

    /// <summary>The owner of a flow: the app whose rule it is, else its cookie.</summary>
    public string OwnerOf(DatapathId id, FlowKey flow, ulong cookie)
    {
        foreach (var (app, rules) in sources)
        {
            if (rules.Flows.TryLookup(new(id, flow), out _))
                return app;
        }

        return cookie == 0 ? "" : $"cookie 0x{cookie:x}";
    }
}
