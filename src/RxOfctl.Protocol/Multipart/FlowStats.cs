using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks for the flows that match (OFPMP_FLOW; <c>ofp_flow_stats_request</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.2). In OpenFlow 1.0 it is
/// sent as Nicira's NXST_FLOW (<c>nx_flow_stats_request</c>), whose answer has all fields and the ages of flows, to a datapath that is
/// known to understand it (<see cref="EncodeOptions.NiciraFlowMod"/>).
/// </summary>
[NiciraCode(0, To = OpenFlowVersion.OpenFlow10, Layout = nameof(Nicira), Needs = EncodeOptions.NiciraFlowMod)]
[WireCode(1)]
[WireLayout("1.0", OpenFlow10)]
[WireLayout("1.1-1.5", OpenFlow11)]
[WireLayout(nameof(Nicira), Nicira)]
public sealed partial record FlowStatsRequest : FlowSelectionRequest, IMultiRequest<FlowStats>;

/// <summary>Flows (OFPMP_FLOW; OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.2). In OpenFlow 1.0 also the answer to Nicira's NXST_FLOW.</summary>
[WireCode(1)]
[NiciraCode(0, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadNicira), WriteBy = nameof(WriteNicira))]
public sealed partial record FlowStatsReply : MultipartReply<FlowStats>
{
    internal static FlowStatsReply ReadNicira(ref WireReader reader)
    {
        var flows = reader.ReadEntries<NiciraFlow>(out var malformed);
        return new() { Body = flows.Select(entry => entry.Flow).ToValueList(), Malformed = malformed };
    }

    private void WriteNicira(ref WireWriter writer) =>
        writer.WriteEntries(Body.Select(flow => new NiciraFlow(flow)).ToValueList(), Malformed, "FlowStatsReply.Malformed");

    // A flow as Nicira's reply has it.
    private readonly record struct NiciraFlow(FlowStats Flow) : IWireStructure<NiciraFlow>
    {
        public static NiciraFlow Read(ref WireReader reader) => new(FlowStats.ReadNicira(ref reader));

        public static bool HasLength(OpenFlowVersion version) => true;

        public void Write(ref WireWriter writer) => Flow.WriteNicira(ref writer);
    }
}

/// <summary>
/// A flow with its counters (<c>ofp_flow_stats</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.2; <c>ofp_flow_desc</c>, 1.5.1;
/// <c>nx_flow_stats</c>).
/// </summary>
[WireStructure]
[WireLayout("1.0-1.4", """
    u16 length
    u8 TableId
    pad 1
    Match Match in 1.0
    u32 Counters.DurationSec
    u32 Counters.DurationNsec
    u16 Priority
    u16 IdleTimeout
    u16 HardTimeout
    FlowModFlags Flags since 1.3
    u16 Importance since 1.4
    pad 6 until 1.2
    pad 4 in 1.3
    pad 2 since 1.4
    u64 Cookie
    u64 Counters.PacketCount
    u64 Counters.ByteCount
    Match Match since 1.1
    FlowInstructions Program
    """)]
[WireLayout("1.5", """
    u16 length
    pad 2
    u8 TableId
    pad 1
    u16 Priority
    u16 IdleTimeout
    u16 HardTimeout
    FlowModFlags Flags
    u16 Importance
    u64 Cookie
    Match Match
    FlowCounters Counters
    FlowInstructions Program
    """)]
[WireLayout("Nicira", """
    u16 length
    u8 TableId
    pad 1
    u32 Counters.DurationSec
    u32 Counters.DurationNsec
    u16 Priority
    u16 IdleTimeout
    u16 HardTimeout
    u16 length Match
    u16 IdleAge
    u16 HardAge
    u64 Cookie
    u64 Counters.PacketCount
    u64 Counters.ByteCount
    NxMatch Match
    FlowInstructions Program
    """)]
public sealed partial record FlowStats
{
    /// <summary>The flow's table.</summary>
    public TableId TableId { get; init; }

    /// <summary>The flow's priority.</summary>
    public ushort Priority { get; init; }

    /// <summary>After how many seconds without a packet the flow goes; 0 is never.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>After how many seconds the flow goes; 0 is never.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>How the flow was added and is kept. OpenFlow 1.3 and later.</summary>
    public FlowModFlags Flags { get; init; }

    /// <summary>The flow's cookie.</summary>
    public ulong Cookie { get; init; }

    /// <summary>How much the flow counts when flows are evicted, the least first. OpenFlow 1.4 and later.</summary>
    public ushort Importance { get; init; }

    /// <summary>
    /// What is counted of the flow. Before OpenFlow 1.5: duration, packets and bytes, in this order and nothing else, which is also what a
    /// new entry has, all zero.
    /// </summary>
    public ValueList<OxsField> Stats
    {
        get => Counters.List;
        init => Counters = new(value);
    }

    /// <summary>How long the flow has been there, whole seconds: from <see cref="Stats"/>, 0 where it is not there.</summary>
    public uint DurationSec
    {
        get => Counters.DurationSec;
        init => Counters = Counters.WithDurationSec(value);
    }

    /// <summary>How long the flow has been there, nanoseconds beyond <see cref="DurationSec"/>.</summary>
    public uint DurationNsec
    {
        get => Counters.DurationNsec;
        init => Counters = Counters.WithDurationNsec(value);
    }

    /// <summary>How long the flow has been installed, to 100 ns: <see cref="DurationSec"/> and <see cref="DurationNsec"/>.</summary>
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

    /// <summary>
    /// One more than the seconds since the last packet; 0 is not known. Only in Nicira's reply (NXST_FLOW), OpenFlow 1.0.
    /// </summary>
    public ushort IdleAge
    {
        get => Counters.IdleAge;
        init => Counters = Counters.WithAges(value, HardAge);
    }

    /// <summary>
    /// One more than the seconds since the last change; 0 is not known. Only in Nicira's reply (NXST_FLOW), OpenFlow 1.0.
    /// </summary>
    public ushort HardAge
    {
        get => Counters.HardAge;
        init => Counters = Counters.WithAges(IdleAge, value);
    }

    /// <summary>What the flow matches.</summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>What the flow does. In OpenFlow 1.0, at most one <see cref="ApplyActions"/>.</summary>
    public ValueList<Instruction> Instructions
    {
        get => Program.List;
        init => Program = new(value);
    }

    /// <summary>
    /// The actions that the flow does at once: those of its <see cref="ApplyActions"/>. Setting them sets <see cref="Instructions"/>.
    /// </summary>
    public ValueList<OpenFlowAction> Actions
    {
        get => Program.Actions;
        init => Program = new(value);
    }

    /// <summary>
    /// The flow as <c>ovs-ofctl dump-flows</c> writes it, on one line; of other statistics than those of every version, name and value
    /// behind those.
    /// </summary>
    public override string ToString() => FlowText.Of(this, Wording.Default);

    /// <summary>
    /// The flow as <c>ovs-ofctl</c> writes it in a version of the protocol: in 1.0 and 1.1 some actions have other words than later.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="names">The names of ports and tables to write in place of their numbers.</param>
    public string ToText(OpenFlowVersion version, SwitchNames? names = null) => FlowText.Of(this, Wording.Of(version, names));

    private FlowCounters Counters { get; init; }

    private FlowInstructions Program { get; init; }
}
