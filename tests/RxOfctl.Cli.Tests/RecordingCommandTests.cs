using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Text.Json;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Recording;
using RxOfctl.Simulator;

namespace RxOfctl.Cli.Tests;

/// <summary>From an incident to a test with the commands <c>record</c>, <c>decode</c> and <c>replay</c>.</summary>
public sealed class RecordingCommandTests : IDisposable
{
    private static readonly string Apps = typeof(RecordingCommandTests).Assembly.Location;
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rxofctl-tool-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Record_runs_an_app_and_writes_what_replay_finds_the_same_and_decode_prints()
    {
        var file = PathOf("net.pcapng");
        var network = ToolRun.Network(0);
        var (h1, h2) = AddHosts(network);
        using var recording = RunningTool.Start(network, "record", file, "tcp:s1", "--app", $"{Apps},{nameof(FloodingApp)}", "-O", "OpenFlow13");
        await recording.LineAsync(line => line == $"Recording in {file}. Listening at nothing, dialing. Ctrl-C ends.");
        await PingAsync(h1, h2);
        var recorded = await recording.StopAsync();
        var replayed = await ToolRun.Async("replay", file, "--app", $"{Apps},{nameof(FloodingApp)}");
        var decoded = await ToolRun.Async("decode", file);

        Assert.Equal((0, ""), (recorded.Code, recorded.Error));
        var read = RxOfctl.Recording.Recording.Open(file);
        Assert.Equal($"Recorded {read.Frames.Count} messages in {file}, dropped 0.", recorded.Output[^1]);
        Assert.Contains(read.Frames, frame => frame.IsSent && frame.Decode() is PacketOut);
        Assert.Equal((0, ""), (replayed.Code, replayed.Error));
        Assert.EndsWith("FloodingApp sends the same messages.", Assert.Single(replayed.Output), StringComparison.Ordinal);
        Assert.Equal((0, read.Frames.Count), (decoded.Code, decoded.Output.Length));
    }

    [Fact]
    public async Task Record_writes_only_the_datapaths_and_as_much_of_packets_as_the_options_say()
    {
        var file = PathOf("net.pcapng");
        var network = ToolRun.Network(0);
        var (h1, h2) = AddHosts(network);
        network.AddSwitch(2, OpenFlowVersion.OpenFlow13);
        using var recording = RunningTool.Start(
            network, "record", file, "tcp:s1", "tcp:s2", "--app", $"{Apps},{nameof(FloodingApp)}", "--datapath", "1", "--payload", "14", "--json");
        using var begun = JsonDocument.Parse(await recording.LineAsync(_ => true));
        await PingAsync(h1, h2);
        var result = await recording.StopAsync();

        Assert.Equal(file, begun.RootElement.GetProperty("recording").GetString());
        using var ended = JsonDocument.Parse(result.Output[^1]);
        Assert.Equal(0, ended.RootElement.GetProperty("dropped").GetInt64());
        Assert.Equal(file, Assert.Single(ended.RootElement.GetProperty("files").EnumerateArray().ToList()).GetString());
        var read = RxOfctl.Recording.Recording.Open(file);
        Assert.Equal((DatapathId)1, Assert.Single(read.Connections).DatapathId);
        Assert.Equal(read.Frames.Count, ended.RootElement.GetProperty("recorded").GetInt64());
        Assert.All(read.Frames.Select(frame => frame.Decode()).OfType<PacketIn>(), packet => Assert.InRange(packet.Data.Length, 1, 14));
    }

