namespace RxOfctl.Protocol.Multipart;

/// <summary>Where meters may stand (<c>ofp_meter_feature_flags</c>, OpenFlow 1.5.1).</summary>
[Flags]
public enum MeterFeatureFlags : uint
{
    /// <summary>As in OpenFlow 1.3.</summary>
    None = 0,

    /// <summary>In the action set (OFPMFF_ACTION_SET).</summary>
    ActionSet = 1 << 0,

    /// <summary>Anywhere in a list of actions (OFPMFF_ANY_POSITION).</summary>
    AnyPosition = 1 << 1,

    /// <summary>Several in a list of actions (OFPMFF_MULTI_LIST).</summary>
    MultiList = 1 << 2,
}
