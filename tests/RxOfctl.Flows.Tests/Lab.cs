using Microsoft.Reactive.Testing;
using RxOfctl.Caching;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Switches;

namespace RxOfctl.Flows.Tests;

/// <summary>A controller, simulated switches and an app's rules, in virtual time.</summary>
internal sealed class Lab : IDisposable
{
    public static readonly CookieLease Lease = new(0x0012_0000_0000_0000);

    private readonly List<SwitchMessage> _messages = [];
    private readonly IDisposable _connections;

    public Lab(OpenFlowVersion version = OpenFlowVersion.OpenFlow13, int switches = 1, SimulatedSwitchOptions? options = null)
    {
        Controller = new(new() { Scheduler = Scheduler, OnObserverError = error => Thrown.Add(error.Exception) });
        Network = new(Scheduler);
        for (var id = 1; id <= switches; id++)
        {
            var added = Network.AddSwitch((ulong)id, (options ?? new()) with { Versions = [version] });
            added.AddPort(1);
            added.AddPort(2);
            added.Messages.Subscribe(_messages.Add);
        }

        _connections = Network.ConnectTo(Controller);
        Advance(TimeSpan.FromSeconds(1));
    }

    public TestScheduler Scheduler { get; } = new();

    public OpenFlowController Controller { get; }

    public SimulatedNetwork Network { get; }

    public SimulatedSwitch S1 => Network.Switches[0];

    public SourceCache<FlowRule, FlowRuleKey> Rules { get; } = new(rule => rule.Key);

    public SourceCache<GroupRule, GroupRuleKey> Groups { get; } = new(rule => rule.Key);

    public SourceCache<MeterRule, MeterRuleKey> Meters { get; } = new(rule => rule.Key);

    /// <summary>What went wrong where no status shows it.</summary>
    public List<Exception> Thrown { get; } = [];

    /// <summary>What the controller sent since the last call, but for what it asked, in the order of the switches' receiving it.</summary>
    public IReadOnlyList<OpenFlowMessage> TakeSent()
    {
        List<OpenFlowMessage> sent = [.. _messages
            .Where(message => message.IsFromController)
            .Select(message => message.Message is BundleAddMessage added ? added.Message : message.Message)
            .Where(message => message is FlowMod or GroupMod or MeterMod)];
        _messages.Clear();
        return sent;
    }

    /// <summary>All messages between controller and switches since <see cref="TakeSent"/>.</summary>
    public IReadOnlyList<SwitchMessage> Messages => _messages;

    public MaintainedRules Maintain(MaintainOptions? options = null) =>
        Controller.Maintain(Rules.Connect(), (options ?? new()) with { Lease = options?.Slot is null ? Lease : default, OnError = Thrown.Add }, Groups.Connect(), Meters.Connect());

    /// <summary>How it stands with each flow.</summary>
    public IReadOnlyList<RuleStatus<FlowRule>> StatusesOf(MaintainedRules maintained)
    {
        var statuses = maintained.Flows;
        Settle();
        return statuses.Items;
    }

    public void Advance(TimeSpan time) => Scheduler.AdvanceBy(time.Ticks);

    /// <summary>Lets what was begun be done: a tenth of a second.</summary>
    public void Settle() => Advance(TimeSpan.FromMilliseconds(100));

    public static FlowRule Rule(int number, uint port = 2, DatapathTarget? target = null) => new()
    {
        Datapaths = target ?? 1,
        Priority = (ushort)(100 + number),
        Match = [Oxm.InPort.Is(1)],
        Actions = [new OutputAction(port)],
    };

    /// <summary>A flow-mod of an app that is not maintained.</summary>
    public static FlowMod Mod(FlowRule rule, ulong cookie, FlowModCommand command = FlowModCommand.Add) => new()
    {
        Command = command,
        TableId = rule.TableId,
        Priority = rule.Priority,
        Match = rule.Match,
        Instructions = rule.Instructions,
        Cookie = cookie,
    };

    public void Dispose()
    {
        _connections.Dispose();
        Dispose(Controller);
    }

    /// <summary>Disposes of a controller while time passes.</summary>
    public void Dispose(OpenFlowController controller)
    {
        var disposing = controller.DisposeAsync().AsTask();
        Settle();
        Assert.True(disposing.Wait(TimeSpan.FromSeconds(60)), "The controller did not end.");
    }
}
