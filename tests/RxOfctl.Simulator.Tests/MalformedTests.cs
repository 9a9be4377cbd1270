using System.Buffers.Binary;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Simulator.Tests;

/// <summary>A switch answers malformed messages with errors, and the session goes on.</summary>
public class MalformedTests
{
    private const int HeaderLength = 8;

    public static TheoryData<OpenFlowVersion> Versions() =>
    [
        OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow11, OpenFlowVersion.OpenFlow12, OpenFlowVersion.OpenFlow13, OpenFlowVersion.OpenFlow14,
        OpenFlowVersion.OpenFlow15,
    ];

    [Theory, MemberData(nameof(Versions))]
    public void A_session_survives_messages_of_random_bytes(OpenFlowVersion version)
    {
        var random = new Random((int)version);
        var bench = new Bench(version);
        for (var number = 0; number < 2000; number++)
        {
            var frame = new byte[HeaderLength + random.Next(100)];
            random.NextBytes(frame);
            (frame[0], frame[1]) = ((byte)version, (byte)random.Next(40));
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)frame.Length);
            bench.Controller.SendBytes(frame);
        }

        AssertAlive(bench);
        Assert.NotEmpty(bench.Controller.Errors);
    }

    [Theory, MemberData(nameof(Versions))]
    public void A_session_survives_messages_in_which_bytes_are_changed(OpenFlowVersion version)
    {
        var random = new Random((int)version);
        var bench = new Bench(version, new() { Queues = [new(1, 1)], BufferCount = 4 });
        byte[][] frames = [.. Messages(version).Select(message => OpenFlowCodec.Encode(message, version, 5))];
        for (var number = 0; number < 5000; number++)
        {
            byte[] frame = [.. frames[random.Next(frames.Length)]];
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                frame[random.Next(HeaderLength, frame.Length)] = (byte)random.Next(256);
            bench.Controller.SendBytes(frame);
            if (number % 50 == 0)
                bench.Send(1, Bench.Datagram(1, 2));
        }

        AssertAlive(bench);
    }

    [Theory, MemberData(nameof(Versions))]
    public void Each_message_that_is_cut_within_its_fixed_part_is_answered_with_a_length_error(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        foreach (var message in Messages(version))
        {
            var xid = 5000u;
            var frame = OpenFlowCodec.Encode(message, version, xid)[..(HeaderLength + 1)];
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)frame.Length);
            bench.Controller.Received.Clear();
            bench.Controller.SendBytes(frame);
            bench.Settle();

            var error = Assert.IsType<ErrorMessage>(Assert.Single(bench.Controller.Received, received => received.Xid == xid).Message);
            Assert.Equal(OpenFlowError.BadRequestBadLen, error.Error);
            Assert.Equal(frame, error.Data.ToArray());
        }

        AssertAlive(bench);
    }

    private static IEnumerable<OpenFlowMessage> Messages(OpenFlowVersion version)
    {
        Match match = [Oxm.EthType.Is(0x800), Oxm.IpProto.Is(17), Oxm.UdpDst.Is(5)];
        yield return new FlowMod { Match = match, Actions = [new PopVlanAction(), new SetFieldAction(Oxm.Ipv4Dst.Is(new(1, 2, 3, 4))), new OutputAction(2)] };
        yield return new FlowMod { Command = FlowModCommand.Modify, Match = match };
        yield return new FlowStatsRequest { Match = match };
        yield return new PortMod { PortNo = 1, HwAddr = new(0x0200_0001_0001), Mask = PortConfig.PortDown };
        yield return new PacketOut { InPort = 1, Actions = [new OutputAction(PortNumber.Table)], Data = Bench.Datagram(1, 2).ToBytes() };
        yield return new QueueStatsRequest();
        if (version < OpenFlowVersion.OpenFlow11)
            yield break;
        yield return new GroupMod { GroupId = 1, Type = GroupType.Select, Buckets = [new() { Weight = 1, Actions = [new OutputAction(2)] }] };
        yield return new FlowMod { Actions = [new GroupAction(1), new PushMplsAction(0x8847)] };
        yield return new TableMod();
        if (version < OpenFlowVersion.OpenFlow13)
            yield break;
        yield return new MeterMod { MeterId = 1, Flags = MeterFlags.Pktps, Bands = [new DropMeterBand { Rate = 1 }] };
        yield return new RoleRequest { Role = ControllerRole.Equal };
        yield return new TableFeaturesRequest();
        if (version < OpenFlowVersion.OpenFlow14)
            yield break;
        yield return new FlowMonitorRequest { Body = [new() { MonitorId = 1, Flags = FlowMonitorFlags.Initial | FlowMonitorFlags.Add, Match = match }] };
        yield return new BundleControl { BundleId = 1 };
        yield return new BundleAddMessage { BundleId = 1, Message = new FlowMod { Match = match } };
        yield return new BundleControl { BundleId = 1, Type = BundleControlType.CommitRequest };
    }

    private static void AssertAlive(Bench bench)
    {
        bench.Settle();
        Assert.False(bench.Controller.Serving.IsCompleted, $"{bench.Controller.Serving.Exception}");
        Assert.Contains(new EchoReply { Data = new byte[] { 7 } }, bench.Ask(new EchoRequest { Data = new byte[] { 7 } }));
    }
}