    [Fact]
    public async Task Record_numbers_files_that_rotate()
    {
        using var recording = RunningTool.Start(ToolRun.Network(), "record", PathOf("net.pcapng"), "tcp:s1", "--max-size", "1", "--compress");
        await recording.LineAsync(line => line.StartsWith($"Recording in {PathOf("net-00001.pcapng")}.", StringComparison.Ordinal));
        var result = await recording.StopAsync();

        Assert.StartsWith("Recorded ", result.Output[^1], StringComparison.Ordinal);
        Assert.Equal([PathOf("net-00001.pcapng.gz")], Directory.GetFiles(_directory.FullName));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_one_line_and_exit_code_1()
    {
        var missing = await ToolRun.OnAsync(ToolRun.Network(), "record", PathOf("missing/net.pcapng"), "tcp:s1");

        Assert.Equal(1, missing.Code);
        Assert.StartsWith("rxofctl: Could not find a part of the path", Assert.Single(missing.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_of_an_app_that_acts_otherwise_exits_with_2_and_shows_the_difference()
    {
        var file = RecordSession();

        var result = await ToolRun.Async("replay", file, "--app", $"{Apps},{nameof(DeafApp)}");
        var diff = await ToolRun.Async("replay", file, "--app", $"{Apps},{nameof(DeafApp)}", "--diff");
        var json = await ToolRun.Async("replay", file, "--app", $"{Apps},{nameof(DeafApp)}", "--diff", "--json");

        Assert.Equal((2, ""), (result.Code, result.Error));
        Assert.EndsWith("DeafApp sends other messages: 2 missing, 0 not recorded, 0 in another order.", Assert.Single(result.Output), StringComparison.Ordinal);
        Assert.Equal((2, ""), (diff.Code, diff.Error));
        Assert.Equal(["--- recorded", "+++ DeafApp"], diff.Output[..2]);
        Assert.StartsWith("@@ 12:00:01.", diff.Output[2], StringComparison.Ordinal);
        Assert.Contains(" 0000000000000001 PacketIn ", diff.Output[2], StringComparison.Ordinal);
        Assert.StartsWith("-PacketOut in_port=1 ", diff.Output[3], StringComparison.Ordinal);
        Assert.Equal(2, diff.Output.Count(line => line.StartsWith('-') && !line.StartsWith("---", StringComparison.Ordinal)));
        Assert.Equal(result.Output[0], diff.Output[^1]);
        using var first = JsonDocument.Parse(json.Output[0]);
        Assert.Equal(("missing", "packet_out"), (first.RootElement.GetProperty("kind").GetString(), first.RootElement.GetProperty("message").GetProperty("$type").GetString()));
        Assert.Equal("packet_in", first.RootElement.GetProperty("after").GetProperty("$type").GetString());
        using var last = JsonDocument.Parse(json.Output[^1]);
        Assert.Equal((2, 0), (last.RootElement.GetProperty("missing").GetInt32(), last.RootElement.GetProperty("extra").GetInt32()));
    }

    [Fact]
    public async Task Replay_shows_what_the_app_sends_in_addition_and_shrinks_the_recording_with_another_version_of_it()
    {
        var (file, small) = (RecordSession(), PathOf("small.pcapng"));

        var result = await ToolRun.Async(
            "replay", file, "--app", $"{Apps},{nameof(FloodingApp)}", "--reference", $"{Apps},{nameof(DeafApp)}", "--diff", "--shrink", small);

        Assert.Equal((2, ""), (result.Code, result.Error));
        Assert.Equal(["--- DeafApp", "+++ FloodingApp"], result.Output[..2]);
        Assert.Equal(2, result.Output.Count(line => line.StartsWith("+PacketOut ", StringComparison.Ordinal)));
        var shrunk = RxOfctl.Recording.Recording.Open(small);
        Assert.Single(shrunk.Frames, frame => frame.Decode() is PacketIn);
        Assert.Equal($"Shrunk to {shrunk.Frames.Count} messages of 1 connections in {small}.", result.Output[^1]);
        Assert.Equal(0, (await ToolRun.Async("replay", small, "--app", $"{Apps},{nameof(DeafApp)}")).Code);
    }

    [Theory]
    [InlineData(1, "has several apps: write ", "")]
    [InlineData(1, "has no app 'Nobody'", ",Nobody")]
    [InlineData(1, "FailingApp did not start: System.InvalidOperationException: 0 datapaths are too few", ",FailingApp")]
    [InlineData(1, "on a thread that does not run the replay's scheduler", ",StrayApp")]
    public async Task An_app_that_cannot_be_replayed_is_an_error(int code, string expected, string app)
    {
        var result = await ToolRun.Async("replay", RecordSession(), "--app", Apps + app);

        Assert.Equal(code, result.Code);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_assembly_no_recording_or_has_no_datapath_is_one_line_and_exit_code_1()
    {
        var file = RecordSession();
        var empty = PathOf("empty.pcapng");
        using (var stream = File.Create(empty))
            RxOfctl.Recording.Recording.Open(file).Shrink(_ => true).Save(stream);

        var results = new[]
        {
            await ToolRun.Async("replay", file, "--app", file),
            await ToolRun.Async("replay", file, "--app", PathOf("missing.dll")),
            await ToolRun.Async("replay", Apps, "--app", $"{Apps},{nameof(DeafApp)}"),
            await ToolRun.Async("replay", PathOf("missing.pcapng"), "--app", $"{Apps},{nameof(DeafApp)}"),
            await ToolRun.Async("replay", empty, "--app", $"{Apps},{nameof(DeafApp)}"),
        };

        Assert.All(results, result => Assert.Equal((1, 1), (result.Code, result.Error.Count(letter => letter == '\n'))));
    }

    [Fact]
    public async Task Shrinking_needs_a_reference()
    {
        var result = await ToolRun.Async("replay", "net.pcapng", "--app", Apps, "--shrink", "small.pcapng");

        Assert.Equal((2, $"rxofctl: '--shrink' needs '--reference': a version of the app that is right.{Environment.NewLine}"), (result.Code, result.Error));
    }

    [Fact]
    public async Task Decode_reads_a_compressed_recording_and_says_in_json_where_each_message_was()
    {
        var file = RecordSession();
        var compressed = PathOf("session.pcapng.gz");
        await using (var output = new System.IO.Compression.GZipStream(File.Create(compressed), System.IO.Compression.CompressionLevel.Fastest))
            await output.WriteAsync(await File.ReadAllBytesAsync(file));

        var plain = await ToolRun.Async("decode", file, "--json");
        var result = await ToolRun.Async("decode", compressed, "--json");

        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Equal(plain.Output, result.Output);
        using var first = JsonDocument.Parse(result.Output[0]);
        Assert.Equal(Noon, first.RootElement.GetProperty("time").GetDateTimeOffset());
        Assert.Contains(":6653", $"{first.RootElement.GetProperty("from")} {first.RootElement.GetProperty("to")}", StringComparison.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(_directory.FullName, name);

    private static (SimulatedHost First, SimulatedHost Second) AddHosts(SimulatedNetwork network)
    {
        var s1 = network.AddSwitch(1, OpenFlowVersion.OpenFlow13);
        var (h1, h2) = (network.AddHost("h1", new(1), new(10, 0, 0, 1)), network.AddHost("h2", new(2), new(10, 0, 0, 2)));
        network.Connect(s1, 1, h1);
        network.Connect(s1, 2, h2);
        return (h1, h2);
    }

    // Until it is answered: the app may not have installed its flow yet.
    private static async Task PingAsync(SimulatedHost from, SimulatedHost to) =>
        await Observable.Defer(() => from.Ping(to.Address)).Repeat().FirstAsync(ping => ping.IsAnswered);

    // In virtual time: two hosts, one of which pings the other.
    private string RecordSession()
    {
        var scheduler = new HistoricalScheduler(Noon);
        using var controller = new OpenFlowController(new() { Scheduler = scheduler });
        var file = PathOf("session.pcapng");
        using (controller.Record(file))
        {
            using var app = new FloodingApp(controller).Start();
            var network = new SimulatedNetwork(scheduler);
            var (h1, h2) = AddHosts(network);
            network.ConnectTo(controller);
            scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
            h1.Ping(h2.Address).Subscribe();
            scheduler.AdvanceBy(TimeSpan.FromSeconds(2));
        }

        return file;
    }
}
