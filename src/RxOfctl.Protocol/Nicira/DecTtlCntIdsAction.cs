using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Takes one off the TTL of IP, and sends a packet whose TTL is spent to some controllers (NXAST_DEC_TTL_CNT_IDS).</summary>
[NiciraCode(21)]
public sealed partial record DecTtlCntIdsAction : OpenFlowAction
{
    /// <summary>The action without controllers.</summary>
    public DecTtlCntIdsAction()
    {
    }

    /// <summary>Sends packets whose TTL is spent to controllers.</summary>
    public DecTtlCntIdsAction(ValueList<ushort> cntIds) => CntIds = cntIds;

    /// <summary>The controllers' ids, as <c>NXT_SET_CONTROLLER_ID</c> sets them; at least one.</summary>
    public ValueList<ushort> CntIds { get; init; }

    internal static DecTtlCntIdsAction ReadBody(ref WireReader reader)
    {
        var ids = new ushort[reader.ReadUInt16()];
        reader.Skip(4);
        var list = reader.Slice(2 * ids.Length);
        for (var index = 0; index < ids.Length; index++)
            ids[index] = list.ReadUInt16();
        reader.SkipPadding();
        return new(new ValueList<ushort>(ids));
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt16((ushort)CntIds.Count);
        writer.Pad(4);
        foreach (var id in CntIds)
            writer.WriteUInt16(id);
    }
}
