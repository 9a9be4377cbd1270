using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Fields that flows may match (OFPTFPT_MATCH). OpenFlow 1.3 and later.</summary>
[WireCode(8, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record MatchTableFeature : OxmFeature;
