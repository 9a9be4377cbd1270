using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Instructions that the table-miss flow may have (OFPTFPT_INSTRUCTIONS_MISS). OpenFlow 1.3 and later.</summary>
[WireCode(1, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record InstructionsMissTableFeature : InstructionsFeature;
