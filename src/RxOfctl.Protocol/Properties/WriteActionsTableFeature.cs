using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Actions that flows may write to the action set (OFPTFPT_WRITE_ACTIONS). OpenFlow 1.3 and later.</summary>
[WireCode(4, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record WriteActionsTableFeature : ActionsFeature;
