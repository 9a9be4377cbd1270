using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Fields that the action set may copy for the table-miss flow (OFPTFPT_WRITE_COPYFIELD_MISS). OpenFlow 1.5.</summary>
[WireCode(19, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record WriteCopyFieldMissTableFeature : OxmFeature;
