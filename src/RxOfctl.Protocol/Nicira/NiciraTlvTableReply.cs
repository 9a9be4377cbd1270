using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Which options of tunnels' headers are fields (NXT_TLV_TABLE_REPLY; <c>nx_tlv_table_reply</c>).</summary>
[NiciraCode(26)]
public sealed partial record NiciraTlvTableReply : OpenFlowMessage
{
    /// <summary>How many bytes all options together may have.</summary>
    [Field]
    public uint MaxOptionSpace { get; init; }

    /// <summary>How many fields there are at most.</summary>
    [Field(PadAfter = 10)]
    public ushort MaxFields { get; init; }

    /// <summary>The options.</summary>
    [Field]
    public ValueList<TlvMap> TlvMaps { get; init; }
}
