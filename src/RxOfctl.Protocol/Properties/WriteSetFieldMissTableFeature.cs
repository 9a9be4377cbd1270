using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Fields that the action set may set for the table-miss flow (OFPTFPT_WRITE_SETFIELD_MISS). OpenFlow 1.3 and later.</summary>
[WireCode(13, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record WriteSetFieldMissTableFeature : OxmFeature;
