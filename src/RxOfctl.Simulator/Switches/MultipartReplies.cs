using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>The replies to multipart requests, in parts of limited length.</summary>
internal sealed class MultipartReplies(SwitchState state, int maxLength)
{
    // All that OpenFlow 1.0 can wildcard (OFPFW_ALL).
    private const uint AllWildcards = (1 << 22) - 1;

    // All match fields, instructions and actions of OpenFlow 1.1 and 1.2.
    private const uint Wildcards11 = 0x3ff;
    private const uint Instructions12 = 0b11_1110;
    private const uint Actions11 = 0x1f7_ffff;
    private const uint Actions12 = 0x3f9_8801;

    // The bits of the actions that buckets may have (OpenFlow 1.3.5 §7.3.5.10), as Open vSwitch numbers them.
    private const uint GroupActions = 0xfff_9801;

    private DateTimeOffset Now => state.Lock.Scheduler.Now;

    /// <summary>The parts of a reply; all but the last have the MORE flag.</summary>
    /// <exception cref="RefusedException">The request is wrong or not supported.</exception>
    public IReadOnlyList<MultipartReply> Answer(MultipartRequest request, ControllerChannel channel)
    {
        var version = channel.Version;
        var now = Now;
        switch (request)
        {
            case DescRequest:
                return [state.Description];
            case PortDescRequest { PortNo: var number }:
                return Split(new PortDescReply(), PortsOf(number, version).Select(port => Dialect.In(version, port.Describe())), version);
            case PortStatsRequest { PortNo: var number }:
                return Split(new PortStatsReply(), PortsOf(number, version).Select(port => Dialect.In(version, port.Count(now))), version);
            case TableStatsRequest:
                return Split(new TableStatsReply(), TableIds().Select(id => Count(id, version)), version);
            case FlowStatsRequest of:
                var flows = state.Tables.Select(of.TableId, of.Match, of.OutPort, of.OutGroup, of.Cookie, of.CookieMask, version);
                return Split(new FlowStatsReply(), flows.Select(flow => Dialect.In(version, flow.Describe(now))), version);
            case FlowLightweightStatsRequest of:
                var counted = state.Tables.Select(of.TableId, of.Match, of.OutPort, of.OutGroup, of.Cookie, of.CookieMask, version);
                return Split(new FlowLightweightStatsReply(), counted.Select(flow => flow.Summarize(FlowStatsReason.StatsRequest, now)), version);
            case AggregateStatsRequest of:
                return [Sum([.. state.Tables.Select(of.TableId, of.Match, of.OutPort, of.OutGroup, of.Cookie, of.CookieMask, version)])];
            case QueueStatsRequest of:
                CheckQueues(of.PortNo, of.QueueId);
                return Split(new QueueStatsReply(), state.Queues.Count(of.PortNo, of.QueueId, now).Select(queue => Dialect.In(version, queue)), version);
            case QueueDescRequest of:
                CheckQueues(of.PortNo, of.QueueId);
                return Split(new QueueDescReply(), state.Queues.Describe(of.PortNo, of.QueueId), version);
            case GroupStatsRequest { GroupId: var id }:
                return Split(new GroupStatsReply(), GroupsOf(id).Select(group => group.Describe(References(group.Id), now)), version);
            case GroupDescRequest { GroupId: var id }:
                return Split(new GroupDescReply(), GroupsOf(id).Select(group => group.Description), version);
            case GroupFeaturesRequest:
                return [GroupFeatures()];
            case MeterStatsRequest { MeterId: var id }:
                return Split(new MeterStatsReply(), MetersOf(id).Select(meter => meter.Describe(References(meter.Description.MeterId), now)), version);
            case MeterDescRequest { MeterId: var id }:
                return Split(new MeterDescReply(), MetersOf(id).Select(meter => meter.Description), version);
            case MeterFeaturesRequest:
                return [MeterFeatures(version)];
            case TableFeaturesRequest features:
                state.Settings.Apply(features, version);
                return Split(new TableFeaturesReply(), TableIds().Select(id => TableFeaturesTemplate.Of(id, state.Tables, version)), version);
            case TableDescRequest:
                return Split(new TableDescReply(), TableIds().Select(id => state.Settings.Describe(id)), version);
            case FlowMonitorRequest monitor:
                return Split(new FlowMonitorReply(), channel.Monitors.Apply(monitor, version), version);
            case ControllerStatusRequest:
                return Split(new ControllerStatusReply(), state.Channels.Select(other => other.Describe(ControllerStatusReason.Request)), version);
            case BundleFeaturesRequest:
                return [new BundleFeaturesReply { Capabilities = BundleFlags.Atomic | BundleFlags.Ordered }];
            case ExperimenterMultipartRequest:
                throw new RefusedException(OpenFlowError.BadRequestBadExperimenter);
            default:
                throw new RefusedException(OpenFlowError.BadRequestBadMultipart);
        }
    }

    private static AggregateStatsReply Sum(IReadOnlyCollection<FlowEntry> flows) => new()
    {
        FlowCount = (uint)flows.Count,
        PacketCount = flows.Aggregate(0ul, (sum, flow) => sum + flow.PacketCount),
        ByteCount = flows.Aggregate(0ul, (sum, flow) => sum + flow.ByteCount),
    };

