using RxOfctl.Flows;
using RxOfctl.Protocol;

namespace RxOfctl.Web.Rules;

/// <summary>A desired rule as text, in the API and in <see cref="OpenFlowWebOptions.RulesFile"/>.</summary>
/// <param name="Flow">The flow in the notation of <c>ovs-ofctl</c>: <c>table=1,priority=10,tcp,actions=output:2</c>.</param>
/// <param name="Datapath">The datapath that it is for, in hexadecimal; null for all.</param>
/// <param name="Renew">Whether it is installed again when one of its timeouts has passed.</param>
internal sealed record RuleEntry(string Flow, string? Datapath = null, bool Renew = false)
{
    public static RuleEntry Of(FlowRule rule) => new($"{rule}", rule.Datapaths.Id?.ToString(), rule.Renew);

    /// <exception cref="FormatException">The flow or the datapath is not in its notation.</exception>
    public FlowRule ToRule() => FlowRule.Parse(Flow ?? throw new FormatException("A rule needs a flow."), Target) with { Renew = Renew };

    private DatapathTarget Target => Datapath is null ? DatapathTarget.All : DatapathId.Parse(Datapath);
}
