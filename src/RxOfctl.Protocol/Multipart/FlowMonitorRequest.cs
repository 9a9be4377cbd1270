using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Makes, changes or deletes flow monitors, by which the datapath reports what changes in its flow tables (OFPMP_FLOW_MONITOR, OpenFlow 1.4.1).
/// OpenFlow 1.4 and later; before, Nicira's NXST_FLOW_MONITOR and in 1.3 the ONF's ONFST_FLOW_MONITOR, and the messages
/// NXT_FLOW_MONITOR_CANCEL and ONFT_FLOW_MONITOR_CANCEL, which delete one monitor and have no reply.
/// </summary>
[WireCode(16, From = OpenFlowVersion.OpenFlow14)]
[NiciraCode(2, To = OpenFlowVersion.OpenFlow12)]
[OnfCode(1870, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
[NiciraCode(NiciraCancel, To = OpenFlowVersion.OpenFlow12, Family = typeof(OpenFlowMessage), ReadBy = nameof(ReadCancel))]
[OnfCode(OnfCancel, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13, Family = typeof(OpenFlowMessage), ReadBy = nameof(ReadCancel))]
public sealed partial record FlowMonitorRequest : MultipartRequest, IMultiRequest<FlowUpdate>
{
    private const int NiciraCancel = 21;
    private const int OnfCancel = 1870;
    private const byte Cancel = 4;

    /// <summary>The monitors to be made, changed or deleted. Before OpenFlow 1.4, those to be made, or one to be deleted.</summary>
    [Field]
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
/// What changed in the flow tables (OFPMP_FLOW_MONITOR, OpenFlow 1.4.1). OpenFlow 1.4 and later; before, Nicira's NXST_FLOW_MONITOR and in 1.3 the
/// ONF's ONFST_FLOW_MONITOR, and messages of their own for <see cref="PausedFlowUpdate"/> and <see cref="ResumedFlowUpdate"/>, each of which is then
/// alone in a reply. Replies with the transaction id 0 bring later changes.
/// </summary>
[WireCode(16, From = OpenFlowVersion.OpenFlow14)]
[NiciraCode(2, To = OpenFlowVersion.OpenFlow12)]
[OnfCode(1870, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
[NiciraCode(NiciraPaused, To = OpenFlowVersion.OpenFlow12, Family = typeof(OpenFlowMessage), ReadBy = nameof(ReadPaused))]
[NiciraCode(NiciraResumed, To = OpenFlowVersion.OpenFlow12, Family = typeof(OpenFlowMessage), ReadBy = nameof(ReadResumed))]
[OnfCode(OnfPaused, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13, Family = typeof(OpenFlowMessage), ReadBy = nameof(ReadPaused))]
[OnfCode(OnfResumed, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13, Family = typeof(OpenFlowMessage), ReadBy = nameof(ReadResumed))]
public sealed partial record FlowMonitorReply : MultipartReply<FlowUpdate>
{
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