    private static GroupFeaturesReply GroupFeatures() => new()
    {
        Types = 0b1111,
        Capabilities = GroupCapabilities.SelectWeight | GroupCapabilities.SelectLiveness | GroupCapabilities.Chaining | GroupCapabilities.ChainingChecks,
        MaxGroupsAll = GroupId.Max.Value,
        MaxGroupsSelect = GroupId.Max.Value,
        MaxGroupsIndirect = GroupId.Max.Value,
        MaxGroupsFastFailover = GroupId.Max.Value,
        ActionsAll = GroupActions,
        ActionsSelect = GroupActions,
        ActionsIndirect = GroupActions,
        ActionsFastFailover = GroupActions,
    };

    // Bit 1 is the drop band, bit 2 DSCP remark.
    private static MeterFeaturesReply MeterFeatures(OpenFlowVersion version) => new()
    {
        MaxMeter = MeterId.Max.Value,
        BandTypes = 0b110,
        Capabilities = (uint)(MeterFlags.Kbps | MeterFlags.Pktps | MeterFlags.Burst | MeterFlags.Stats),
        MaxBands = MeterTable.MaxBands,
        Features = version >= OpenFlowVersion.OpenFlow15 ? MeterFeatureFlags.ActionSet | MeterFeatureFlags.AnyPosition | MeterFeatureFlags.MultiList : default,
    };

    private IEnumerable<byte> TableIds() => Enumerable.Range(0, state.Tables.Count).Select(id => (byte)id);

    private IEnumerable<SwitchPort> PortsOf(PortNumber number, OpenFlowVersion version)
    {
        if (number != PortNumber.Any && !state.Ports.ContainsKey(number))
            throw new RefusedException(version == OpenFlowVersion.OpenFlow10 ? OpenFlowError.BadRequestEperm : OpenFlowError.BadRequestBadPort);
        return state.Ports.Values.Where(port => number == PortNumber.Any || number == port.Number);
    }

    private IEnumerable<SwitchGroup> GroupsOf(GroupId id) =>
        state.Groups.Groups.Where(group => id == GroupId.All || id == GroupId.Any || group.Id == id);

    private IEnumerable<SwitchMeter> MetersOf(MeterId id)
    {
        if (id != MeterId.All && !state.Meters.Contains(id))
            throw new RefusedException(OpenFlowError.MeterModFailedUnknownMeter);
        return state.Meters.Meters.Where(meter => id == MeterId.All || meter.Description.MeterId == id);
    }

    private uint References(GroupId id) => (uint)(state.Tables.Flows.Count(flow => flow.Program.Uses(id)) + state.Groups.Groups.Count(group => group.Chained.Contains(id)));

    private uint References(MeterId id) => (uint)state.Tables.Flows.Count(flow => flow.Program.Uses(id));

    private void CheckQueues(PortNumber port, uint queueId)
    {
        var isAnyPort = port == PortNumber.Any || port == PortNumber.All;
        if (!isAnyPort && !state.Ports.ContainsKey(port))
            throw new RefusedException(OpenFlowError.QueueOpFailedBadPort);
        if (queueId != QueueId.All && !state.Queues.Describe(port, queueId).Any())
            throw new RefusedException(OpenFlowError.QueueOpFailedBadQueue);
    }

    private TableStats Count(byte id, OpenFlowVersion version)
    {
        var table = state.Tables[id];
        return Dialect.In(version, new TableStats
        {
            TableId = id,
            Name = $"table{id}",
            Wildcards = version == OpenFlowVersion.OpenFlow12 ? (1ul << 36) - 1 : version == OpenFlowVersion.OpenFlow11 ? Wildcards11 : AllWildcards,
            Match = version == OpenFlowVersion.OpenFlow12 ? (1ul << 36) - 1 : Wildcards11,
            Instructions = Instructions12,
            WriteActions = version == OpenFlowVersion.OpenFlow12 ? Actions12 : Actions11,
            ApplyActions = version == OpenFlowVersion.OpenFlow12 ? Actions12 : Actions11,
            WriteSetfields = (1ul << 36) - 1,
            ApplySetfields = (1ul << 36) - 1,
            MetadataMatch = ulong.MaxValue,
            MetadataWrite = ulong.MaxValue,
            Config = table.Config,
            MaxEntries = (uint)state.Tables.Capacity,
            ActiveCount = (uint)table.Count,
            LookupCount = table.LookupCount,
            MatchedCount = table.MatchedCount,
        });
    }

    private IReadOnlyList<MultipartReply> Split<TEntry>(MultipartReply<TEntry> empty, IEnumerable<TEntry> entries, OpenFlowVersion version)
    {
        var header = OpenFlowCodec.Encode(empty, version, 0, []);
        var parts = new List<List<TEntry>> { new() };
        var length = header;
        foreach (var entry in entries)
        {
            if (Measure(empty with { Body = [entry] }, version) is not { } whole)
                continue;
            var own = whole - header;
            if (length + own > maxLength && parts[^1].Count > 0)
            {
                parts.Add([]);
                length = header;
            }

            parts[^1].Add(entry);
            length += own;
        }

        return [.. parts.Select((part, index) => empty with
        {
            Body = part.ToValueList(),
            Flags = index < parts.Count - 1 ? MultipartFlags.More : MultipartFlags.None,
        })];
    }

    // A flow that another controller made in a newer version, and this version cannot carry, is left out.
    private static int? Measure(MultipartReply reply, OpenFlowVersion version)
    {
        try
        {
            return OpenFlowCodec.Encode(reply, version, 0, []);
        }
        catch (OpenFlowEncodeException)
        {
            return null;
        }
    }
}
