using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>The features of tables, which are alike for all tables (OpenFlow 1.3.5 §7.3.5.5.2, 1.5.1 §7.3.5.18.2).</summary>
internal static class TableFeaturesTemplate
{
    private static readonly ActionType[] Actions13 =
    [
        ActionType.Output, ActionType.CopyTtlOut, ActionType.CopyTtlIn, ActionType.SetMplsTtl, ActionType.DecMplsTtl, ActionType.PushVlan,
        ActionType.PopVlan, ActionType.PushMpls, ActionType.PopMpls, ActionType.SetQueue, ActionType.Group, ActionType.SetNwTtl,
        ActionType.DecNwTtl, ActionType.SetField, ActionType.PushPbb, ActionType.PopPbb,
    ];

    /// <summary>The features of a table.</summary>
    /// <param name="id">The table.</param>
    /// <param name="tables">All tables.</param>
    /// <param name="version">The version of the reply.</param>
    public static TableFeatures Of(byte id, FlowTables tables, OpenFlowVersion version) => new()
    {
        TableId = id,
        Features = version >= OpenFlowVersion.OpenFlow15 ? Uses(id, tables.FirstEgress) : TableFeatureFlags.None,
        Name = $"table{id}",
        MetadataMatch = ulong.MaxValue,
        MetadataWrite = ulong.MaxValue,
        // From OpenFlow 1.5 on, what can be configured; before, what is.
        Config = version >= OpenFlowVersion.OpenFlow15 ? TableConfig.Eviction | TableConfig.VacancyEvents : tables[id].Config,
        MaxEntries = (uint)tables.Capacity,
        Properties = Properties(id, tables.Count, version).ToValueList(),
    };

    // Every table but the first can be an egress table.
    private static TableFeatureFlags Uses(byte id, TableId? firstEgress) => id == 0
        ? TableFeatureFlags.IngressTable
        : TableFeatureFlags.IngressTable | TableFeatureFlags.EgressTable | (firstEgress?.Value == id ? TableFeatureFlags.FirstEgress : 0);

    private static IEnumerable<ITableFeature> Properties(byte id, int tableCount, OpenFlowVersion version)
    {
        var is15 = version >= OpenFlowVersion.OpenFlow15;
        var instructions = new List<InstructionId> { InstructionType.WriteMetadata, InstructionType.WriteActions, InstructionType.ApplyActions, InstructionType.ClearActions };
        if (id + 1 < tableCount)
            instructions.Insert(0, InstructionType.GotoTable);
        instructions.Add(is15 ? InstructionType.StatTrigger : InstructionType.Meter);
        yield return new InstructionsTableFeature { InstructionIds = instructions.ToValueList() };
        yield return new NextTablesTableFeature { NextTableIds = Enumerable.Range(id + 1, tableCount - id - 1).Select(next => new TableId((byte)next)).ToValueList() };

        ActionType[] types = is15 ? [.. Actions13, ActionType.CopyField, ActionType.Meter] : Actions13;
        var actions = types.Select(type => new ActionId(type)).ToValueList();
        yield return new WriteActionsTableFeature { ActionIds = actions };
        yield return new ApplyActionsTableFeature { ActionIds = actions };

        var fields = PacketFields.OfSpecification.Where(field => field.Type.From <= version && MayName(field.Type, version)).ToArray();
        yield return new MatchTableFeature { OxmIds = fields.Select(field => OxmId.Of(field.Type, field.Type.Maskable)).ToValueList() };
        yield return new WildcardsTableFeature { OxmIds = fields.Select(field => OxmId.Of(field.Type)).ToValueList() };
        var settable = fields.Where(field => field.IsWritable).Select(field => OxmId.Of(field.Type)).ToValueList();
        yield return new WriteSetFieldTableFeature { OxmIds = settable };
        yield return new ApplySetFieldTableFeature { OxmIds = settable };
        if (!is15)
            yield break;
        yield return new WriteCopyFieldTableFeature { OxmIds = settable };
        yield return new ApplyCopyFieldTableFeature { OxmIds = settable };
        yield return new PacketTypesTableFeature { OxmValues = [Oxm.PacketType.Is(0)] };
    }

    // Registers are the standard's from OpenFlow 1.5 on.
    private static bool MayName(OxmType type, OpenFlowVersion version) =>
        type.Class == OxmClass.OpenFlowBasic || version >= OpenFlowVersion.OpenFlow15;
}
