using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Flows.Tests;

/// <summary>
/// Whatever the app, other controllers, the network and the switch do: when they stop, the switch holds exactly what is wanted, and what
/// others own.
/// </summary>
public sealed class ModelTests
{
    private const int Keys = 24;

    // RXOFCTL_STEPS=10000 for a long run.
    private static readonly int Steps = int.TryParse(Environment.GetEnvironmentVariable("RXOFCTL_STEPS"), out var steps) ? steps : 600;

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10, 1)]
    [InlineData(OpenFlowVersion.OpenFlow13, 2)]
    [InlineData(OpenFlowVersion.OpenFlow14, 3)]
    [InlineData(OpenFlowVersion.OpenFlow15, 4)]
    public void The_switch_ends_with_what_is_wanted(OpenFlowVersion version, int seed)
    {
        using var run = new Run(version, seed);
        run.Go(Steps);
    }

    [Fact]
    public void The_same_seed_gives_the_same_trace()
    {
        using var one = new Run(OpenFlowVersion.OpenFlow14, seed: 7);
        one.Go(200);
        using var other = new Run(OpenFlowVersion.OpenFlow14, seed: 7);
        other.Go(200);

        Assert.Equal(one.Trace, other.Trace);
    }

    private sealed class Run : IDisposable
    {
        private readonly Lab _lab;
        private readonly OtherController _other;
        private readonly MaintainedRules _maintained;
        private readonly Random _random;
        private readonly HashSet<ushort> _foreign = [];

        public Run(OpenFlowVersion version, int seed)
        {
            _random = new(seed);
            _lab = new(version);
            _other = new(_lab);
            _lab.Rules.AddOrUpdate(Lab.Rule(0));
            _maintained = _lab.Maintain(new() { RequestTimeout = TimeSpan.FromSeconds(5), BundleSize = 10, BatchSize = 5 });
            _lab.S1.Messages.Subscribe(message => Trace.Add($"{_lab.Scheduler.Clock} {message.IsFromController} {message.Message}"));
        }

        public List<string> Trace { get; } = [];

        public void Go(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                Step();
                _lab.Advance(TimeSpan.FromMilliseconds(_random.Next(400)));
                if (step % 100 == 99)
                    Check(step);
            }

            Assert.Empty(_lab.Thrown);
        }

        public void Dispose()
        {
            _maintained.Dispose();
            _other.Dispose();
            _lab.Dispose();
        }

        private void Step()
        {
            switch (_random.Next(20))
            {
                case < 8:
                    _lab.Rules.AddOrUpdate(Rule());
                    break;
                case < 11:
                    _lab.Rules.Remove(Rule().Key);
                    break;
                case 11:
                    _lab.Rules.Edit(updater =>
                    {
                        for (var count = 0; count < 15; count++)
                            updater.AddOrUpdate(Rule());
                        updater.Remove(Rule().Key);
                    });
                    break;
                case 12:
                    Meddle(Lab.Mod(Rule(), 0, FlowModCommand.DeleteStrict));
                    break;
                case 13:
                    Meddle(Lab.Mod(Good(), Lab.Lease.Value, FlowModCommand.ModifyStrict));
                    break;
                case 14:
                    Meddle(Lab.Mod(Good(), Lab.Lease.Value));
                    break;
                case 15:
                    // Keys that no rule has.
                    var foreign = Good() with { Priority = (ushort)(1000 + _random.Next(5)) };
                    if (Meddle(Lab.Mod(foreign, 0x99)))
                        _foreign.Add(foreign.Priority);
                    break;
                case 16:
                    _lab.Network.Faults.Disconnect("s1", TimeSpan.FromMilliseconds(_random.Next(3000)));
                    break;
                case 17:
                    _lab.Network.Faults.Delay("s1", TimeSpan.FromMilliseconds(_random.Next(300)));
                    break;
                case 18 when _random.Next(4) == 0:
                    _lab.Network.Faults.Restart("s1");
                    _foreign.Clear();
                    break;
                case 19:
                    // A flow of another app takes the place of a rule.
                    Meddle(Lab.Mod(Good(), 0x99));
                    break;
            }
        }

        private bool Meddle(FlowMod mod)
        {
            if (!_other.IsConnected)
                return false;
            _other.Send(mod);
            // Arrives before anything else happens.
            _lab.Advance(TimeSpan.FromTicks(50));
            return _lab.S1.AnswerDelay == TimeSpan.Zero || mod.Cookie != 0x99;
        }

        private FlowRule Good() => Lab.Rule(_random.Next(Keys), (uint)_random.Next(1, 4));

        private FlowRule Rule()
        {
            var rule = Good();
            return _random.Next(10) switch
            {
                0 => rule with { Actions = [new OutputAction(PortNumber.Any)] },
                1 => rule with { Tag = (ulong)_random.Next(3) },
                2 => rule with { Instructions = [] },
                _ => rule,
            };
        }

        private void Check(int step)
        {
            _lab.Network.Faults.Delay("s1", TimeSpan.Zero);
            _lab.Advance(TimeSpan.FromMinutes(12));
            var held = _lab.S1.Flows.ToDictionary(flow => new FlowKey(flow.TableId, flow.Priority, flow.Match));
            foreach (var rule in _lab.Rules.Items)
            {
                if (rule.Actions is [OutputAction { Port: var port }] && port == PortNumber.Any)
                {
                    Assert.False(held.TryGetValue(rule.FlowKey, out var refused) && Lab.Lease.Includes(refused.Cookie) && refused.Actions == rule.Actions);
                    held.Remove(rule.FlowKey);
                    continue;
                }

                Assert.True(held.Remove(rule.FlowKey, out var flow), $"Step {step}: {rule} is missing.");
                var isRight = flow.Cookie == 0x99 || (rule.Instructions == flow.Instructions && Lab.Lease.CookieOf(rule.Tag) == flow.Cookie);
                Assert.True(isRight, $"Step {step}: {rule} is held as {flow}: {_lab.StatusesOf(_maintained).Single(each => each.Rule.Key == rule.Key)}");
            }

            Assert.DoesNotContain(held.Values, flow => Lab.Lease.Includes(flow.Cookie));
            Assert.Superset(_foreign, held.Values.Select(flow => flow.Priority).ToHashSet());
        }
    }
}
