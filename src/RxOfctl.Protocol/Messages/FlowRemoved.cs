namespace RxOfctl.Protocol.Messages;

/// <summary>
/// A flow went whose flag <see cref="FlowModFlags.SendFlowRem"/> was set (OFPT_FLOW_REMOVED; <c>ofp_flow_removed</c>, OpenFlow 1.0.2
/// §5.4.2, 1.3.5 §7.4.2, 1.5.1). Open vSwitch also sends it as Nicira's NXT_FLOW_REMOVED (<c>nx_flow_removed</c>), where
/// <see cref="Nicira.NiciraSetFlowFormat"/> asks for it.
/// </summary>
[WireCode(11)]
[NiciraCode(14, Layout = "Nicira")]
[WireLayout("1.0-1.4", """
    Match Match in 1.0
    u64 Cookie
    u16 Priority
    u8 Reason
    pad 1 in 1.0
    u8 TableId since 1.1
    u32 Counters.DurationSec
    u32 Counters.DurationNsec
    u16 IdleTimeout
    pad 2 until 1.1
    u16 HardTimeout since 1.2
    u64 Counters.PacketCount
    u64 Counters.ByteCount
    Match Match since 1.1
    """)]
[WireLayout("1.5", """
    u8 TableId
    u8 Reason
    u16 Priority
    u16 IdleTimeout
    u16 HardTimeout
    u64 Cookie
    Match Match
    FlowCounters Counters
    """)]
[WireLayout("Nicira", """
    u64 Cookie
    u16 Priority
    u8 Reason
    NiciraTable TableId
    u32 Counters.DurationSec
    u32 Counters.DurationNsec
    u16 IdleTimeout
    u16 length Match
    u64 Counters.PacketCount
    u64 Counters.ByteCount
    NxMatch Match
    """)]
public sealed partial record FlowRemoved : OpenFlowMessage
{
    /// <summary>The flow's cookie.</summary>
    public ulong Cookie { get; init; }

    /// <summary>The flow's priority.</summary>
    public ushort Priority { get; init; }

    /// <summary>Why the flow went.</summary>
    public FlowRemovedReason Reason { get; init; }

    /// <summary>
    /// The flow's table. OpenFlow 1.1 and later, and in Nicira's message, where <see cref="TableId.All"/> is that none is given.
    /// </summary>
    public TableId TableId { get; init; }

    /// <summary>The flow's idle timeout in seconds.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>The flow's hard timeout in seconds. OpenFlow 1.2 and later.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>
    /// What was counted of the flow. Before OpenFlow 1.5: duration, packets and bytes, in this order and nothing else, which is also what a
    /// new message has, all zero.
    /// </summary>
    public ValueList<OxsField> Stats
    {
        get => Counters.List;
        init => Counters = new(value);
    }

    /// <summary>How long the flow was there, whole seconds: from <see cref="Stats"/>, 0 where it is not there.</summary>
    public uint DurationSec
    {
        get => Counters.DurationSec;
        init => Counters = Counters.WithDurationSec(value);
    }

    /// <summary>How long the flow was there, nanoseconds beyond <see cref="DurationSec"/>.</summary>
    public uint DurationNsec
    {
        get => Counters.DurationNsec;
        init => Counters = Counters.WithDurationNsec(value);
    }

    /// <summary>How long the flow was installed, to 100 ns: <see cref="DurationSec"/> and <see cref="DurationNsec"/>.</summary>
    public TimeSpan Duration => Durations.Of(DurationSec, DurationNsec);

    /// <summary>How many packets the flow matched: from <see cref="Stats"/>, 0 where it is not there.</summary>
    public ulong PacketCount
    {
        get => Counters.PacketCount;
        init => Counters = Counters.WithPacketCount(value);
    }

    /// <summary>How many bytes the flow matched: from <see cref="Stats"/>, 0 where it is not there.</summary>
    public ulong ByteCount
    {
        get => Counters.ByteCount;
        init => Counters = Counters.WithByteCount(value);
    }

    /// <summary>What the flow matched.</summary>
    public Match Match
    {
        get => _match;
        init => _match = value;
    }

    private Match _match = Match.Any;

    private Kept<byte> KeptForm
    {
        get => _match.Envelope;
        set => _match = _match.Of(value);
    }

    private FlowCounters Counters { get; init; }

    // One more than the table, so that zero is none.
    private static TableId ReadNiciraTable(ref WireReader reader) => new((byte)(reader.ReadByte() - 1));

    private void WriteNiciraTable(ref WireWriter writer) => writer.WriteByte((byte)(TableId.Value + 1));
}

/// <summary>Why a flow went (<c>ofp_flow_removed_reason</c>, OpenFlow 1.3.5 §7.4.2, 1.4.1).</summary>
public enum FlowRemovedReason : byte
{
    /// <summary>No packet came for as long as its idle timeout (OFPRR_IDLE_TIMEOUT).</summary>
    IdleTimeout = 0,

    /// <summary>Its hard timeout passed (OFPRR_HARD_TIMEOUT).</summary>
    HardTimeout = 1,

    /// <summary>A flow-mod deleted it (OFPRR_DELETE).</summary>
    Delete = 2,

    /// <summary>A group that it used was deleted (OFPRR_GROUP_DELETE). OpenFlow 1.1 and later.</summary>
    GroupDelete = 3,

    /// <summary>A meter that it used was deleted (OFPRR_METER_DELETE). OpenFlow 1.4 and later.</summary>
    MeterDelete = 4,

    /// <summary>The table needed room (OFPRR_EVICTION). OpenFlow 1.4 and later.</summary>
    Eviction = 5,
}
