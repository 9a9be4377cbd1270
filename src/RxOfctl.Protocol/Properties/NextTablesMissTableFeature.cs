using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Tables at which the table-miss flow may go on (OFPTFPT_NEXT_TABLES_MISS). OpenFlow 1.3 and later.</summary>
[WireCode(3, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record NextTablesMissTableFeature : NextTablesFeature;
