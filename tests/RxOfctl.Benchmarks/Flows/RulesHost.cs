using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Reactive;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using System.Text.Json;
using RxOfctl.Caching;
using RxOfctl.Flows;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Benchmarks.Flows;

/// <summary>What it took to make switches what they should be.</summary>
/// <param name="Seconds">From the presence of the first switch until the last had what it should.</param>
/// <param name="CpuSeconds">The processor time of the controller meanwhile.</param>
/// <param name="Longest">The seconds until the last switch had what it should.</param>
/// <param name="Middle">The seconds until half of the switches had it.</param>
internal sealed record Reconciled(double Seconds, double CpuSeconds, double Longest, double Middle);

/// <summary>What it took to change one rule after the other.</summary>
/// <param name="CpuMilliseconds">The processor time of the controller for each.</param>
/// <param name="Milliseconds">The time until the switch confirmed it, the middle one.</param>
internal sealed record Changed(double CpuMilliseconds, double Milliseconds);

/// <summary>The process that is measured: a controller that maintains rules. It does what its standard input says, a line each.</summary>
internal sealed class RulesHost : IDisposable
{
    private readonly OpenFlowController _controller;
    private readonly SourceCache<FlowRule, FlowRuleKey> _rules = new(rule => rule.Key);
    private readonly MaintainedRules _maintained;
    private readonly int _switches;
    private readonly int _count;
    private int _changes;

    private RulesHost(int port, int switches, int count)
    {
        (_switches, _count) = (switches, count);
        _controller = OpenFlowController.Listen(new() { EndPoint = new IPEndPoint(IPAddress.Loopback, port) });
        for (var id = 1; id <= switches; id++)
        {
            var datapath = new DatapathId((ulong)id);
            _rules.AddOrUpdate(Enumerable.Range(0, count).Select(number => BenchRules.Of(datapath, number)));
        }

        _maintained = _controller.Maintain(_rules.Connect(), new()
        {
            Lease = BenchRules.Lease,
            Ready = Observable.Return(Unit.Default),
            AuditInterval = Timeout.InfiniteTimeSpan,
            RequestTimeout = TimeSpan.FromSeconds(60),
        });
    }

