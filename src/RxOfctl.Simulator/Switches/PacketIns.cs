using System.Reactive.Concurrency;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>Sends packets and events of the pipeline to the controllers that want them.</summary>
internal sealed class PacketIns(
    IReadOnlyList<ControllerChannel> channels,
    SortedDictionary<PortNumber, SwitchPort> ports,
    PacketBuffers buffers,
    IScheduler clock,
    Func<ushort> missSendLen) : IPacketInTarget
{
    private static readonly PacketField[] PipelineFields =
        [.. PacketFields.OfSpecification.Where(field => field.IsPipelineField && field.IsWritable)];

    public void OnMiss(Packet packet, TableId tableId)
    {
        if (!MayMiss(packet))
            return;
        foreach (var channel in channels)
        {
            if (Dialect.SendsMisses(channel.Version))
                Send(channel, packet, new() { Reason = PacketInReason.NoMatch, TableId = tableId, Cookie = ulong.MaxValue }, missSendLen());
        }
    }

    public void OnAction(Packet packet, ActionSource source, ushort maxLen)
    {
        var isTableMiss = source.Flow is { IsTableMiss: true };
        if (isTableMiss && !MayMiss(packet))
            return;
        foreach (var channel in channels)
        {
            // A packet-in of the table-miss flow is a miss from OpenFlow 1.3 on, where packets without a flow are dropped.
            var isMiss = isTableMiss && !Dialect.SendsMisses(channel.Version);
            Send(channel, packet, new()
            {
                Reason = isMiss ? PacketInReason.NoMatch : Dialect.In(channel.Version, source.Reason),
                TableId = source.TableId,
                Cookie = source.Flow?.Cookie ?? ulong.MaxValue,
            }, maxLen);
        }
    }

    public void OnInvalidTtl(Packet packet, ActionSource source)
    {
        foreach (var channel in channels)
        {
            Send(channel, packet, new()
            {
                Reason = PacketInReason.InvalidTtl,
                TableId = source.TableId,
                Cookie = source.Flow?.Cookie ?? ulong.MaxValue,
            }, missSendLen());
        }
    }

    public void OnStatTrigger(FlowEntry flow)
    {
        var report = new FlowLightweightStatsReply { Body = [flow.Summarize(FlowStatsReason.StatTrigger, clock.Now)] };
        foreach (var channel in channels)
        {
            if (channel.Wants(AsyncMaskType.FlowStatsMaster, (int)FlowStatsReason.StatTrigger))
                channel.Notify(report, xid: 0);
        }
    }

    private bool MayMiss(Packet packet) =>
        !ports.TryGetValue(packet.InPort, out var port) || (port.Config & PortConfig.NoPacketIn) == 0;

    private void Send(ControllerChannel channel, Packet packet, PacketIn about, ushort maxLen)
    {
        if (!channel.Wants(AsyncMaskType.PacketInMaster, (int)about.Reason))
            return;
        var data = packet.ToBytes();
        var bufferId = Dialect.AsksForNoBuffer(channel.Version, maxLen) ? BufferId.NoBuffer : buffers.Keep(packet);
        channel.Notify(Dialect.In(channel.Version, about with
        {
            BufferId = bufferId,
            Match = Dialect.HasPacketInMatch(channel.Version) ? Describe(packet) : Match.OfInPort(packet.InPort),
            TotalLen = (ushort)Math.Min(data.Length, ushort.MaxValue),
            Data = bufferId == BufferId.NoBuffer ? data : data.Slice(0, Math.Min(data.Length, maxLen)),
        }));
    }

    // The pipeline fields of the packet that are not zero (OpenFlow 1.3.5 §7.4.1).
    private static Match Describe(Packet packet)
    {
        var match = Match.OfInPort(packet.InPort);
        foreach (var field in PipelineFields)
        {
            var value = field.Get(packet.Key);
            if (value != 0)
                match = match.With(field.ToOxm(value));
        }

        return match;
    }
}
