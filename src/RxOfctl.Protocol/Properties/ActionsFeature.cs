using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>The actions that a table supports (<c>ofp_table_feature_prop_actions</c>, OpenFlow 1.3.5 §7.3.5.5).</summary>
public abstract record ActionsFeature : TableFeature
{
    private protected ActionsFeature()
    {
    }

    /// <summary>The actions.</summary>
    [Field]
    public ValueList<ActionId> ActionIds { get; init; }
}
