using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Fields that flows may copy at once (OFPTFPT_APPLY_COPYFIELD). OpenFlow 1.5.</summary>
[WireCode(20, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record ApplyCopyFieldTableFeature : OxmFeature;
