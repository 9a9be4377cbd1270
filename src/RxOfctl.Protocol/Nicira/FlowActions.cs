using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Says that the flow is one of the clauses of a conjunction: when a packet meets every clause, it is looked up anew with
/// <see cref="Nxm.ConjId"/> set (NXAST_CONJUNCTION).
/// </summary>
[NiciraCode(34)]
public sealed partial record ConjunctionAction : OpenFlowAction
{
    /// <summary>The clause, from 0 on.</summary>
    [Field]
    public byte Clause { get; init; }

    /// <summary>How many clauses the conjunction has, 2 to 64.</summary>
    [Field]
    public byte NClauses { get; init; }

    /// <summary>The conjunction's id.</summary>
    [Field]
    public uint Id { get; init; }
}

/// <summary>Lowers the timeouts of the flow when a TCP packet with FIN or RST passes (NXAST_FIN_TIMEOUT).</summary>
[NiciraCode(19)]
public sealed partial record FinTimeoutAction : OpenFlowAction
{
    /// <summary>The new idle timeout in seconds; 0 leaves it.</summary>
    [Field]
    public ushort FinIdleTimeout { get; init; }

    /// <summary>The new hard timeout in seconds; 0 leaves it.</summary>
    [Field(PadAfter = 2)]
    public ushort FinHardTimeout { get; init; }
}

/// <summary>Does nothing, but keeps bytes with the flow (NXAST_NOTE).</summary>
[NiciraCode(8)]
public sealed partial record NoteAction : OpenFlowAction
{
    /// <summary>The action without bytes.</summary>
    public NoteAction()
    {
    }

    /// <summary>Keeps bytes.</summary>
    public NoteAction(ByteString note) => Note = note;

    /// <summary>The bytes. On the wire zeros follow until there are six, or six more than a multiple of eight; so they come back with those.</summary>
    [Field]
    public ByteString Note { get; init; }
}

/// <summary>Ends the actions of the flow and of all that resubmitted to it (NXAST_EXIT).</summary>
[NiciraCode(17)]
public sealed partial record ExitAction : OpenFlowAction
{
    internal static ExitAction ReadBody(ref WireReader reader)
    {
        reader.SkipPadding();
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(6);
}

/// <summary>Does actions on a copy of the packet, which leave the packet itself and what goes with it as they are (NXAST_CLONE).</summary>
[NiciraCode(42)]
public sealed partial record CloneAction : OpenFlowAction
{
    /// <summary>Without actions.</summary>
    public CloneAction()
    {
    }

    /// <summary>Does actions on a copy.</summary>
    public CloneAction(ValueList<OpenFlowAction> actions) => Actions = actions;

    /// <summary>The actions.</summary>
    public ValueList<OpenFlowAction> Actions { get; init; }

    internal static CloneAction ReadBody(ref WireReader reader)
    {
        reader.Skip(6);
        var nested = reader.SliceNested();
        return new(nested.ReadList<OpenFlowAction>());
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.Pad(6);
        writer.WriteList(Actions);
    }
}

/// <summary>Sets a bit if the packet is larger than a number of bytes, and clears it if not (NXAST_CHECK_PKT_LARGER).</summary>
[NiciraCode(49)]
public sealed partial record CheckPktLargerAction : OpenFlowAction
{
    /// <summary>Compares the packet's length.</summary>
    /// <param name="pktLen">With how many bytes.</param>
    /// <param name="dst">Where the result goes: one bit.</param>
    /// <exception cref="ArgumentException">There is more than one bit.</exception>
    public CheckPktLargerAction(ushort pktLen, Subfield dst)
    {
        ArgumentNullException.ThrowIfNull(dst);
        if (dst.Bits != 1)
            throw new ArgumentException($"The result is one bit; {dst} has {dst.Bits}.", nameof(dst));
        PktLen = pktLen;
        Dst = dst;
    }

    /// <summary>The length in bytes.</summary>
    public ushort PktLen { get; }

    /// <summary>Where the result goes.</summary>
    public Subfield Dst { get; }

    internal static CheckPktLargerAction ReadBody(ref WireReader reader)
    {
        var length = reader.ReadUInt16();
        var start = reader.ReadUInt16();
        var dst = reader.ToSubfield(reader.ReadFieldHeader(), start, 1);
        reader.SkipPadding();
        return new(length, dst);
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt16(PktLen);
        writer.WriteUInt16((ushort)Dst.Start);
        writer.WriteFieldHeader(Dst.Field);
    }
}

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

/// <summary>Takes the packet out of the queue that was set, back to the default one (NXAST_POP_QUEUE).</summary>
[NiciraCode(5)]
public sealed partial record PopQueueAction : OpenFlowAction
{
    internal static PopQueueAction ReadBody(ref WireReader reader)
    {
        reader.SkipPadding();
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(6);
}
