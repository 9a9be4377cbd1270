using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Reactive.Linq;
using System.Text.Json;
using RxOfctl.Benchmarks.Load;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Benchmarks.Requests;

/// <summary>The process that is measured: a controller that asks one datapath, so many times at a time.</summary>
internal static class RequestHost
{
    /// <summary>How many flows the datapath has when it is asked for them.</summary>
    public const int Flows = 1000;

    /// <param name="port">Where to listen.</param>
    /// <param name="workloads">What to ask and how many at a time: <c>flow-mod:64</c>.</param>
    /// <param name="warmUp">Seconds before each measurement.</param>
    /// <param name="seconds">Seconds of each measurement.</param>
    public static async Task RunAsync(int port, IReadOnlyList<string> workloads, double warmUp, double seconds)
    {
        await using var controller = OpenFlowController.Listen(new() { EndPoint = new IPEndPoint(IPAddress.Loopback, port) });
        var joined = await controller.Datapaths.Connect().FirstAsync();
        var datapath = joined.First().Current;
        for (var flow = 0; flow < Flows; flow++)
            await datapath.SendMsgAsync(FlowMod(flow));
        foreach (var workload in workloads)
        {
            var parts = workload.Split(':');
            var result = await MeasureAsync(datapath, parts[0] == "flow-stats", int.Parse(parts[1], CultureInfo.InvariantCulture), warmUp, seconds);
            Console.WriteLine(JsonSerializer.Serialize(result));
        }

        _ = await Console.In.ReadLineAsync();
    }

    private static async Task<RequestResult> MeasureAsync(Datapath datapath, bool asksForFlows, int inFlight, double warmUp, double seconds)
    {
        using var stop = new CancellationTokenSource();
        var latencies = new LatencyHistogram();
        var completed = 0L;
        var gate = new Lock();
        var askers = Enumerable.Range(0, inFlight).Select(AskAsync).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(warmUp));
        lock (gate)
        {
            latencies.Clear();
            completed = 0;
        }

        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        RequestResult result;
        lock (gate)
        {
            var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            result = new(
                completed / elapsed, latencies.Microseconds(0.5), latencies.Microseconds(0.99),
                (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / elapsed);
        }

        await stop.CancelAsync();
        await Task.WhenAll(askers);
        return result;

        async Task AskAsync(int asker)
        {
            for (var turn = asker; !stop.IsCancellationRequested; turn++)
            {
                var asked = Stopwatch.GetTimestamp();
                try
                {
                    if (!asksForFlows)
                        await datapath.SendMsgAsync(FlowMod(turn % Flows), stop.Token);
                    else if (await datapath.SendMsgAsync(new FlowStatsRequest(), stop.Token) is { Count: not Flows and var count })
                        throw new InvalidOperationException($"The datapath told of {count} flows, not {Flows}.");
                }
                catch (OperationCanceledException)
                {
                    return;
                }

                lock (gate)
                {
                    completed++;
                    latencies.Add((Stopwatch.GetTimestamp() - asked) * LoadGenerator.NanosecondsPerTick);
                }
            }
        }
    }

    public static FlowMod FlowMod(int flow) => new()
    {
        Match = [Oxm.InPort.Is((uint)flow + 1)],
        Priority = 1,
        Actions = [new OutputAction(2)],
    };
}