    /// <param name="port">Where to listen.</param>
    /// <param name="switches">How many switches there are, of the ids from 1 on.</param>
    /// <param name="count">How many rules each has.</param>
    public static async Task RunAsync(int port, int switches, int count)
    {
        using var host = new RulesHost(port, switches, count);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["measure"]:
                    await MeasureAsync(host.ReconciledAsync);
                    break;
                case ["change-some"]:
                    await MeasureAsync(host.ChangedAsync);
                    break;
                case ["repair"]:
                    await MeasureAsync(host.RepairedAsync);
                    break;
                case ["change", var times]:
                    Console.WriteLine(JsonSerializer.Serialize(await host.ChangeAsync(int.Parse(times, CultureInfo.InvariantCulture))));
                    break;
                case ["memory"]:
                    Console.WriteLine(JsonSerializer.Serialize(await host.MeasureMemoryAsync()));
                    break;
                default:
                    throw new InvalidOperationException($"'{line}' is no command.");
            }
        }
    }

    public void Dispose()
    {
        _maintained.Dispose();
        _controller.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    // Says when it measures, when what is measured has begun, and what was measured.
    private static async Task MeasureAsync(Func<Action, Task<Reconciled>> measure)
    {
        // All that was made before is garbage of the measurement before.
        GC.Collect();
        var measured = measure(() => Console.WriteLine("begun"));
        Console.WriteLine("measuring");
        Console.WriteLine(JsonSerializer.Serialize(await measured));
    }

    // From the next connection of the first datapath on.
    private async Task<Reconciled> ReconciledAsync(Action onBegin)
    {
        var clock = new Clock(onBegin);
        var done = new Dictionary<DatapathId, double>();
        var finished = new TaskCompletionSource<Reconciled>(TaskCreationOptions.RunContinuationsAsynchronously);
        var since = _controller.Scheduler.Now;
        using var presence = _controller.Datapaths.Connect().Subscribe(changes =>
        {
            if (changes.Adds + changes.Updates > 0)
                clock.Start();
        });
        using var watching = _maintained.Summaries.Connect().Subscribe(changes =>
        {
            foreach (var summary in changes.Where(change => change.Reason != ChangeReason.Remove).Select(change => change.Current))
            {
                if (summary is { IsConnected: true, Pending: 0, Stale: 0, Failed: 0 } && summary.LastReconciled > since)
                    done.TryAdd(summary.DatapathId, clock.Seconds);
            }

            if (done.Count < _switches)
                return;
            var sorted = done.Values.Order().ToList();
            finished.TrySetResult(new(clock.Seconds, clock.CpuSeconds, sorted[^1], sorted[sorted.Count / 2]));
        });
        return await finished.Task;
    }

    // Each hundredth rule gets other actions, in one change set.
    private async Task<Reconciled> ChangedAsync(Action onBegin)
    {
        var clock = new Clock(onBegin);
        var port = 3 + (uint)(_changes++ % 2);
        clock.Start();
        _rules.AddOrUpdate(Enumerable.Range(0, _count / 100).Select(index => BenchRules.Of(1, index * 100) with { Actions = [new OutputAction(port)] }));
        await _maintained.Settled.ToTask();
        return clock.Stop();
    }

    // From the first report of a drift on, until each hundredth flow has drifted and all is as it should be.
    private async Task<Reconciled> RepairedAsync(Action onBegin)
    {
        var clock = new Clock(onBegin);
        var drifted = 0;
        var finished = new TaskCompletionSource<Reconciled>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var reports = _controller.Messages.OfMessage<FlowMonitorReply>().Subscribe(reply =>
        {
            clock.Start();
            Volatile.Write(ref drifted, drifted + reply.Message.Body.Count(static update => update is FullFlowUpdate));
        });
        using var watching = _maintained.Summaries.Connect().Subscribe(changes =>
        {
            if (changes.Last().Current is { Pending: 0, Stale: 0 } && Volatile.Read(ref drifted) == _count / 100)
                finished.TrySetResult(clock.Stop());
        });
        return await finished.Task;
    }

    // One after the other, each confirmed by the switch before the next: nothing is coalesced.
    private async Task<Changed> ChangeAsync(int times)
    {
        var random = new Random(1);
        var taken = new List<double>();
        await ChangeOneAsync(0);
        GC.Collect();
        var cpu = Environment.CpuUsage.TotalTime;
        for (var change = 1; change <= times; change++)
        {
            var start = Stopwatch.GetTimestamp();
            await ChangeOneAsync(change);
            taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        taken.Sort();
        return new((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / times, taken[times / 2]);

        async Task ChangeOneAsync(int change)
        {
            _rules.AddOrUpdate(BenchRules.Of(1, random.Next(_count)) with { Actions = [new OutputAction((uint)(3 + change % 2))] });
            await _maintained.Settled.ToTask();
        }
    }

    // The bytes of the managed heap for each rule, beside the app's cache of rules. The rules are no longer maintained then.
    private async Task<double> MeasureMemoryAsync()
    {
        var with = GC.GetTotalMemory(forceFullCollection: true);
        // The caches complete when all has ended.
        var ended = _maintained.Summaries.Connect().LastOrDefaultAsync().ToTask();
        _maintained.Dispose();
        await ended;
        var without = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(_rules);
        return (double)(with - without) / _count / _switches;
    }

    // The time and the processor time since what is measured began.
    private sealed class Clock(Action onBegin)
    {
        private long _started;
        private TimeSpan _cpu;

        public double Seconds => Stopwatch.GetElapsedTime(_started).TotalSeconds;

        public double CpuSeconds => (Environment.CpuUsage.TotalTime - _cpu).TotalSeconds;

        public void Start()
        {
            if (Interlocked.CompareExchange(ref _started, Stopwatch.GetTimestamp(), 0) != 0)
                return;
            _cpu = Environment.CpuUsage.TotalTime;
            onBegin();
        }

        public Reconciled Stop() => new(Seconds, CpuSeconds, Seconds, Seconds);
    }
}
