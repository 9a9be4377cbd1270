using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>What a flow table can do (<c>ofp_table_features</c>, OpenFlow 1.3.5 §7.3.5.5, 1.5.1). OpenFlow 1.3 and later.</summary>
[WireStructure(LengthAt = 0)]
public sealed partial record TableFeatures
{
    /// <summary>The table.</summary>
    [Field(PadBefore = 2)]
    public TableId TableId { get; init; }

    /// <summary>What a request does. OpenFlow 1.5.</summary>
    [Field(As = "TableFeaturesCommand")]
    public TableFeaturesCommand Command { get; init; }

    /// <summary>What for the table is. OpenFlow 1.5.</summary>
    [Field(As = "TableFeatureFlags")]
    public TableFeatureFlags Features { get; init; }

    /// <summary>The table's name, at most 32 characters.</summary>
    [Field(Length = 32)]
    public string Name { get; init; } = "";

    /// <summary>The bits of the metadata that can be matched.</summary>
    [Field]
    public ulong MetadataMatch { get; init; }

    /// <summary>The bits of the metadata that can be written.</summary>
    [Field]
    public ulong MetadataWrite { get; init; }

    /// <summary>How the table is configured; in OpenFlow 1.5, how it can be (<c>capabilities</c>).</summary>
    [Field]
    public TableConfig Config { get; init; }

    /// <summary>How many flows the table can hold.</summary>
    [Field]
    public uint MaxEntries { get; init; }

    /// <summary>What the table can do.</summary>
    [Field]
    public ValueList<ITableFeature> Properties { get; init; }
}

/// <summary>What OpenFlow 1.5 has where 1.3 and 1.4 have padding.</summary>
internal static class TableFeaturesWire
{
    public static TableFeaturesCommand ReadTableFeaturesCommand(this ref WireReader reader)
    {
        var value = (TableFeaturesCommand)reader.ReadByte();
        return reader.Version >= OpenFlowVersion.OpenFlow15 ? value : default;
    }

    public static void WriteTableFeaturesCommand(this ref WireWriter writer, TableFeaturesCommand value)
    {
        writer.RefuseIf(value != default && writer.Version < OpenFlowVersion.OpenFlow15, "TableFeatures.Command");
        writer.WriteByte((byte)value);
    }

    public static TableFeatureFlags ReadTableFeatureFlags(this ref WireReader reader)
    {
        var value = (TableFeatureFlags)reader.ReadUInt32();
        return reader.Version >= OpenFlowVersion.OpenFlow15 ? value : default;
    }

    public static void WriteTableFeatureFlags(this ref WireWriter writer, TableFeatureFlags value)
    {
        writer.RefuseIf(value != default && writer.Version < OpenFlowVersion.OpenFlow15, "TableFeatures.Features");
        writer.WriteUInt32((uint)value);
    }
}
