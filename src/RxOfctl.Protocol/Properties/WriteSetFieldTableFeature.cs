using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Fields that the action set may set for flows (OFPTFPT_WRITE_SETFIELD). OpenFlow 1.3 and later.</summary>
[WireCode(12, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record WriteSetFieldTableFeature : OxmFeature;
