using System.Diagnostics;
using System.Globalization;
using System.Reactive.Linq;
using System.Text;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using Xunit.Abstractions;

namespace RxOfctl.Web.Tests;

/// <summary>
/// Many clients of the stream at once. <c>RXOFCTL_SSE_CLIENTS</c> sets how many, <c>RXOFCTL_SSE_LIMIT_MS</c> the limit of the 99th percentile of the
/// time from a change to a client. Without them: 100, and no limit, because tests run on machines of any speed.
/// </summary>
public sealed class LoadTests(ITestOutputHelper output)
{
    private const int Changes = 24;

    // The first changes are received while the code is still compiled.
    private const int WarmUp = 4;

    [Fact]
    public async Task All_clients_get_all_changes_in_order()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("RXOFCTL_SSE_CLIENTS") ?? "100", CultureInfo.InvariantCulture);
        await using var lab = await WebLab.StartWithSwitchesAsync();
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = count };
        using var http = new HttpClient(handler) { BaseAddress = lab.Address, Timeout = Timeout.InfiniteTimeSpan };
        using var limit = new CancellationTokenSource(WebLab.Limit);
        var clients = new List<StreamReader>();
        while (clients.Count < count)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, Math.Min(50, count - clients.Count))
                .Select(_ => http.GetStreamAsync("/api/events?cache=messages&type=port_status&datapath=1", limit.Token)));
            clients.AddRange(answers.Select(stream => new StreamReader(stream, Encoding.UTF8)));
        }

        var snapshots = await Task.WhenAll(clients.Select(client => EventAsync(client, limit.Token)));
        Assert.All(snapshots, each => Assert.Contains("event: snapshot", each, StringComparison.Ordinal));
        var times = new List<double>();
        for (var round = 0; round < Changes; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var receiving = clients.Select(async client =>
            {
                var text = await EventAsync(client, limit.Token);
                return (Text: text, Milliseconds: Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }).ToList();
            if (round % 2 == 0)
                lab.Network.Faults.Cut("s1", "s2");
            else
                lab.Network.Faults.Mend("s1", "s2");
            var received = await Task.WhenAll(receiving);
            Assert.Single(received.Select(each => each.Text).Distinct());
            Assert.Contains($"\"key\":\"{round}\"", received[0].Text, StringComparison.Ordinal);
            if (round >= WarmUp)
                times.AddRange(received.Select(each => each.Milliseconds));
        }

        foreach (var client in clients)
            client.Dispose();
        times.Sort();
        var worst = times[(int)(times.Count * 0.99)];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} clients: median {times[times.Count / 2]:0.0} ms, 99% {worst:0.0} ms"));
        if (Environment.GetEnvironmentVariable("RXOFCTL_SSE_LIMIT_MS") is { } bound)
            Assert.InRange(worst, 0, double.Parse(bound, CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// What ten clients that watch everything cost the packet path, in CPU time of the whole process, simulated switch and clients included: with and
    /// without them in turn. <c>RXOFCTL_PACKETS</c> sets how many packet-ins there are in a run, <c>RXOFCTL_PACKETS_RATIO</c> the limit of the ratio.
    /// </summary>
    [Fact]
    public async Task Ten_clients_hardly_slow_the_packet_path()
    {
        const int Runs = 7;
        var count = int.Parse(Environment.GetEnvironmentVariable("RXOFCTL_PACKETS") ?? "500", CultureInfo.InvariantCulture);
        await using var lab = await WebLab.StartWithSwitchesAsync();
        await lab.Operator.PostAsync("/api/datapaths/1/flows", new StringContent("priority=1,actions=controller"));
        using var http = new HttpClient { BaseAddress = lab.Address, Timeout = Timeout.InfiniteTimeSpan };
        var (without, with) = (new List<double>(), new List<double>());
        await RunAsync(lab, count);
        for (var run = 0; run < Runs; run++)
        {
            without.Add(await RunAsync(lab, count));
            using var ending = new CancellationTokenSource();
            var streams = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => http.GetStreamAsync(
                "/api/events?cache=alerts,datapaths,flows,hosts,links,members,messages,port_counters,ports,rules", ending.Token)));
            var reading = Task.WhenAll(streams.Select(stream => DrainAsync(stream, ending.Token)));
            with.Add(await RunAsync(lab, count));
            await ending.CancelAsync();
            await reading;
        }

        without.Sort();
        with.Sort();
        var ratio = with[Runs / 2] / without[Runs / 2];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} packet-ins: {1e6 * without[Runs / 2] / count:0.00} us of CPU each, with ten clients {1e6 * with[Runs / 2] / count:0.00} us: {ratio:0.000} times"));
        if (Environment.GetEnvironmentVariable("RXOFCTL_PACKETS_RATIO") is { } bound)
            Assert.InRange(ratio, 0, double.Parse(bound, CultureInfo.InvariantCulture));
    }

    // Each packet is sent when the one before it was handled.
    private static async Task<double> RunAsync(WebLab lab, int count)
    {
        var host = lab.Network.Host("h1");
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handled = 0;
        var start = Environment.CpuUsage.TotalTime;
        using var app = lab.Controller.Messages.OfMessage<PacketIn>().Where(each => each.Datapath.Id == new DatapathId(1) && each.Message.InPort == 1)
            .Subscribe(_ =>
            {
                if (++handled == count)
                    done.TrySetResult();
                else
                    host.Announce();
            });
        host.Announce();
        await done.Task.WaitAsync(WebLab.Limit);
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    private static async Task DrainAsync(Stream stream, CancellationToken cancellation)
    {
        await using (stream)
        {
            try
            {
                await stream.CopyToAsync(Stream.Null, cancellation);
            }
            catch (OperationCanceledException)
            {
                // The client leaves.
            }
        }
    }

    private static async Task<string> EventAsync(StreamReader client, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        while (await client.ReadLineAsync(cancellation) is { } line)
        {
            // A comment keeps the connection open.
            if (line.Length == 0 && text.Length > 2)
                return text.ToString();
            if (line.StartsWith(':'))
                text.Clear();
            else
                text.Append(line).Append('\n');
        }

        throw new EndOfStreamException();
    }
}
