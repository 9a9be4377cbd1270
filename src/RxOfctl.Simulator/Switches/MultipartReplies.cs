using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>What a switch answers to multipart requests, in parts no longer than it is told.</summary>
internal sealed class MultipartReplies(
    SimulatedSwitch owner, FlowTables tables, SortedDictionary<PortNumber, SwitchPort> ports, Turns turns, int maxLength)
{
    // All that OpenFlow 1.0 can wildcard (OFPFW_ALL).
    private const uint AllWildcards = (1 << 22) - 1;

    /// <summary>The parts of an answer, the last of which says that it is.</summary>
    /// <exception cref="RefusedException">The request is wrong or not supported.</exception>
    public IReadOnlyList<MultipartReply> Answer(MultipartRequest request, OpenFlowVersion version)
    {
        // None of the requests below comes in parts.
        if ((request.Flags & MultipartFlags.More) != 0)
            throw new RefusedException(OpenFlowError.BadRequestBadMultipart);
        var now = turns.Scheduler.Now;
        switch (request)
        {
            case DescRequest:
                return [Describe()];
            case PortDescRequest:
                return Split(new PortDescReply(), ports.Values.Select(port => Dialect.In(version, port.Describe())), version);
            case PortStatsRequest { PortNo: var number } when number != PortNumber.Any && !ports.ContainsKey(number):
                throw new RefusedException(
                    version == OpenFlowVersion.OpenFlow10 ? OpenFlowError.BadRequestEperm : OpenFlowError.BadRequestBadPort);
            case PortStatsRequest { PortNo: var number }:
                var counted = ports.Values.Where(port => number == PortNumber.Any || number == port.Number);
                return Split(new PortStatsReply(), counted.Select(port => Dialect.In(version, port.Count(now))), version);
            case TableStatsRequest:
                return Split(new TableStatsReply(), Enumerable.Range(0, tables.Count).Select(id => Count((byte)id, version)), version);
            case FlowStatsRequest of:
                var flows = tables.Select(of.TableId, of.Match, of.OutPort, of.OutGroup, of.Cookie, of.CookieMask, version);
                return Split(new FlowStatsReply(), flows.Select(flow => Dialect.In(version, flow.Describe(now))), version);
            case AggregateStatsRequest of:
                return [Sum([.. tables.Select(of.TableId, of.Match, of.OutPort, of.OutGroup, of.Cookie, of.CookieMask, version)])];
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

    private DescReply Describe() => new()
    {
        MfrDesc = "RxOfctl",
        HwDesc = "Simulated switch",
        SwDesc = typeof(SimulatedSwitch).Assembly.GetName().Version?.ToString() ?? "",
        SerialNum = owner.Id.ToString(),
        DpDesc = owner.Name,
    };

    private TableStats Count(byte id, OpenFlowVersion version) => Dialect.In(version, new TableStats
    {
        TableId = id,
        Name = $"table{id}",
        Wildcards = AllWildcards,
        MaxEntries = (uint)tables.Capacity,
        ActiveCount = (uint)tables[id].Flows.Count,
        LookupCount = tables[id].LookupCount,
        MatchedCount = tables[id].MatchedCount,
    });

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

    // A flow that another controller made in a newer version, and this one cannot express, is left out.
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
