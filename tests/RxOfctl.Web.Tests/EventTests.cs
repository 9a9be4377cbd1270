using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Reactive.Subjects;
using System.Text;
using System.Text.Json;
using RxOfctl.Protocol;
using RxOfctl.Web.Events;

namespace RxOfctl.Web.Tests;

public sealed class EventTests
{
    [Fact]
    public async Task A_client_gets_what_is_there_and_then_each_change()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        await using var client = await SseClient.OpenAsync(lab.Anonymous, "?cache=datapaths");

        var (name, id, data) = await client.NextAsync();
        Assert.Equal("snapshot", name);
        Assert.NotNull(id);
        Assert.Equal("datapaths", data.GetProperty("cache").GetString());
        Assert.Equal(["0000000000000001", "0000000000000002", "0000000000000003"], Keys(data).Order());
        var s1 = data.GetProperty("changes").EnumerateArray().First(each => each.GetProperty("key").GetString() == "0000000000000001");
        Assert.Equal("OpenFlow 1.3", s1.GetProperty("current").GetProperty("version").GetString());
        Assert.Equal(JsonValueKind.Null, s1.GetProperty("previous").ValueKind);

        lab.Network.Faults.Crash("s1");
        (name, _, data) = await client.NextAsync();
        Assert.Equal("changes", name);
        var change = Assert.Single(data.GetProperty("changes").EnumerateArray());
        Assert.Equal("remove", change.GetProperty("reason").GetString());
        Assert.Equal("0000000000000001", change.GetProperty("key").GetString());
        Assert.Equal(JsonValueKind.Null, change.GetProperty("current").ValueKind);
        Assert.Equal("0000000000000001", change.GetProperty("previous").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_client_that_comes_back_gets_what_it_has_missed()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        string? id;
        await using (var client = await SseClient.OpenAsync(lab.Anonymous, "?cache=datapaths"))
            (_, id, _) = await client.NextAsync();

        lab.Network.Faults.Crash("s2");
        await WebLab.UntilAsync(() => Task.FromResult(lab.Controller.GetDatapath(2) is null));
        await using var again = await SseClient.OpenAsync(lab.Anonymous, "?cache=datapaths", id);
        var (name, _, data) = await again.NextAsync();
        Assert.Equal("changes", name);
        Assert.Equal(["0000000000000002"], Keys(data));
    }

