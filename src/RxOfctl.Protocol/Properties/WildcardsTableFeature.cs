using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Fields that flows may leave out (OFPTFPT_WILDCARDS). OpenFlow 1.3 and later.</summary>
[WireCode(10, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record WildcardsTableFeature : OxmFeature;
