using System.Reactive.Linq;
using System.Reactive.Subjects;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Flows;
using RxOfctl.Simulator.Switches;

namespace RxOfctl.Simulator;

/// <summary>
/// A software switch of OpenFlow 1.0 to 1.5: flow tables, groups, meters and queues, counters, timeouts, packet-in and packet-out, ports and
/// statistics, bundles, flow monitors and roles. It answers what it does not have with the error that the specification names.
/// </summary>
public sealed partial class SimulatedSwitch
{
    private const Capabilities Supported10 = Capabilities.FlowStats | Capabilities.TableStats | Capabilities.PortStats | Capabilities.QueueStats;

    // The action types of OpenFlow 1.0, all of which the switch does.
    private const uint Actions10 = 0xfff;

    private readonly NetworkLock _lock;
    private readonly SimulatedSwitchOptions _options;
    private readonly SwitchState _state;
    private readonly PacketBuffers _buffers;
    private readonly Pipeline _pipeline;
    private readonly Packet _received = new(default, default(PortNumber));
    private readonly Subject<FlowChange> _flowChanges = new();
    private readonly Subject<PortStatus> _portChanges = new();
    private readonly Subject<SwitchMessage> _messages = new();
    private bool _isReceiving;
    private ulong? _generationId;

    internal SimulatedSwitch(NetworkLock networkLock, DatapathId id, SimulatedSwitchOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TableCount, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.TableCount, 254, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.BufferCount, nameof(options));
        // The longest single answer is the description of the switch.
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MultipartLength, 1100, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MultipartLength, OpenFlowCodec.MaxLength, nameof(options));
        if (options.Versions.Count == 0)
            throw new ArgumentException("A switch offers at least one version of OpenFlow.", nameof(options));

        (_lock, _options, Id, Name) = (networkLock, options, id, options.Name ?? $"s{id.Value}");
        _state = new(networkLock, options, Describe(), OnFlow);
        _buffers = new(options.BufferCount);
        _pipeline = new(
            _state.Tables,
            _state.Groups,
            _state.Meters,
            new(_state.Ports, _state.Queues, _state.Bridge),
            networkLock,
            new PacketIns(_state.Channels, _state.Ports, _buffers, networkLock.Scheduler, () => Config.MissSendLen));
        Multipart = new(_state, options.MultipartLength);
    }

    /// <summary>The switch's identity.</summary>
    public DatapathId Id { get; }

    /// <summary>The switch's name, such as <c>s1</c>.</summary>
    public string Name { get; }

    /// <summary>The versions of OpenFlow that it offers.</summary>
    public IReadOnlyList<OpenFlowVersion> Versions => _options.Versions;

    /// <summary>Its ports as they are now, by number.</summary>
    public IReadOnlyList<Port> Ports
    {
        get
        {
            using var scope = _lock.Enter();
            return [.. _state.Ports.Values.Select(port => port.Describe())];
        }
    }

    /// <summary>Its flows as they are now: table by table, the highest priority first.</summary>
    public IReadOnlyList<FlowStats> Flows
    {
        get
        {
            using var scope = _lock.Enter();
            return [.. _state.Tables.Flows.Select(flow => flow.Describe(_lock.Scheduler.Now))];
        }
    }

    /// <summary>Its groups as they are now, by number.</summary>
    public IReadOnlyList<GroupDesc> Groups
    {
        get
        {
            using var scope = _lock.Enter();
            return [.. _state.Groups.Groups.Select(group => group.Description)];
        }
    }

    /// <summary>Its meters as they are now, by number.</summary>
    public IReadOnlyList<MeterDesc> Meters
    {
        get
        {
            using var scope = _lock.Enter();
            return [.. _state.Meters.Meters.Select(meter => meter.Description)];
        }
    }

    /// <summary>What happens to its flows, from subscription on.</summary>
    public IObservable<FlowChange> FlowChanges => _flowChanges.AsObservable();

    /// <summary>What happens to its ports, from subscription on.</summary>
    public IObservable<PortStatus> PortChanges => _portChanges.AsObservable();

    /// <summary>The messages between the switch and its controllers, in both directions, from subscription on.</summary>
    public IObservable<SwitchMessage> Messages => _messages.AsObservable();

    internal MultipartReplies Multipart { get; }

    internal GetConfigReply Config { get; private set; } = new() { MissSendLen = 128 };

    /// <summary>Adds a port, without a link. <see cref="SimulatedNetwork.Connect(SimulatedSwitch, uint, SimulatedHost, TimeSpan?)"/> adds ports too.</summary>
    /// <param name="number">
    /// The number, 1 to 65,279, which OpenFlow 1.0 can express; or that of <see cref="PortNumber.Local"/>, for a switch with a LOCAL port.
    /// </param>
    /// <exception cref="ArgumentException">There is such a port.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public void AddPort(uint number)
    {
        using var scope = _lock.Enter();
        if (_state.Ports.ContainsKey(number))
            throw new ArgumentException($"{Name} has a port {number} already.", nameof(number));
        var port = NewPort(number);
        OnPortChanged(port, PortReason.Add);
    }

    /// <summary>Removes a port, and unplugs its link.</summary>
    /// <param name="number">The number.</param>
    /// <exception cref="ArgumentException">There is no such port.</exception>
    public void RemovePort(uint number)
    {
        using var scope = _lock.Enter();
        if (!_state.Ports.Remove(number, out var port))
            throw new ArgumentException($"{Name} has no port {number}.", nameof(number));
        port.Link?.Unplug();
        OnPortChanged(port, PortReason.Delete);
    }

    /// <summary>Has a frame come in by a port, as if the port's link had brought it: to use a switch without a network around it.</summary>
    /// <param name="port">The number of the port.</param>
    /// <param name="frame">The frame, from its Ethernet header on. One that is shorter than that header is dropped.</param>
    /// <exception cref="ArgumentException">There is no such port.</exception>
    public void Receive(uint port, ByteString frame)
    {
        using var scope = _lock.Enter();
        if (!_state.Ports.TryGetValue(port, out var found))
            throw new ArgumentException($"{Name} has no port {port}.", nameof(port));
        found.Receive(frame);
    }

    /// <summary>The name and the identity.</summary>
    public override string ToString() => $"{Name} ({Id})";

    /// <summary>The port of a number, added if it is not there; its status is not sent before its link is plugged in.</summary>
    internal (SwitchPort Port, PortReason Reason) GetOrAddPort(uint number) =>
        _state.Ports.TryGetValue(number, out var port) ? (port, PortReason.Modify) : (NewPort(number), PortReason.Add);

    internal void Receive(SwitchPort port, ByteString frame)
    {
        if (frame.Length < HeaderParser.EthernetLength)
            return;
        // A packet that comes while another is on its way through the switch has to be an object of its own.
        if (_isReceiving)
        {
            Forward(new(frame, port.Number));
            return;
        }

        _isReceiving = true;
        _received.Reset(frame, port.Number);
        Forward(_received);
        _isReceiving = false;
    }

    internal void OnPortChanged(SwitchPort port, PortReason reason)
    {
        // The port that is being removed is not changed any more.
        if (reason == PortReason.Modify && !_state.Ports.ContainsKey(port.Number))
            return;
        if (!port.IsLive)
            _state.Bridge.Forget(port.Number);
        var status = new PortStatus { Reason = reason, Desc = port.Describe() };
        _lock.Notify(_portChanges, status);
        foreach (var channel in _state.Channels)
        {
            if (channel.Wants(AsyncMaskType.PortStatusMaster, (int)reason))
                channel.Notify(status with { Desc = Dialect.In(channel.Version, status.Desc) });
        }
    }

    internal void OnMessage(SwitchMessage message) => _lock.Notify(_messages, message);

    private void Forward(Packet packet)
    {
        if ((Config.Flags & ConfigFlags.FragDrop) != 0 && packet.IsFragment)
            return;
        _pipeline.Process(packet);
    }

    private DescReply Describe() => new()
    {
        MfrDesc = "RxOfctl",
        HwDesc = "Simulated switch",
        SwDesc = typeof(SimulatedSwitch).Assembly.GetName().Version?.ToString() ?? "",
        SerialNum = Id.ToString(),
        DpDesc = Name,
    };

    private SwitchPort NewPort(uint number)
    {
        if (number != PortNumber.Local.Value)
        {
            ArgumentOutOfRangeException.ThrowIfZero(number);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 0xfeffu);
        }

        return _state.Ports[number] = new(this, number, _lock.Scheduler.Now);
    }

    private void OnFlow(FlowEvent change)
    {
        var flow = change.Flow;
        if (_flowChanges.HasObservers)
            _lock.Notify(_flowChanges, new(change.Reason, flow.Describe(_lock.Scheduler.Now), change.RemovedReason));
        if (change.RemovedReason is { } why && (flow.Flags & FlowModFlags.SendFlowRem) != 0)
            SendRemoved(flow.Describe(_lock.Scheduler.Now), why);
        foreach (var channel in _state.Channels)
        {
            if (!channel.Monitors.IsEmpty && channel.Monitors.Update(change, channel == change.Change.Origin) is { } update)
                channel.Notify(new FlowMonitorReply { Body = [update] }, xid: 0);
        }

        if (_state.Settings.OnChanged(flow.TableId.Value) is { } status)
        {
            foreach (var channel in _state.Channels.Where(channel => channel.Wants(AsyncMaskType.TableStatusMaster, (int)status.Reason)))
                channel.Notify(status);
        }
    }

    private void SendRemoved(FlowStats flow, FlowRemovedReason reason)
    {
        var removed = new FlowRemoved
        {
            Cookie = flow.Cookie,
            Priority = flow.Priority,
            Reason = reason,
            TableId = flow.TableId,
            DurationSec = flow.DurationSec,
            DurationNsec = flow.DurationNsec,
            IdleTimeout = flow.IdleTimeout,
            HardTimeout = flow.HardTimeout,
            PacketCount = flow.PacketCount,
            ByteCount = flow.ByteCount,
            Match = flow.Match,
        };
        foreach (var channel in _state.Channels)
        {
            var dialect = Dialect.In(channel.Version, removed);
            if (channel.Wants(AsyncMaskType.FlowRemovedMaster, (int)dialect.Reason))
                channel.Notify(dialect);
        }
    }
}
