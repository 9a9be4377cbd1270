using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Flows;

/// <summary>A flow, group or meter that should be on datapaths. See <see cref="MaintainOperator"/>.</summary>
public abstract record DesiredRule
{
    private protected DesiredRule()
    {
    }

    /// <summary>The datapaths that it should be on. Default: <see cref="DatapathTarget.All"/>.</summary>
    public DatapathTarget Datapaths { get; init; } = DatapathTarget.All;

    /// <summary>The message that adds it.</summary>
    internal abstract IOpenFlowCommand ToAdd(in RuleDialect dialect);

    /// <summary>The message that makes it of what the datapath holds under the same key.</summary>
    internal abstract IOpenFlowCommand ToModify(DesiredRule held, in RuleDialect dialect);

    /// <summary>The message that deletes it.</summary>
    internal abstract IOpenFlowCommand ToDelete(in RuleDialect dialect);

    /// <summary>Whether what a datapath holds under the same key is this rule, as far as its version shows.</summary>
    internal abstract bool IsHeldAs(DesiredRule held, in RuleDialect dialect);
}

/// <summary>How rules are written for a datapath, and whose they are.</summary>
/// <param name="Version">The version that is spoken with it.</param>
/// <param name="Lease">The cookies that are ours.</param>
/// <param name="ReportsRemoval">Whether flows are to be reported when they go, because the datapath has no flow monitor.</param>
internal readonly record struct RuleDialect(OpenFlowVersion Version, CookieLease Lease, bool ReportsRemoval);
