using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Fields that the action set may copy for flows (OFPTFPT_WRITE_COPYFIELD). OpenFlow 1.5.</summary>
[WireCode(18, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record WriteCopyFieldTableFeature : OxmFeature;
