namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Makes, changes or deletes flow monitors, by which the datapath reports what changes in its flow tables (OFPMP_FLOW_MONITOR, OpenFlow
/// 1.4.1). OpenFlow 1.4 and later; before, Nicira's NXST_FLOW_MONITOR and in 1.3 the ONF's ONFST_FLOW_MONITOR, and the messages
/// NXT_FLOW_MONITOR_CANCEL and ONFT_FLOW_MONITOR_CANCEL, which delete one monitor and have no reply.
/// </summary>
[WireCode(16, From = OpenFlowVersion.OpenFlow14)]
[NiciraCode(2, To = OpenFlowVersion.OpenFlow12)]
[OnfCode(1870, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
[NiciraCode(NiciraCancel, To = OpenFlowVersion.OpenFlow12, Family = typeof(OpenFlowMessage), ReadBy = nameof(ReadCancel))]
[OnfCode(OnfCancel, From = Only13, To = Only13, Family = typeof(OpenFlowMessage), ReadBy = nameof(ReadCancel))]
public sealed partial record FlowMonitorRequest : MultipartRequest, IMultiRequest<FlowUpdate>
{
    private const OpenFlowVersion Only13 = OpenFlowVersion.OpenFlow13;
    private const int NiciraCancel = 21;
    private const int OnfCancel = 1870;
    private const byte Cancel = 4;

    /// <summary>The monitors to be made, changed or deleted. Before OpenFlow 1.4, those to be made, or one to be deleted.</summary>
    public ValueList<FlowMonitor> Body { get; init; }

    internal override WireForm FormIn(OpenFlowVersion version, EncodeOptions options)
    {
        var isCancel = Body is [{ Command: FlowMonitorCommand.Delete } monitor]
            && monitor == new FlowMonitor { MonitorId = monitor.MonitorId, Command = monitor.Command };
        return (isCancel, version) switch
        {
            (true, <= OpenFlowVersion.OpenFlow12) => new(Cancel, NiciraCancel, Experimenters.Nicira),
            (true, OpenFlowVersion.OpenFlow13) => new(Cancel, OnfCancel, Experimenters.Onf),
            _ => base.FormIn(version, options),
        };
    }

    internal override void WriteBody(int form, ref WireWriter writer)
    {
        if (form == Cancel)
            writer.WriteUInt32(Body[0].MonitorId);
        else
            base.WriteBody(form, ref writer);
    }

    internal static FlowMonitorRequest ReadCancel(ref WireReader reader) =>
        new() { Body = [new() { MonitorId = reader.ReadUInt32(), Command = FlowMonitorCommand.Delete }] };
}

/// <summary>
/// What changed in the flow tables (OFPMP_FLOW_MONITOR, OpenFlow 1.4.1). OpenFlow 1.4 and later; before, Nicira's NXST_FLOW_MONITOR and in
/// 1.3 the ONF's ONFST_FLOW_MONITOR, and messages of their own for <see cref="PausedFlowUpdate"/> and <see cref="ResumedFlowUpdate"/>, each
/// of which is then alone in a reply. Replies with the transaction id 0 bring later changes.
/// </summary>
[WireCode(16, From = OpenFlowVersion.OpenFlow14)]
[NiciraCode(2, To = OpenFlowVersion.OpenFlow12)]
[OnfCode(1870, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
[NiciraCode(NiciraPaused, To = OpenFlowVersion.OpenFlow12, Family = typeof(OpenFlowMessage), ReadBy = nameof(ReadPaused))]
[NiciraCode(NiciraResumed, To = OpenFlowVersion.OpenFlow12, Family = typeof(OpenFlowMessage), ReadBy = nameof(ReadResumed))]
[OnfCode(OnfPaused, From = Only13, To = Only13, Family = typeof(OpenFlowMessage), ReadBy = nameof(ReadPaused))]
[OnfCode(OnfResumed, From = Only13, To = Only13, Family = typeof(OpenFlowMessage), ReadBy = nameof(ReadResumed))]
public sealed partial record FlowMonitorReply : MultipartReply<FlowUpdate>
{
    private const OpenFlowVersion Only13 = OpenFlowVersion.OpenFlow13;
    private const int NiciraPaused = 22;
    private const int NiciraResumed = 23;
    private const int OnfPaused = 1871;
    private const int OnfResumed = 1872;
    private const byte Alone = 4;

    internal override WireForm FormIn(OpenFlowVersion version, EncodeOptions options)
    {
        var isAlone = Flags == MultipartFlags.None && version <= OpenFlowVersion.OpenFlow13 && Body.Count == 1;
        var isOnf = version == OpenFlowVersion.OpenFlow13;
        return (isAlone ? Body[0] : null) switch
        {
            PausedFlowUpdate => isOnf ? new(Alone, OnfPaused, Experimenters.Onf) : new(Alone, NiciraPaused, Experimenters.Nicira),
            ResumedFlowUpdate => isOnf ? new(Alone, OnfResumed, Experimenters.Onf) : new(Alone, NiciraResumed, Experimenters.Nicira),
            _ => base.FormIn(version, options),
        };
    }

    internal override void WriteBody(int form, ref WireWriter writer)
    {
        if (form != Alone)
            base.WriteBody(form, ref writer);
    }

    internal static FlowMonitorReply ReadPaused(ref WireReader reader) => new() { Body = [new PausedFlowUpdate()] };

    internal static FlowMonitorReply ReadResumed(ref WireReader reader) => new() { Body = [new ResumedFlowUpdate()] };
}

/// <summary>
/// What is reported of changes in the flow tables (<c>ofp_flow_monitor_request</c>, OpenFlow 1.4.1; before, <c>nx_flow_monitor_request</c>
/// and in 1.3 <c>onf_flow_monitor_request</c>).
/// </summary>
[WireStructure]
[WireLayout("1.0-1.3", """
    u32 MonitorId
    u16 Flags
    PortNumber16 OutPort until 1.2
    u16 length Match
    PortNumber OutPort in 1.3
    u8 TableId
    pad 5 until 1.2
    pad 3 in 1.3
    NxMatch Match until 1.2
    EitherMatch Match in 1.3
    """)]
[WireLayout("1.4-1.5", """
    u32 MonitorId
    PortNumber OutPort
    u32 OutGroup
    u16 Flags
    u8 TableId
    u8 Command
    Match Match
    """)]
public sealed partial record FlowMonitor : IKeepsForm
{
    /// <summary>The monitor, by a number of the controller's choice.</summary>
    public uint MonitorId { get; init; }

    /// <summary>Only flows that output to this port, or <see cref="PortNumber.Any"/>. 16 bits up to OpenFlow 1.2.</summary>
    public PortNumber OutPort { get; init; } = PortNumber.Any;

    /// <summary>Only flows that use this group, or <see cref="GroupId.Any"/>. OpenFlow 1.4 and later.</summary>
    public GroupId OutGroup { get; init; } = GroupId.Any;

    /// <summary>What is reported.</summary>
    public FlowMonitorFlags Flags { get; init; }

    /// <summary>The table, or <see cref="TableId.All"/>.</summary>
    public TableId TableId { get; init; } = TableId.All;

    /// <summary>
    /// What is done with the monitor. Before OpenFlow 1.4 monitors are added, or a request deletes one, in which nothing but
    /// <see cref="MonitorId"/> counts.
    /// </summary>
    public FlowMonitorCommand Command { get; init; }

    /// <summary>What the flows must match, or match more closely.</summary>
    public Match Match
    {
        get => _match;
        init => _match = value;
    }

    private Match _match = Match.Any;

    // In 1.3 Open vSwitch has ofp_match where the ONF has fields alone.
    Kept<byte> IKeepsForm.Form
    {
        get => _match.Envelope;
        set => _match = _match.Of(value);
    }
}

/// <summary>What is done with a flow monitor (<c>ofp_flow_monitor_command</c>, OpenFlow 1.4.1).</summary>
public enum FlowMonitorCommand : byte
{
    /// <summary>Makes one (OFPFMC_ADD).</summary>
    Add = 0,

    /// <summary>Changes one (OFPFMC_MODIFY). OpenFlow 1.4 and later.</summary>
    Modify = 1,

    /// <summary>Ends one (OFPFMC_DELETE).</summary>
    Delete = 2,
}

/// <summary>What a flow monitor tells (<c>ofp_flow_monitor_flags</c>, OpenFlow 1.4.1).</summary>
[Flags]
public enum FlowMonitorFlags : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The flows that are there when it is made (OFPFMF_INITIAL).</summary>
    Initial = 1 << 0,

    /// <summary>Flows that come (OFPFMF_ADD).</summary>
    Add = 1 << 1,

    /// <summary>Flows that go (OFPFMF_REMOVED).</summary>
    Removed = 1 << 2,

    /// <summary>Flows that change (OFPFMF_MODIFY).</summary>
    Modify = 1 << 3,

    /// <summary>With their instructions (OFPFMF_INSTRUCTIONS).</summary>
    Instructions = 1 << 4,

    /// <summary>What this controller does in full too (OFPFMF_NO_ABBREV).</summary>
    NoAbbrev = 1 << 5,

    /// <summary>What this controller does alone (OFPFMF_ONLY_OWN). OpenFlow 1.4 and later.</summary>
    OnlyOwn = 1 << 6,
}
