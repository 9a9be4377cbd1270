using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Changes which options of tunnels' headers are fields (NXT_TLV_TABLE_MOD; <c>nx_tlv_table_mod</c>).</summary>
[NiciraCode(24)]
public sealed partial record NiciraTlvTableMod : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>What is done.</summary>
    [Field(PadAfter = 6)]
    public TlvTableModCommand Command { get; init; }

    /// <summary>The options.</summary>
    [Field]
    public ValueList<TlvMap> TlvMaps { get; init; }
}
