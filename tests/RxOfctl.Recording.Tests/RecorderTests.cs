using RxOfctl.Capture;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;
using RxOfctl.Tests.Connections;

namespace RxOfctl.Recording.Tests;

public sealed class RecorderTests : IDisposable
{
    private static readonly PacketOut Packet = new() { Data = new byte[60], Actions = [new OutputAction(1)] };

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rxofctl-recorder-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task Messages_of_both_directions_are_in_the_file_in_their_order_with_their_times(OpenFlowVersion version)
    {
        var lab = new RecordedLab();
        lab.AddSwitchThatAsks(1, version);
        lab.Network.Hosts[0].Announce();
        lab.Pass(1);
        var reading = lab.Controller.GetDatapath(1)!.SendMsgAsync(new FlowStatsRequest());
        lab.Pass(1);
        Assert.NotEmpty(await reading);
        lab.Network.Switches[0].Disconnect();
        lab.Pass(0.1);

        var recording = lab.Read();

        var connection = Assert.Single(recording.Connections);
        Assert.Equal(((DatapathId)1, version), (connection.DatapathId, connection.Version));
        Assert.Equal(lab.Controller.Scheduler.Now - TimeSpan.FromSeconds(0.1), connection.ClosedAt);
        Assert.False(connection.IsClosedByController);
        Assert.Empty(recording.Problems);
        var messages = recording.Frames.Select(frame => (frame.IsSent, Type: frame.Decode().GetType())).ToList();
        Assert.Equal([(true, typeof(Hello)), (false, typeof(Hello)), (true, typeof(FeaturesRequest)), (false, typeof(FeaturesReply))], messages[..4]);
        Assert.Contains((true, typeof(FlowMod)), messages);
        Assert.Contains((false, typeof(FlowStatsReply)), messages);
        var packet = Assert.Single(recording.Frames, frame => frame.Decode() is PacketIn);
        var seen = Assert.Single(lab.Tapped.Messages);
        Assert.Equal((seen.ReceivedAt, seen.Message), (packet.Timestamp, packet.Decode()));
    }

    [Fact]
    public void Times_before_1970_of_a_virtual_clock_are_kept()
    {
        var lab = new RecordedLab(start: DateTimeOffset.MinValue);
        lab.AddSwitch(1);
        var bytes = lab.Bytes();

        Assert.Equal(DateTimeOffset.MinValue, Recording.Read(new MemoryStream(bytes)).Start);
        using var capture = new CaptureReader(new MemoryStream(bytes));
        Assert.All(capture.ReadAll(), packet => Assert.InRange(packet.Timestamp, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(1)));
    }

    [Fact]
    public void A_connection_that_began_before_the_recording_starts_with_a_handshake_that_is_marked()
    {
        var lab = new RecordedLab(isRecording: false);
        lab.AddSwitchThatAsks(1);
        lab.AddSwitch(2, OpenFlowVersion.OpenFlow10);
        lab.Record();
        lab.Network.Hosts[0].Announce();
        lab.Pass(1);

        var recording = lab.Read();

        Assert.Equal([(DatapathId)1, (DatapathId)2], recording.Connections.Select(connection => connection.DatapathId!.Value));
        Assert.Equal(4 + 2 + 4, recording.Frames.Count(frame => frame.IsSynthesized));
        Assert.IsType<PacketIn>(Assert.Single(recording.Frames, frame => !frame.IsSynthesized).Decode());
        Assert.Equal([1u, 2u], PortsIn(recording, 0));
        Assert.Equal([1u, 2u], PortsIn(recording, 1));

        static IEnumerable<uint> PortsIn(Recording recording, int connection) => recording.Frames
            .Where(frame => frame.Connection.Number == connection && !frame.IsSent)
            .Select(frame => frame.Decode())
            .SelectMany(message => (message as PortDescReply)?.Body ?? (message as FeaturesReply)?.Ports ?? [])
            .Where(port => !port.IsLocal)
            .Select(port => port.PortNo.Value);
    }

