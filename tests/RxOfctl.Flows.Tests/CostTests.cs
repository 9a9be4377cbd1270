using Microsoft.Reactive.Testing;
using RxOfctl.Caching;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Simulator;

namespace RxOfctl.Flows.Tests;

/// <summary>What rules cost: memory for each, work for each change. Alone, because the memory of the whole process is measured.</summary>
[CollectionDefinition(nameof(CostTests), DisableParallelization = true)]
[Collection(nameof(CostTests))]
public sealed class CostTests
{
    [Fact]
    public void A_rule_costs_at_most_a_hundred_bytes_above_the_apps_object()
    {
        const int Rules = 20_000;
        var bench = new Bench(Rules);
        bench.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(Rules, bench.Maintained.Summaries.Items.Single().Installed);
        var with = GC.GetTotalMemory(forceFullCollection: true);
        bench.Maintained.Dispose();
        bench.Advance(TimeSpan.FromSeconds(1));
        var without = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(bench);

        Assert.InRange((with - without) / Rules, 1, 100);
    }

    [Fact]
    public void A_change_costs_the_same_among_many_rules()
    {
        var few = BytesOfAChange(rules: 100);
        var many = BytesOfAChange(rules: 20_000);

        Assert.InRange(many, 1, few * 2);
    }

    [Fact]
    public void Many_switches_that_connect_at_once_are_all_reconciled()
    {
        const int Switches = 200;
        using var lab = new Lab(switches: Switches);
        lab.Rules.AddOrUpdate(Enumerable.Range(1, 10).Select(number => Lab.Rule(number, target: DatapathTarget.All)));
        using var maintained = lab.Maintain();
        var settled = false;
        using var settling = maintained.Settled.Subscribe(_ => settled = true);
        lab.Advance(TimeSpan.FromSeconds(10));

        Assert.True(settled);
        Assert.All(lab.Network.Switches, each => Assert.Equal(10, each.Flows.Count));
        Assert.All(maintained.Summaries.Items, summary => Assert.Equal((10, 10, 0), (summary.Wanted, summary.Installed, summary.Pending)));
    }

    private static long BytesOfAChange(int rules)
    {
        var bench = new Bench(rules);
        bench.Advance(TimeSpan.FromSeconds(30));
        const int Changes = 50;
        Change(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var change = 1; change <= Changes; change++)
            Change(change);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Changes;

        void Change(int number)
        {
            bench.Rules.AddOrUpdate(Bench.Rule(number) with { Actions = [new OutputAction(7)] });
            bench.Advance(TimeSpan.FromMilliseconds(10));
        }
    }

    private sealed class Bench
    {
        private readonly TestScheduler _scheduler = new();

        public Bench(int rules)
        {
            Controller = new(new() { Scheduler = _scheduler });
            var network = new SimulatedNetwork(_scheduler);
            network.AddSwitch(1, new SimulatedSwitchOptions { Versions = [OpenFlowVersion.OpenFlow14], TableCapacity = rules });
            network.ConnectTo(Controller);
            Rules.AddOrUpdate(Enumerable.Range(0, rules).Select(Rule));
            Maintained = Controller.Maintain(Rules.Connect(), new() { AuditInterval = Timeout.InfiniteTimeSpan });
        }

        public OpenFlowController Controller { get; }

        public SourceCache<FlowRule, FlowRuleKey> Rules { get; } = new(rule => rule.Key);

        public MaintainedRules Maintained { get; }

        public static FlowRule Rule(int number) => new()
        {
            Datapaths = 1,
            Match = [Oxm.EthType.Is(0x0800), Oxm.Ipv4Dst.Is(new((uint)number))],
            Actions = [new OutputAction(2)],
        };

        public void Advance(TimeSpan time) => _scheduler.AdvanceBy(time.Ticks);
    }
}
