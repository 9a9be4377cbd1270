using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>The match fields that a table supports in some way (<c>ofp_table_feature_prop_oxm</c>, OpenFlow 1.3.5 §7.3.5.5).</summary>
public abstract record OxmFeature : TableFeature
{
    private protected OxmFeature()
    {
    }

    /// <summary>The fields.</summary>
    [Field]
    public ValueList<OxmId> OxmIds { get; init; }
}
