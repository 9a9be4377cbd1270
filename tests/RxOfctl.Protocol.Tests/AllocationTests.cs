using System.Buffers;
using System.Runtime.CompilerServices;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests;

/// <summary>What a message costs in memory, on the ways that every packet takes.</summary>
public class AllocationTests
{
    private static readonly byte[] Packet = new byte[60];

    public static TheoryData<OpenFlowVersion, OpenFlowMessage> SentPerPacket
    {
        get
        {
            Match match = [Oxm.InPort.Is(1), Oxm.EthSrc.Is(new(2)), Oxm.EthDst.Is(new(3)), Oxm.EthType.Is(0x0800), Oxm.Ipv4Src.Is(new(10, 0, 0, 0), Ipv4Address.Mask(8))];
            var flowMod = new FlowMod
            {
                Match = match,
                Flags = FlowModFlags.SendFlowRem,
                IdleTimeout = 10,
                Instructions = [new ApplyActions([new SetFieldAction(Oxm.EthSrc.Is(new(9))), new OutputAction(2)])],
            };
            var packetOut = new PacketOut { InPort = 1, Actions = [new OutputAction(PortNumber.Flood)], Data = Packet };
            return new()
            {
                { OpenFlow10, flowMod },
                { OpenFlow13, flowMod },
                { OpenFlow10, packetOut },
                { OpenFlow13, packetOut },
            };
        }
    }

    [Theory]
    [MemberData(nameof(SentPerPacket))]
    public void Encoding_into_memory_of_the_caller_allocates_nothing(OpenFlowVersion version, OpenFlowMessage message)
    {
        var span = new byte[1024];
        var buffer = new ArrayBufferWriter<byte>(1024);

        Assert.Equal(0, AllocatedBy(() => OpenFlowCodec.Encode(message, version, 1, span)));
        Assert.Equal(0, AllocatedBy(() =>
        {
            buffer.ResetWrittenCount();
            OpenFlowCodec.Encode(message, version, 1, buffer);
        }));
    }

    [Theory]
    [InlineData(OpenFlow10)]
    [InlineData(OpenFlow13)]
    public void Decoding_a_packet_in_allocates_the_record_and_the_packet_alone(OpenFlowVersion version)
    {
        // The record has 56 bytes, and the array of the packet 88. The match of a port is made once.
        const int Cost = 144;
        var frame = OpenFlowCodec.Encode(new PacketIn { InPort = 7, TotalLen = 60, Data = Packet }, version, 1);
        object? kept = null;

        Assert.Equal(Cost, AllocatedBy(() => kept = OpenFlowCodec.Decode(frame, out _)));
        Assert.IsType<PacketIn>(kept);
    }

    [Fact]
    public void Making_the_flow_mod_of_a_learning_switch_allocates_what_is_said_in_it()
    {
        // The record has 88 bytes, the match 24 and the array of its fields 72, the action 24 and the array that has it 32.
        const int Cost = 240;
        object? kept = null;

        Assert.Equal(Cost, AllocatedBy(() => kept = new FlowMod
        {
            Priority = 1,
            IdleTimeout = 60,
            Match = [Oxm.InPort.Is(1), Oxm.EthDst.Is(new(2))],
            Actions = [new OutputAction(2)],
        }));
        Assert.IsType<FlowMod>(kept);
    }

    [Theory]
    [InlineData(OpenFlow10)]
    [InlineData(OpenFlow13)]
    public void A_flow_in_a_reply_allocates_its_record_its_match_and_its_actions(OpenFlowVersion version)
    {
        // The record has 96 bytes and its place in the list 8; the rest is as in a flow-mod.
        const int Cost = 256;
        const int Few = 10;
        const int More = 100;

        Assert.Equal(Cost, (CostOfFlows(version, Few + More) - CostOfFlows(version, Few)) / More);
    }

    [Fact]
    public void A_match_field_has_24_bytes() => Assert.Equal(24, Unsafe.SizeOf<OxmField>());

    [Fact]
    public void A_match_field_without_a_mask_allocates_nothing_if_it_has_up_to_64_bits()
    {
        Assert.Equal(0, AllocatedBy(() => _ = Oxm.EthDst.Is(new(0xffff_ffff_ffff))));
        Assert.Equal(0, AllocatedBy(() => _ = Oxm.Metadata.Is(ulong.MaxValue)));
    }

    private static long CostOfFlows(OpenFlowVersion version, int count)
    {
        var flows = Enumerable.Range(1, count).Select(host => new FlowStats
        {
            Priority = 1,
            PacketCount = (ulong)host,
            Match = [Oxm.InPort.Is(1), Oxm.EthDst.Is(new((ulong)host))],
            Actions = [new OutputAction(2)],
        });
        var frame = OpenFlowCodec.Encode(new FlowStatsReply { Body = flows.ToValueList() }, version, 1);
        object? kept = null;
        return AllocatedBy(() => kept = OpenFlowCodec.Decode(frame, out _));
    }

    // The first times pay for what is made once, the compilation among it.
    private static long AllocatedBy(Action action)
    {
        for (var warmUp = 0; warmUp < 100; warmUp++)
            action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
