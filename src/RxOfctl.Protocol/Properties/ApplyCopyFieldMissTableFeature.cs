using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Fields that the table-miss flow may copy at once (OFPTFPT_APPLY_COPYFIELD_MISS). OpenFlow 1.5.</summary>
[WireCode(21, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record ApplyCopyFieldMissTableFeature : OxmFeature;
