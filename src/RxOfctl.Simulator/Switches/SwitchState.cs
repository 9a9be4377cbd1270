using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>All that a switch holds.</summary>
internal sealed class SwitchState
{
    public SwitchState(NetworkLock networkLock, SimulatedSwitchOptions options, DescReply description, Action<FlowEvent> onFlow)
    {
        (Lock, Description) = (networkLock, description);
        (Groups, Meters, Queues, Bridge) = (new(networkLock), new(networkLock), new(options.Queues, networkLock), new(networkLock));
        Actions = new(Groups, Meters, Queues);
        Tables = new(options.TableCount, options.TableCapacity, networkLock, CheckFlow, onFlow);
        Settings = new(Tables);
    }

    public NetworkLock Lock { get; }

    public DescReply Description { get; }

    public SortedDictionary<PortNumber, SwitchPort> Ports { get; } = [];

    public List<ControllerChannel> Channels { get; } = [];

    public GroupTable Groups { get; }

    public MeterTable Meters { get; }

    public QueueTable Queues { get; }

    public LearningBridge Bridge { get; }

    public ActionRules Actions { get; }

    public FlowTables Tables { get; }

    public TableSettings Settings { get; }

    private void CheckFlow(FlowMod mod, FlowMatch match, OpenFlowVersion version) => new FlowModRules(Tables, Actions, Meters).Check(mod, match, version);
}