    [Theory]
    [InlineData("unknown", "?cache=datapaths")]
    [InlineData("0123456789abcdef-1", "?cache=datapaths")]
    public async Task An_id_that_is_not_of_this_stream_gives_a_snapshot(string id, string query)
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        await using var client = await SseClient.OpenAsync(lab.Anonymous, query, id);
        Assert.Equal("snapshot", (await client.NextAsync()).Name);
    }

    [Fact]
    public async Task An_id_of_another_filter_gives_a_snapshot()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        await using var client = await SseClient.OpenAsync(lab.Anonymous, "?cache=datapaths");
        var (_, id, _) = await client.NextAsync();

        await using var other = await SseClient.OpenAsync(lab.Anonymous, "?cache=datapaths&datapath=1", id);
        var (name, _, data) = await other.NextAsync();
        Assert.Equal("snapshot", name);
        Assert.Equal(["0000000000000001"], Keys(data));
    }

    [Fact]
    public async Task Flows_and_their_counters_are_in_the_stream_in_the_notation_of_ovs_ofctl()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync(configure: options => options.SamplePeriod = TimeSpan.FromMilliseconds(50));
        await using var client = await SseClient.OpenAsync(lab.Anonymous, "?cache=flows&datapath=1");
        await lab.Operator.PostAsJsonAsync("/stats/flowentry/add", new { dpid = 1, priority = 7, match = new { in_port = 1 }, actions = new[] { new { type = "OUTPUT", port = 2 } } });

        var (_, _, data) = await client.NextAsync((_, data) => Currents(data).Any(each => each.GetProperty("priority").GetInt32() == 7));
        var flow = Currents(data).First(each => each.GetProperty("priority").GetInt32() == 7);
        Assert.Equal("priority=7,in_port=1 actions=output:2", flow.GetProperty("flow").GetString());

        lab.Network.Host("h1").SendUdp(new Ipv4Address(10, 0, 0, 9), 9, ByteString.Empty);
        lab.Network.Host("h1").Announce();
        await client.NextAsync((_, data) => Currents(data).Any(
            each => each.GetProperty("priority").GetInt32() == 7 && each.GetProperty("packet_count").GetInt32() > 0));
    }

    [Fact]
    public async Task Messages_are_in_the_stream_by_type()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        await using var client = await SseClient.OpenAsync(lab.Anonymous, "?cache=messages&type=port_status&datapath=1");
        Assert.Empty(Keys((await client.NextAsync()).Data));

        lab.Network.Faults.Cut("s1", "s2");
        var (_, _, data) = await client.NextAsync();
        var message = Assert.Single(Currents(data));
        Assert.Equal("port_status", message.GetProperty("type").GetString());
        Assert.Equal("s1-eth2", message.GetProperty("message").GetProperty("desc").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_cut_link_leaves_the_stream()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        await using var client = await SseClient.OpenAsync(lab.Anonymous, "?cache=links");
        var links = new HashSet<string>();
        while (links.Count < 4)
            links.UnionWith(Keys((await client.NextAsync()).Data));

        lab.Network.Faults.Cut("s1", "s2");
        var (_, _, data) = await client.NextAsync((_, data) => Reasons(data).Contains("remove"));
        Assert.All(Keys(data), key => Assert.Contains("0000000000000001", key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_cache_is_refused_with_the_names_of_those_that_there_are()
    {
        await using var lab = await WebLab.StartAsync();
        await SecurityTests.AssertProblemAsync(await lab.Anonymous.GetAsync("/api/events?cache=flowz"), HttpStatusCode.BadRequest, "port_counters");
    }

    [Fact]
    public async Task A_host_stops_while_clients_listen()
    {
        var lab = await WebLab.StartWithSwitchesAsync();
        await using var client = await SseClient.OpenAsync(lab.Anonymous);
        await client.NextAsync();
        await lab.DisposeAsync().AsTask().WaitAsync(WebLab.Limit);
    }

    [Fact]
    public void A_reader_that_is_behind_the_ring_is_told_how_much_it_has_missed_and_starts_from_a_snapshot()
    {
        var source = new Subject<EventBatch>();
        using var stream = new EventStream(new(["links"], null, []), new Dictionary<string, EventSource> { ["links"] = new(_ => source) });
        var (_, start) = stream.Snapshot();
        Assert.Equal(0, start);

        for (var index = 0; index < EventStream.MaxEvents; index++)
            source.OnNext(Change($"{index}", "1"));
        Assert.Equal(3, stream.Read(start, 3)!.Value.Events.Count);
        source.OnNext(Change("one more", "1"));
        Assert.Null(stream.Read(start, 3));
        Assert.Null(stream.PlaceOf($"{stream.Instance}-0"));
        Assert.Equal(1, stream.PlaceOf($"{stream.Instance}-1"));

        var (events, place) = stream.Snapshot();
        Assert.Equal(EventStream.MaxEvents + 1, place);
        var text = Encoding.UTF8.GetString(Assert.Single(events));
        Assert.StartsWith($"id: {stream.Instance}-{place}\nevent: snapshot\ndata: ", text, StringComparison.Ordinal);
        Assert.Contains("\"one more\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_does_not_read_for_too_long_is_told_and_gets_a_snapshot()
    {
        var source = new Subject<EventBatch>();
        using var stream = new EventStream(new(["links"], null, []), new Dictionary<string, EventSource> { ["links"] = new(_ => source) });
        var pipe = new Pipe(new(pauseWriterThreshold: 1_000, resumeWriterThreshold: 500));
        using var ending = new CancellationTokenSource();
        var writing = EventEndpoint.WriteAsync(pipe.Writer, stream, lastEventId: null, TimeProvider.System, ending.Token);
        const int More = EventStream.MaxEvents + 500;
        for (var index = 0; index < More; index++)
            source.OnNext(Change($"{index}", "1"));

        var events = SseParser.Create(pipe.Reader.AsStream()).EnumerateAsync().GetAsyncEnumerator();
        var changes = 0;
        while (await events.MoveNextAsync() && events.Current.EventType != "lost")
            changes += events.Current.EventType == "changes" ? 1 : 0;
        Assert.Equal(More - changes, JsonSerializer.Deserialize<JsonElement>(events.Current.Data).GetProperty("count").GetInt64());
        await events.MoveNextAsync();
        Assert.Equal(("snapshot", $"{stream.Instance}-{More}"), (events.Current.EventType, events.Current.EventId));
        Assert.Equal(More, JsonSerializer.Deserialize<JsonElement>(events.Current.Data).GetProperty("changes").GetArrayLength());

        source.OnNext(Change("after", "1"));
        await events.MoveNextAsync();
        Assert.Equal(("changes", $"{stream.Instance}-{More + 1}"), (events.Current.EventType, events.Current.EventId));
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [Fact]
    public async Task A_stream_whose_source_fails_ends_and_the_next_client_gets_another()
    {
        var source = new Subject<EventBatch>();
        using var stream = new EventStream(new(["links"], null, []), new Dictionary<string, EventSource> { ["links"] = new(_ => source) });
        var pipe = new Pipe();
        var writing = EventEndpoint.WriteAsync(pipe.Writer, stream, lastEventId: null, TimeProvider.System, CancellationToken.None);
        source.OnError(new InvalidOperationException("the source"));
        await writing.WaitAsync(WebLab.Limit);
        Assert.Equal("the source", stream.Failure?.Message);
    }

    [Fact]
    public void The_ring_is_limited_in_bytes()
    {
        var source = new Subject<EventBatch>();
        using var stream = new EventStream(new(["links"], null, []), new Dictionary<string, EventSource> { ["links"] = new(_ => source, Kept: 0) });

        var megabyte = $"\"{new string('x', 1 << 20)}\"";
        for (var index = 0; index < 20; index++)
            source.OnNext(Change($"{index}", megabyte));
        Assert.Null(stream.Read(4, 1));
        Assert.NotNull(stream.Read(5, 1));
    }

    private static EventBatch Change(string key, string json) => new([new(ChangeReason.Add, key, Encoding.UTF8.GetBytes(json))]);

    private static IEnumerable<string> Keys(JsonElement data) => data.GetProperty("changes").EnumerateArray().Select(each => each.GetProperty("key").GetString()!);

    private static IEnumerable<string> Reasons(JsonElement data) =>
        data.GetProperty("changes").EnumerateArray().Select(each => each.GetProperty("reason").GetString()!);

    private static IEnumerable<JsonElement> Currents(JsonElement data) => data.GetProperty("changes").EnumerateArray()
        .Select(each => each.GetProperty("current")).Where(each => each.ValueKind == JsonValueKind.Object);
}
