using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Fields that flows may set at once (OFPTFPT_APPLY_SETFIELD). OpenFlow 1.3 and later.</summary>
[WireCode(14, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record ApplySetFieldTableFeature : OxmFeature;
