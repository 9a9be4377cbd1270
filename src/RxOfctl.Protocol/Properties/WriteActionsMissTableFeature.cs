using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Actions that the table-miss flow may write to the action set (OFPTFPT_WRITE_ACTIONS_MISS). OpenFlow 1.3 and later.</summary>
[WireCode(5, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record WriteActionsMissTableFeature : ActionsFeature;
