namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Says that the flow is one of the clauses of a conjunction: when a packet meets every clause, it is looked up anew with
/// <see cref="Nxm.ConjId"/> set (NXAST_CONJUNCTION).
/// </summary>
[NiciraCode(34)]
public sealed partial record ConjunctionAction : OpenFlowAction
{
    /// <summary>The clause, from 0 on.</summary>
    public byte Clause { get; init; }

    /// <summary>How many clauses the conjunction has, 2 to 64.</summary>
    public byte NClauses { get; init; }

    /// <summary>The conjunction's id.</summary>
    public uint Id { get; init; }
}

/// <summary>Lowers the timeouts of the flow when a TCP packet with FIN or RST passes (NXAST_FIN_TIMEOUT).</summary>
[NiciraCode(19)]
public sealed partial record FinTimeoutAction : OpenFlowAction
{
    /// <summary>The new idle timeout in seconds; 0 leaves it.</summary>
    public ushort FinIdleTimeout { get; init; }

    /// <summary>The new hard timeout in seconds; 0 leaves it.</summary>
    public ushort FinHardTimeout { get; init; }
}

/// <summary>Does nothing, but keeps bytes with the flow (NXAST_NOTE).</summary>
/// <param name="Note">
/// The bytes. On the wire zeros follow until there are six, or six more than a multiple of eight; so they come back with those.
/// </param>
[NiciraCode(8)]
public sealed partial record NoteAction(ByteString Note = default) : OpenFlowAction;

/// <summary>Ends the actions of the flow and of all that resubmitted to it (NXAST_EXIT).</summary>
[NiciraCode(17)]
public sealed partial record ExitAction : OpenFlowAction;

/// <summary>Does actions on a copy of the packet, which leave the packet itself and what goes with it as they are (NXAST_CLONE).</summary>
[NiciraCode(42)]
[WireLayout("1.0-1.5", "pad 6\nNestedActions Actions")]
public sealed partial record CloneAction : OpenFlowAction
{
    /// <summary>Without actions.</summary>
    public CloneAction()
    {
    }

    /// <summary>Does actions on a copy.</summary>
    public CloneAction(ValueList<OpenFlowAction> actions) => Actions = actions;

    /// <summary>The actions.</summary>
    /// <exception cref="ArgumentException">Actions are within one another more than 32 times.</exception>
    public ValueList<OpenFlowAction> Actions
    {
        get;
        init => field = value.Bounded();
    }

    internal override int Depth => 1 + Actions.Depth();
}

/// <summary>Sets a bit if the packet is larger than a number of bytes, and clears it if not (NXAST_CHECK_PKT_LARGER).</summary>
[NiciraCode(49)]
[WireLayout("1.0-1.5", "u16 PktLen\nu16 Dst.Start\nFieldHeader Dst.Field\none Dst.Bits")]
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
}

/// <summary>Takes one off the TTL of IP, and sends a packet whose TTL is spent to some controllers (NXAST_DEC_TTL_CNT_IDS).</summary>
/// <param name="CntIds">The controllers' ids, as <c>NXT_SET_CONTROLLER_ID</c> sets them; at least one.</param>
[NiciraCode(21)]
[WireLayout("1.0-1.5", "u16 count CntIds\npad 4\nUInt16s CntIds")]
public sealed partial record DecTtlCntIdsAction(ValueList<ushort> CntIds = default) : OpenFlowAction;

/// <summary>Takes the packet out of the queue that was set, back to the default one (NXAST_POP_QUEUE).</summary>
[NiciraCode(5)]
public sealed partial record PopQueueAction : OpenFlowAction;
