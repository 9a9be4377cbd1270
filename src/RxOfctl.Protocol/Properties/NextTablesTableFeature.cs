using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Tables at which flows may go on (OFPTFPT_NEXT_TABLES). OpenFlow 1.3 and later.</summary>
[WireCode(2, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record NextTablesTableFeature : NextTablesFeature;