    [Fact]
    public void Only_selected_datapaths_are_recorded_from_their_first_message_on()
    {
        var lab = new RecordedLab(options: new() { Datapaths = datapath => datapath.Id == 2 });
        lab.AddSwitch(1);
        lab.AddSwitch(2);
        ScriptedSwitch.ConnectBare(lab.Controller);
        lab.Pass(1);

        var recording = lab.Read();

        Assert.Equal((DatapathId)2, Assert.Single(recording.Connections).DatapathId);
        Assert.IsType<Hello>(recording.Frames[0].Decode());
        Assert.DoesNotContain(recording.Frames, frame => frame.IsSynthesized);
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public void Packets_are_shortened_where_the_options_say_so(OpenFlowVersion version)
    {
        var lab = new RecordedLab(options: new() { PayloadLimit = 14 });
        lab.AddSwitchThatAsks(1, version);
        lab.Network.Hosts[0].Announce();
        lab.Pass(1);
        lab.Controller.GetDatapath(1)!.Send(Packet);
        lab.Pass(1);

        var recording = lab.Read();

        var seen = (PacketIn)Assert.Single(lab.Tapped.Messages).Message;
        var packet = Assert.Single(recording.Frames.Select(frame => frame.Decode()).OfType<PacketIn>());
        Assert.Equal(seen with { Data = seen.Data.Slice(0, 14) }, packet);
        Assert.Equal(14, Assert.Single(recording.Frames.Select(frame => frame.Decode()).OfType<PacketOut>()).Data.Length);
        Assert.Empty(recording.Problems);
    }

    [Fact]
    public void A_message_of_64_KB_takes_several_segments_and_is_one_message()
    {
        var lab = new RecordedLab();
        lab.AddSwitch(1);
        lab.Controller.GetDatapath(1)!.Send(new PacketOut { Data = new byte[60_000] });
        lab.Pass(1);

        Assert.Equal(60_000, Assert.Single(lab.Read().Frames.Select(frame => frame.Decode()).OfType<PacketOut>()).Data.Length);
    }

    [Fact]
    public void Files_rotate_by_size_each_is_whole_by_itself_and_together_they_are_one_recording()
    {
        var lab = new RecordedLab(isRecording: false);
        var path = Path.Combine(_directory.FullName, "net.pcapng");
        using var recorder = lab.Controller.Record(path, new() { MaxFileSize = 20_000 });
        lab.AddSwitchThatAsks(1);
        for (var i = 0; i < 300; i++)
        {
            lab.Network.Hosts[0].Announce();
            lab.Pass(0.05);
        }

        recorder.Dispose();

        Assert.InRange(recorder.Files.Count, 2, 10);
        Assert.Equal(Path.Combine(_directory.FullName, "net-00001.pcapng"), recorder.Files[0]);
        Assert.All(recorder.Files, file => Assert.InRange(new FileInfo(file).Length, 1, 40_000));
        var parts = recorder.Files.Select(file => Recording.Open(file)).ToList();
        Assert.All(parts, part => Assert.Equal((DatapathId)1, Assert.Single(part.Connections).DatapathId));
        Assert.All(parts.Skip(1), part => Assert.True(part.Frames[0].IsSynthesized));
        var whole = Recording.Open(recorder.Files);
        Assert.Single(whole.Connections);
        Assert.DoesNotContain(whole.Frames, frame => frame.IsSynthesized);
        Assert.Equal(300, whole.Frames.Count(frame => frame.Decode() is PacketIn));
        Assert.Equal(recorder.Recorded, whole.Frames.Count);
    }

    [Fact]
    public void Files_rotate_by_age_and_closed_ones_are_compressed()
    {
        var lab = new RecordedLab(isRecording: false);
        using var recorder = lab.Controller.Record(
            Path.Combine(_directory.FullName, "net.pcapng"), new() { MaxFileAge = TimeSpan.FromMinutes(1), CompressClosedFiles = true });
        lab.AddSwitch(1);
        for (var minute = 0; minute < 3; minute++)
            lab.Pass(60);
        recorder.Dispose();

        Assert.InRange(recorder.Files.Count, 3, 4);
        Assert.All(recorder.Files, file => Assert.EndsWith(".pcapng.gz", file, StringComparison.Ordinal));
        Assert.Equal(recorder.Files.Order(), Directory.GetFiles(_directory.FullName).Order());
        Assert.Equal(recorder.Recorded, Recording.Open(recorder.Files).Frames.Count);
    }

    [Fact]
    public void A_disk_that_does_not_accept_writes_costs_only_the_messages_of_that_time_which_are_counted_and_marked()
    {
        var faults = new List<RecordingFault>();
        var lab = new RecordedLab(isRecording: false);
        var disk = new FaultyStream();
        using var recorder = lab.Controller.Record(disk, new() { OnFault = faults.Add });
        lab.AddSwitchThatAsks(1);
        Ask(1);
        disk.IsFull = true;
        Ask(5);
        disk.IsFull = false;
        Ask(1);
        recorder.Dispose();

        var recording = Recording.Read(new MemoryStream(disk.Bytes));
        Assert.Equal(5, recorder.Dropped);
        Assert.IsType<IOException>(Assert.Single(faults).Error);
        Assert.Equal(2, recording.Frames.Count(frame => frame.Decode() is PacketIn));
        Assert.True(recording.Frames[^1].IsAfterGap);
        Assert.Contains("missing", Assert.Single(recording.Problems).Reason, StringComparison.Ordinal);

        void Ask(int count)
        {
            for (var i = 0; i < count; i++)
            {
                lab.Network.Hosts[0].Announce();
                lab.Pass(1);
            }
        }
    }

    [Fact]
    public void A_fault_is_logged_where_the_controller_logs_once_until_it_has_been_absent_for_ten_seconds()
    {
        using var log = new TestLog();
        var lab = new RecordedLab(isRecording: false, controller: new() { LoggerFactory = log });
        var disk = new FaultyStream();
        using var recorder = lab.Controller.Record(disk);
        lab.AddSwitch(1);
        Send(seconds: 3, isFull: true);
        Send(seconds: 5, isFull: false);
        Send(seconds: 1, isFull: true);
        Assert.Equal(["Error: A recording has a fault: No space left on device Messages missing so far: 1."], Logged());

        Send(seconds: 11, isFull: false);
        Send(seconds: 1, isFull: true);

        Assert.Equal(
            [
                "Error: A recording has a fault: No space left on device Messages missing so far: 1.",
                "Warning: The recording has no fault any more. Messages missing so far: 4.",
                "Error: A recording has a fault: No space left on device Messages missing so far: 5.",
            ],
            Logged());

        void Send(int seconds, bool isFull)
        {
            disk.IsFull = isFull;
            for (var second = 0; second < seconds; second++)
            {
                lab.Controller.GetDatapath(1)!.Send(Packet);
                lab.Pass(1);
            }
        }

        IEnumerable<string> Logged() => log.Lines.Where(line => line.Contains("ecording", StringComparison.Ordinal)).Select(line => line.Split("System.IO", 2)[0]);
    }

    [Fact]
    public void A_handler_of_faults_that_throws_ends_nothing()
    {
        var lab = new RecordedLab(isRecording: false);
        var disk = new FaultyStream();
        using var recorder = lab.Controller.Record(disk, new() { OnFault = _ => throw new InvalidOperationException("the handler is wrong") });
        lab.AddSwitch(1);
        foreach (var isFull in new[] { true, false })
        {
            disk.IsFull = isFull;
            lab.Controller.GetDatapath(1)!.Send(Packet);
            lab.Pass(1);
        }

        recorder.Dispose();
        Assert.Equal(1, recorder.Dropped);
        Assert.Single(Recording.Read(new MemoryStream(disk.Bytes)).Frames, frame => frame.Decode() is PacketOut);
    }

    [Fact]
    public void A_stream_that_failed_and_cannot_seek_ends_where_it_failed()
    {
        var lab = new RecordedLab(isRecording: false);
        var pipe = new FaultyStream { IsSeekable = false };
        using var recorder = lab.Controller.Record(pipe, new() { OnFault = _ => { } });
        lab.AddSwitch(1);
        var before = recorder.Recorded;
        foreach (var isFull in new[] { true, false, false })
        {
            pipe.IsFull = isFull;
            lab.Controller.GetDatapath(1)!.Send(Packet);
            lab.Pass(1);
        }

        recorder.Dispose();
        Assert.Equal((before, 3), (recorder.Recorded, recorder.Dropped));
        var recording = Recording.Read(new MemoryStream(pipe.Bytes));
        Assert.True(recording.IsTruncated);
        Assert.Equal(before, recording.Frames.Count);
    }

    [Fact]
    public void A_stream_keeps_what_it_had_before_the_recording()
    {
        var lab = new RecordedLab(isRecording: false);
        var disk = new FaultyStream();
        disk.Write("before"u8);
        using var recorder = lab.Controller.Record(disk, new() { OnFault = _ => { } });
        disk.IsFull = true;
        lab.AddSwitch(1);
        disk.IsFull = false;
        lab.Pass(1);
        recorder.Dispose();

        Assert.Equal("before"u8, disk.Bytes.AsSpan(0, 6));
        Assert.False(Recording.Read(new MemoryStream(disk.Bytes, 6, disk.Bytes.Length - 6)).IsTruncated);
    }

    [Fact]
    public void A_predicate_of_datapaths_that_throws_is_reported_and_its_datapath_is_not_recorded()
    {
        var faults = new List<RecordingFault>();
        var wrong = new InvalidOperationException("the predicate is wrong");
        var lab = new RecordedLab(options: new() { OnFault = faults.Add, Datapaths = datapath => datapath.Id == 1 ? throw wrong : true });
        lab.AddSwitch(1);
        lab.AddSwitch(2);

        Assert.Equal((DatapathId)2, Assert.Single(lab.Read().Connections).DatapathId);
        Assert.Equal([new(0, wrong)], faults);
    }

    [Fact]
    public void What_exceeds_the_queue_is_dropped_counted_and_marked_and_the_rest_is_recorded()
    {
        var faults = new List<RecordingFault>();
        var lab = new RecordedLab(isRecording: false);
        lab.AddSwitch(1);
        lab.Record(new() { QueueLimit = 10_000, OnFault = faults.Add });
        lab.Pass(1);
        // Ten are written at one time, before the file can be.
        for (var i = 0; i < 10; i++)
            lab.Controller.GetDatapath(1)!.Send(new PacketOut { Data = new byte[2_000] });
        lab.Pass(1);
        lab.Controller.GetDatapath(1)!.Send(new PacketOut { Data = new byte[2_000] });
        lab.Pass(1);

        var recording = lab.Read();
        Assert.Equal(6, lab.Recorder.Dropped);
        Assert.Equal(6, recording.Dropped);
        Assert.Null(Assert.Single(faults).Error);
        Assert.Equal(5, recording.Frames.Count(frame => frame.Decode() is PacketOut));
        Assert.True(recording.Frames[^1].IsAfterGap);
    }

    [Fact]
    public void A_disk_that_hangs_does_not_delay_connections()
    {
        var lab = new RecordedLab(isRecording: false);
        var disk = new FaultyStream();
        using var recorder = lab.Controller.Record(disk, new() { Scheduler = System.Reactive.Concurrency.TaskPoolScheduler.Default });
        disk.Hang();

        lab.AddSwitchThatAsks(1);
        lab.Network.Hosts[0].Announce();
        lab.Pass(1);

        Assert.Single(lab.Tapped.Messages);
        disk.GoOn();
        recorder.Dispose();
        Assert.Single(Recording.Read(new MemoryStream(disk.Bytes)).Frames, frame => frame.Decode() is PacketIn);
    }

    [Fact]
    public void The_file_counts_what_it_has_and_what_is_missing()
    {
        var lab = new RecordedLab(options: new() { QueueLimit = 4_000 });
        lab.AddSwitch(1);
        for (var i = 0; i < 10; i++)
            lab.Controller.GetDatapath(1)!.Send(new PacketOut { Data = new byte[1_000] });
        lab.Pass(1);
        using var capture = new CaptureReader(new MemoryStream(lab.Bytes()));
        var packets = capture.ReadAll().Count();
        var statistics = Assert.Single(capture.Statistics);

        Assert.Equal(lab.Recorder.Dropped, statistics.Dropped);
        Assert.Equal(packets + statistics.Dropped, statistics.Received);
        Assert.True(statistics.Dropped > 0);
    }

    [Fact]
    public void There_is_one_recorder_at_a_time_and_a_second_one_leaves_no_file_open()
    {
        var lab = new RecordedLab();
        var output = new FaultyStream();
        Assert.Throws<InvalidOperationException>(() => lab.Controller.Record(output));
        Assert.True(output.IsDisposed);
        lab.Recorder.Dispose();
        lab.Recorder.Dispose();
        using var next = lab.Controller.Record(new MemoryStream());
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var lab = new RecordedLab(isRecording: false);
        foreach (var options in new RecordingOptions[]
        {
            new() { QueueLimit = 0 }, new() { FlushInterval = TimeSpan.Zero }, new() { MaxFileSize = 0 }, new() { MaxFileAge = TimeSpan.Zero },
            new() { PayloadLimit = -1 },
        })
            Assert.Throws<ArgumentOutOfRangeException>(() => lab.Controller.Record(new MemoryStream(), options));
        Assert.Throws<DirectoryNotFoundException>(() => lab.Controller.Record(Path.Combine(_directory.FullName, "missing", "a.pcapng")));
    }

    /// <summary>A disk that may be full, or hang.</summary>
    private sealed class FaultyStream : MemoryStream
    {
        private readonly ManualResetEventSlim _goesOn = new(initialState: true);

        public bool IsFull { get; set; }

        public bool IsSeekable { get; init; } = true;

        public override bool CanSeek => IsSeekable;

        public bool IsDisposed { get; private set; }

        public byte[] Bytes { get; private set; } = [];

        public void Hang() => _goesOn.Reset();

        public void GoOn() => _goesOn.Set();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _goesOn.Wait();
            // As a disk does, it takes what it has room for.
            base.Write(IsFull ? buffer[..(buffer.Length / 2)] : buffer);
            if (IsFull)
                throw new IOException("No space left on device");
        }

        protected override void Dispose(bool disposing)
        {
            if (!IsDisposed)
                Bytes = ToArray();
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
