using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Instructions that flows may have (OFPTFPT_INSTRUCTIONS). OpenFlow 1.3 and later.</summary>
[WireCode(0, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record InstructionsTableFeature : InstructionsFeature;
