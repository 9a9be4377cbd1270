using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Benchmarks.Codec;

/// <summary>The messages whose codec is measured, as switches and learning switches send them.</summary>
internal static class SampleMessages
{
    private static readonly MacAddress Destination = new(0x0200_0000_0002);

    public static PacketIn PacketIn { get; } = new() { BufferId = 7, TotalLen = 64, InPort = 1, Data = new byte[64] };

    public static PortStatus PortStatus { get; } = new()
    {
        Reason = PortReason.Modify,
        Desc = new() { PortNo = 1, HwAddr = Destination, Name = "s1-eth1" },
    };

    public static FlowRemoved FlowRemoved { get; } = new()
    {
        Priority = 1,
        DurationSec = 60,
        IdleTimeout = 60,
        PacketCount = 10,
        ByteCount = 640,
        Match = [Oxm.InPort.Is(1), Oxm.EthDst.Is(Destination)],
    };

    public static FlowMod FlowMod { get; } = NewFlowMod(1, Destination, 2);

    public static PacketOut PacketOut { get; } = new() { InPort = 1, Actions = [new OutputAction(PortNumber.Flood)], Data = new byte[64] };

    /// <summary>A hundred flows of a host each, in one part.</summary>
    public static FlowStatsReply FlowStats { get; } = new()
    {
        Body = Enumerable.Range(1, 100).Select(host => new FlowStats
        {
            Priority = 1,
            DurationSec = 60,
            IdleTimeout = 60,
            PacketCount = (ulong)host,
            ByteCount = 64 * (ulong)host,
            Match = [Oxm.InPort.Is(1), Oxm.EthDst.Is(new((ulong)host))],
            Instructions = [new ApplyActions([new OutputAction(2)])],
        }).ToValueList(),
    };

    /// <summary>What a learning switch makes for each packet whose destination it knows.</summary>
    public static FlowMod NewFlowMod(PortNumber inPort, MacAddress destination, PortNumber outPort) => new()
    {
        Priority = 1,
        IdleTimeout = 60,
        BufferId = 7,
        Match = [Oxm.InPort.Is(inPort), Oxm.EthDst.Is(destination)],
        Actions = [new OutputAction(outPort)],
    };
}
