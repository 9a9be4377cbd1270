using System.Diagnostics;
using System.Globalization;
using System.Text;
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
