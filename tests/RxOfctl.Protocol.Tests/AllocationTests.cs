using System.Buffers;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
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
        var frame = OpenFlowCodec.Encode(new PacketIn { InPort = 7, TotalLen = 60, Data = Packet }, version, 1);
        object? kept = null;
        var record = AllocatedBy(() => kept = new PacketIn());
        var payload = AllocatedBy(() => kept = new byte[Packet.Length]);

        Assert.Equal(record + payload, AllocatedBy(() => kept = OpenFlowCodec.Decode(frame, out _)));
        Assert.IsType<PacketIn>(kept);
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
