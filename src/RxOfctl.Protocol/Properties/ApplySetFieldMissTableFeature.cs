using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Fields that the table-miss flow may set at once (OFPTFPT_APPLY_SETFIELD_MISS). OpenFlow 1.3 and later.</summary>
[WireCode(15, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record ApplySetFieldMissTableFeature : OxmFeature;
