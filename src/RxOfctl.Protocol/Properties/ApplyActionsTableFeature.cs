using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Actions that flows may do at once (OFPTFPT_APPLY_ACTIONS). OpenFlow 1.3 and later.</summary>
[WireCode(6, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record ApplyActionsTableFeature : ActionsFeature;
