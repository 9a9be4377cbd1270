using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>The instructions that a table supports (<c>ofp_table_feature_prop_instructions</c>, OpenFlow 1.3.5 §7.3.5.5).</summary>
public abstract record InstructionsFeature : TableFeature
{
    private protected InstructionsFeature()
    {
    }

    /// <summary>The instructions.</summary>
    [Field]
    public ValueList<InstructionId> InstructionIds { get; init; }
}
