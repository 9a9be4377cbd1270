namespace RxOfctl.Protocol.Properties;

/// <summary>
/// A property of a flow table's features (<c>ofp_table_feature_prop_header</c>, OpenFlow 1.3.5 §7.3.5.5). OpenFlow 1.3 and later. The
/// properties named "miss" describe the table-miss flow; where such a property is absent, the one for other flows holds for both.
/// </summary>
[WireFamily(FirstExperimenter = 0xfffe)]
public partial interface ITableFeature;

/// <summary>The instructions that a table supports (<c>ofp_table_feature_prop_instructions</c>, OpenFlow 1.3.5 §7.3.5.5).</summary>
public abstract record InstructionsFeature : Property, ITableFeature
{
    /// <summary>The instructions.</summary>
    [Field]
    public ValueList<InstructionId> InstructionIds { get; init; }
}

/// <summary>Instructions that flows may have (OFPTFPT_INSTRUCTIONS). OpenFlow 1.3 and later.</summary>
[WireCode(0, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record InstructionsTableFeature : InstructionsFeature;

/// <summary>Instructions that the table-miss flow may have (OFPTFPT_INSTRUCTIONS_MISS). OpenFlow 1.3 and later.</summary>
[WireCode(1, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record InstructionsMissTableFeature : InstructionsFeature;

/// <summary>The tables at which a table may go on (<c>ofp_table_feature_prop_next_tables</c>, OpenFlow 1.3.5 §7.3.5.5).</summary>
public abstract record NextTablesFeature : Property, ITableFeature
{
    /// <summary>The tables.</summary>
    [Field(As = "TableIds")]
    public ValueList<TableId> NextTableIds { get; init; }
}

/// <summary>Tables at which flows may go on (OFPTFPT_NEXT_TABLES). OpenFlow 1.3 and later.</summary>
[WireCode(2, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record NextTablesTableFeature : NextTablesFeature;

/// <summary>Tables at which the table-miss flow may go on (OFPTFPT_NEXT_TABLES_MISS). OpenFlow 1.3 and later.</summary>
[WireCode(3, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record NextTablesMissTableFeature : NextTablesFeature;

/// <summary>The actions that a table supports (<c>ofp_table_feature_prop_actions</c>, OpenFlow 1.3.5 §7.3.5.5).</summary>
public abstract record ActionsFeature : Property, ITableFeature
{
    /// <summary>The actions.</summary>
    [Field]
    public ValueList<ActionId> ActionIds { get; init; }
}

/// <summary>Actions that flows may write to the action set (OFPTFPT_WRITE_ACTIONS). OpenFlow 1.3 and later.</summary>
[WireCode(4, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record WriteActionsTableFeature : ActionsFeature;

/// <summary>Actions that the table-miss flow may write to the action set (OFPTFPT_WRITE_ACTIONS_MISS). OpenFlow 1.3 and later.</summary>
[WireCode(5, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record WriteActionsMissTableFeature : ActionsFeature;

/// <summary>Actions that flows may do at once (OFPTFPT_APPLY_ACTIONS). OpenFlow 1.3 and later.</summary>
[WireCode(6, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record ApplyActionsTableFeature : ActionsFeature;

/// <summary>Actions that the table-miss flow may do at once (OFPTFPT_APPLY_ACTIONS_MISS). OpenFlow 1.3 and later.</summary>
[WireCode(7, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record ApplyActionsMissTableFeature : ActionsFeature;

/// <summary>The match fields that a table supports in some way (<c>ofp_table_feature_prop_oxm</c>, OpenFlow 1.3.5 §7.3.5.5).</summary>
public abstract record OxmFeature : Property, ITableFeature
{
    /// <summary>The fields.</summary>
    [Field]
    public ValueList<OxmId> OxmIds { get; init; }
}

/// <summary>Fields that flows may match (OFPTFPT_MATCH). OpenFlow 1.3 and later.</summary>
[WireCode(8, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record MatchTableFeature : OxmFeature;

/// <summary>Fields that flows may leave out (OFPTFPT_WILDCARDS). OpenFlow 1.3 and later.</summary>
[WireCode(10, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record WildcardsTableFeature : OxmFeature;

/// <summary>Fields that the action set may set for flows (OFPTFPT_WRITE_SETFIELD). OpenFlow 1.3 and later.</summary>
[WireCode(12, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record WriteSetFieldTableFeature : OxmFeature;

/// <summary>Fields that the action set may set for the table-miss flow (OFPTFPT_WRITE_SETFIELD_MISS). OpenFlow 1.3 and later.</summary>
[WireCode(13, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record WriteSetFieldMissTableFeature : OxmFeature;

/// <summary>Fields that flows may set at once (OFPTFPT_APPLY_SETFIELD). OpenFlow 1.3 and later.</summary>
[WireCode(14, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record ApplySetFieldTableFeature : OxmFeature;

/// <summary>Fields that the table-miss flow may set at once (OFPTFPT_APPLY_SETFIELD_MISS). OpenFlow 1.3 and later.</summary>
[WireCode(15, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record ApplySetFieldMissTableFeature : OxmFeature;

/// <summary>Fields that the action set may copy for flows (OFPTFPT_WRITE_COPYFIELD). OpenFlow 1.5.</summary>
[WireCode(18, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record WriteCopyFieldTableFeature : OxmFeature;

/// <summary>Fields that the action set may copy for the table-miss flow (OFPTFPT_WRITE_COPYFIELD_MISS). OpenFlow 1.5.</summary>
[WireCode(19, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record WriteCopyFieldMissTableFeature : OxmFeature;

/// <summary>Fields that flows may copy at once (OFPTFPT_APPLY_COPYFIELD). OpenFlow 1.5.</summary>
[WireCode(20, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record ApplyCopyFieldTableFeature : OxmFeature;

/// <summary>Fields that the table-miss flow may copy at once (OFPTFPT_APPLY_COPYFIELD_MISS). OpenFlow 1.5.</summary>
[WireCode(21, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record ApplyCopyFieldMissTableFeature : OxmFeature;

/// <summary>
/// The tables from which the table gets its flows (OFPTFPT_TABLE_SYNC_FROM; <c>ofp_table_feature_prop_tables</c>, OpenFlow 1.4.1).
/// OpenFlow 1.4 and later.
/// </summary>
[WireCode(16, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record TableSyncFromTableFeature : Property, ITableFeature
{
    /// <summary>The tables.</summary>
    [Field(As = "TableIds")]
    public ValueList<TableId> TableIds { get; init; }
}

/// <summary>
/// The types of packets that the table supports (OFPTFPT_PACKET_TYPES; <c>ofp_table_feature_prop_oxm_values</c>, OpenFlow 1.5.1).
/// OpenFlow 1.5.
/// </summary>
[WireCode(22, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record PacketTypesTableFeature : Property, ITableFeature
{
    /// <summary>The types: values of <see cref="Oxm.PacketType"/>.</summary>
    [Field(As = "OxmFields")]
    public ValueList<OxmField> OxmValues { get; init; }
}
