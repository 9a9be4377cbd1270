namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks what the flow tables can do, or sets it (OFPMP_TABLE_FEATURES, OpenFlow 1.3.5 §7.3.5.5). OpenFlow 1.3 and later.
/// </summary>
[WireCode(12, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record TableFeaturesRequest : MultipartRequest, IMultiRequest<TableFeatures>
{
    /// <summary>What the tables are to do; empty to ask alone.</summary>
    public ValueList<TableFeatures> Body { get; init; }
}

/// <summary>What the flow tables can do (OFPMP_TABLE_FEATURES, OpenFlow 1.3.5 §7.3.5.5). OpenFlow 1.3 and later.</summary>
[WireCode(12, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record TableFeaturesReply : MultipartReply<TableFeatures>;

/// <summary>What a flow table can do (<c>ofp_table_features</c>, OpenFlow 1.3.5 §7.3.5.5, 1.5.1). OpenFlow 1.3 and later.</summary>
[WireStructure(LengthAt = 0)]
public sealed partial record TableFeatures
{
    /// <summary>The table.</summary>
    [Field(PadBefore = 2)]
    public TableId TableId { get; init; }

    /// <summary>What a request does. OpenFlow 1.5.</summary>
    [Field(From = OpenFlowVersion.OpenFlow15, ElsePad = 1)]
    public TableFeaturesCommand Command { get; init; }

    /// <summary>What for the table is. OpenFlow 1.5.</summary>
    [Field(From = OpenFlowVersion.OpenFlow15, ElsePad = 4)]
    public TableFeatureFlags Features { get; init; }

    /// <summary>The table's name, at most 32 characters.</summary>
    [Field(Length = 32)]
    public string Name { get; init; } = "";

    /// <summary>The bits of the metadata that can be matched.</summary>
    public ulong MetadataMatch { get; init; }

    /// <summary>The bits of the metadata that can be written.</summary>
    public ulong MetadataWrite { get; init; }

    /// <summary>How the table is configured; in OpenFlow 1.5, how it can be (<c>capabilities</c>).</summary>
    public TableConfig Config { get; init; }

    /// <summary>How many flows the table can hold.</summary>
    public uint MaxEntries { get; init; }

    /// <summary>What the table can do.</summary>
    public ValueList<ITableFeature> Properties { get; init; }
}

/// <summary>What a request does with the features of tables (<c>ofp_table_features_command</c>, OpenFlow 1.5.1).</summary>
public enum TableFeaturesCommand : byte
{
    /// <summary>Replaces the pipeline (OFPTFC_REPLACE).</summary>
    Replace = 0,

    /// <summary>Changes tables (OFPTFC_MODIFY).</summary>
    Modify = 1,

    /// <summary>Enables tables (OFPTFC_ENABLE).</summary>
    Enable = 2,

    /// <summary>Disables tables (OFPTFC_DISABLE).</summary>
    Disable = 3,
}

/// <summary>What for a table is (<c>ofp_table_feature_flag</c>, OpenFlow 1.5.1).</summary>
[Flags]
public enum TableFeatureFlags : uint
{
    /// <summary>Nothing of what follows.</summary>
    None = 0,

    /// <summary>For packets received (OFPTFF_INGRESS_TABLE).</summary>
    IngressTable = 1 << 0,

    /// <summary>For packets to be sent (OFPTFF_EGRESS_TABLE).</summary>
    EgressTable = 1 << 1,

    /// <summary>The first for packets to be sent (OFPTFF_FIRST_EGRESS).</summary>
    FirstEgress = 1 << 4,
}
