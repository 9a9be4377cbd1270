namespace RxOfctl.Protocol.Nicira;

/// <summary>Asks which options of tunnels' headers are fields (NXT_TLV_TABLE_REQUEST).</summary>
[NiciraCode(25)]
public sealed partial record NiciraTlvTableRequest : OpenFlowMessage, IOpenFlowRequest<NiciraTlvTableReply>;

/// <summary>Which options of tunnels' headers are fields (NXT_TLV_TABLE_REPLY; <c>nx_tlv_table_reply</c>).</summary>
[NiciraCode(26)]
public sealed partial record NiciraTlvTableReply : OpenFlowMessage
{
    /// <summary>How many bytes all options together may have.</summary>
    public uint MaxOptionSpace { get; init; }

    /// <summary>How many fields there are at most.</summary>
    [Field(PadAfter = 10)]
    public ushort MaxFields { get; init; }

    /// <summary>The options.</summary>
    public ValueList<TlvMap> TlvMaps { get; init; }
}

/// <summary>Changes which options of tunnels' headers are fields (NXT_TLV_TABLE_MOD; <c>nx_tlv_table_mod</c>).</summary>
[NiciraCode(24)]
public sealed partial record NiciraTlvTableMod : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>What is done.</summary>
    [Field(PadAfter = 6)]
    public TlvTableModCommand Command { get; init; }

    /// <summary>The options.</summary>
    public ValueList<TlvMap> TlvMaps { get; init; }
}

/// <summary>What is done with the table of tunnel options (<c>nx_tlv_table_mod_command</c>).</summary>
public enum TlvTableModCommand : ushort
{
    /// <summary>Adds options; fails if one is there (NXTTMC_ADD).</summary>
    Add = 0,

    /// <summary>Deletes options by their fields (NXTTMC_DELETE).</summary>
    Delete = 1,

    /// <summary>Deletes all (NXTTMC_CLEAR).</summary>
    Clear = 2,
}

/// <summary>Which option of a tunnel's header a field of tunnel metadata is (<c>nx_tlv_map</c>).</summary>
[WireStructure]
public sealed partial record TlvMap
{
    /// <summary>The option's class.</summary>
    public ushort OptionClass { get; init; }

    /// <summary>The option's type.</summary>
    public byte OptionType { get; init; }

    /// <summary>The option's length in bytes: a multiple of four, 4 to 124.</summary>
    public byte OptionLen { get; init; }

    /// <summary>The field: <see cref="Nxm.TunMetadata"/> of this number.</summary>
    [Field(PadAfter = 2)]
    public ushort Index { get; init; }
}
