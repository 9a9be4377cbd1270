using System.Net;
using System.Reactive.Linq;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RxOfctl.Capture;
using RxOfctl.Capture.Tcp;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Testing;

namespace RxOfctl.Recording.Tests;

public sealed class RecordingTests
{
    private static readonly Lazy<byte[]> File = new(() =>
    {
        var lab = Pinged();
        return lab.Bytes();
    });

    [Fact]
    public void A_file_cut_anywhere_opens_up_to_the_cut()
    {
        var whole = Recording.Read(new MemoryStream(File.Value));
        var complete = 0;
        for (var length = 0; length <= File.Value.Length; length++)
        {
            if (length < 4)
            {
                Assert.Throws<CaptureFormatException>(() => Recording.Read(new MemoryStream(File.Value, 0, length)));
                continue;
            }

            var cut = Recording.Read(new MemoryStream(File.Value, 0, length));
            Assert.InRange(cut.Frames.Count, complete, complete + 1);
            complete = cut.Frames.Count;
            if (complete > 0)
                Assert.Equal(whole.Frames[complete - 1].Data.Span, cut.Frames[^1].Data.Span);
        }

        Assert.Equal(whole.Frames.Count, complete);
        Assert.False(whole.IsTruncated);
    }

    [Property(MaxTest = 500)]
    public Property A_damaged_file_gives_a_recording_or_an_error_with_its_offset() =>
        Prop.ForAll(
            Gen.Choose(0, File.Value.Length - 1).Zip(Gen.Choose(0, 255)).ListOf(3).ToArbitrary(),
            changes =>
            {
                var damaged = File.Value.ToArray();
                foreach (var (offset, value) in changes)
                    damaged[offset] = (byte)value;
                try
                {
                    var recording = Recording.Read(new MemoryStream(damaged));
                    foreach (var frame in recording.Frames)
                        frame.TryDecode();
                    var scheduler = recording.CreateScheduler();
                    recording.PlayMessages(scheduler).Subscribe();
                    recording.PlayConnections(scheduler).Subscribe();
                    scheduler.Start();
                }
                catch (CaptureFormatException error)
                {
                    Assert.InRange(error.Offset, 0, damaged.Length);
                }
            });

