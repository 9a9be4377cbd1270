using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sums over flows (NXST_AGGREGATE). OpenFlow 1.0.</summary>
[NiciraCode(1, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraAggregateStatsReply : MultipartReply
{
    /// <summary>How many packets the flows matched.</summary>
    public ulong PacketCount { get; init; }

    /// <summary>How many bytes the flows matched.</summary>
    public ulong ByteCount { get; init; }

    /// <summary>How many flows there are.</summary>
    public uint FlowCount { get; init; }

    internal static NiciraAggregateStatsReply ReadBody(ref WireReader reader)
    {
        var reply = new NiciraAggregateStatsReply { PacketCount = reader.ReadUInt64(), ByteCount = reader.ReadUInt64(), FlowCount = reader.ReadUInt32() };
        reader.Skip(4);
        return reply;
    }

    internal override void WriteMultipart(ref WireWriter writer)
    {
        writer.WriteUInt64(PacketCount);
        writer.WriteUInt64(ByteCount);
        writer.WriteUInt32(FlowCount);
        writer.Pad(4);
    }
}
