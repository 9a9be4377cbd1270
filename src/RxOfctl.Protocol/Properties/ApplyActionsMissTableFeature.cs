using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Actions that the table-miss flow may do at once (OFPTFPT_APPLY_ACTIONS_MISS). OpenFlow 1.3 and later.</summary>
[WireCode(7, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record ApplyActionsMissTableFeature : ActionsFeature;