    [Fact]
    public void Messages_are_played_at_their_times_as_the_controller_had_them()
    {
        var lab = Pinged();
        var recording = lab.Read();
        var scheduler = recording.CreateScheduler();
        var played = recording.PlayMessages(scheduler).Record(scheduler);
        scheduler.Start();

        Assert.True(played.IsCompleted);
        Assert.Equal(
            lab.Tapped.Messages.Select(each => (each.ReceivedAt, each.Datapath.Id, each.Xid, each.Message)),
            played.Notifications.SkipLast(1).Select(each => (each.Timestamp, each.Value.Value.Datapath.Id, each.Value.Value.Xid, each.Value.Value.Message)));
        Assert.All(played.Values, each => Assert.Equal(each.ReceivedAt, played.Notifications[played.Values.ToList().IndexOf(each)].Timestamp));
        var datapath = played.Values[0].Datapath;
        Assert.False(datapath.IsConnected);
        Assert.Equal(OpenFlowVersion.OpenFlow13, datapath.Version);
        Assert.Equal([1u, 2u], datapath.Ports.Keys.Where(port => !port.IsReserved).Select(port => port.Value).Order());
        Assert.Throws<InvalidDatapathException>(() => datapath.Send(new PacketOut()));
        Assert.False(datapath.TrySend(new PacketOut()));
        var asked = datapath.SendMsg(new FlowMod()).Record(scheduler);
        Assert.True(SpinWait.SpinUntil(() => asked.Error is InvalidDatapathException, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void Port_changes_have_their_effect_also_before_the_time_from_which_messages_are_played()
    {
        var lab = new RecordedLab();
        var added = lab.AddSwitchThatAsks(1);
        lab.Pass(1);
        added.AddPort(7);
        lab.Pass(1);
        var from = lab.Scheduler.Now;
        lab.Network.Hosts[0].Announce();
        lab.Pass(1);
        var recording = lab.Read();

        var scheduler = recording.CreateScheduler();
        var played = recording.PlayMessages(scheduler, from).Record(scheduler);
        scheduler.Start();

        var only = Assert.Single(played.Values);
        Assert.IsType<PacketIn>(only.Message);
        Assert.Contains(new PortNumber(7), only.Datapath.Ports.Keys);
    }

    [Fact]
    public void Frames_are_played_from_a_time_on_and_a_subscription_ends_when_it_is_disposed_of()
    {
        var recording = Recording.Read(new MemoryStream(File.Value));
        var from = recording.Start + (recording.End - recording.Start) / 2;
        var scheduler = recording.CreateScheduler();
        var rest = recording.PlayFrames(scheduler, from).Record(scheduler);
        var first = recording.PlayFrames(scheduler).Take(3).Record(scheduler);
        scheduler.Start();

        Assert.Equal(recording.Frames.Where(frame => frame.Timestamp >= from), rest.Values);
        Assert.Equal(recording.Frames.Take(3), first.Values);
        Assert.True(first.IsCompleted);
        Assert.Equal(recording.End, rest.LastAt);
    }

    [Fact]
    public void The_states_of_connections_are_played()
    {
        var lab = Pinged();
        lab.Network.Switches[0].Disconnect();
        lab.Pass(1);
        var recording = lab.Read();
        var scheduler = recording.CreateScheduler();
        var played = recording.PlayConnections(scheduler).Record(scheduler);
        scheduler.Start();

        Assert.Equal(
            [ConnectionState.Handshake, ConnectionState.Ready, ConnectionState.Closed],
            played.Values.Select(change => change.State));
        Assert.Equal((DatapathId)1, played.Values[^1].DatapathId);
    }

    [Fact]
    public void A_capture_of_another_origin_with_retransmissions_and_other_traffic_opens()
    {
        var time = RecordedLab.Start;
        var output = new MemoryStream();
        using (var writer = new PcapngWriter(output))
        {
            var wire = writer.AddInterface(new() { Name = "eth0" });
            var web = new TcpConnectionWriter(writer, wire, IPEndPoint.Parse("10.0.0.1:40000"), IPEndPoint.Parse("10.0.0.2:80"));
            var openFlow = new TcpConnectionWriter(writer, wire, IPEndPoint.Parse("10.0.0.1:40001"), IPEndPoint.Parse("10.0.0.2:6633"));
            web.Open(time);
            openFlow.Open(time);
            web.Send(time, fromClient: true, "GET / HTTP/1.1\r\n\r\n"u8);
            // Two messages in one segment, and one in two.
            var hello = OpenFlowCodec.Encode(Hello.Of([OpenFlowVersion.OpenFlow13]), OpenFlowVersion.OpenFlow13, 1);
            var features = OpenFlowCodec.Encode(new FeaturesReply { DatapathId = 5 }, OpenFlowVersion.OpenFlow13, 2);
            openFlow.Send(time, fromClient: true, [.. hello, .. features[..10]]);
            openFlow.Send(time.AddSeconds(1), fromClient: true, features.AsSpan(10));
            openFlow.Send(time.AddSeconds(2), fromClient: false, hello);
        }

        var bytes = output.ToArray();
        var recording = Recording.Read(new MemoryStream(bytes));

        var connection = Assert.Single(recording.Connections);
        Assert.Equal(("10.0.0.1:40001", (DatapathId)5), (connection.Peer, connection.DatapathId));
        Assert.Equal([false, false, true], recording.Frames.Select(frame => frame.IsSent));
        Assert.Equal(time.AddSeconds(1), recording.Frames[1].Timestamp);
        Assert.Null(connection.ClosedAt);
    }

    private static RecordedLab Pinged()
    {
        var lab = new RecordedLab();
        lab.AddSwitchThatAsks(1);
        lab.Network.Hosts[0].Ping(lab.Network.Hosts[1].Address).Subscribe();
        lab.Pass(2);
        return lab;
    }
}
