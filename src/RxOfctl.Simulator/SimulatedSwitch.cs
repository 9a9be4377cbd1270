using System.Reactive.Linq;
using System.Reactive.Subjects;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Flows;
using RxOfctl.Simulator.Switches;

namespace RxOfctl.Simulator;

/// <summary>
/// A software switch of OpenFlow 1.0 and 1.3: flow tables, counters, timeouts, packet-in and packet-out, ports and statistics. It has no
/// groups, meters or queues, and answers what it does not have with the error that the specification names.
/// </summary>
public sealed partial class SimulatedSwitch
{
    private const Capabilities Supported = Capabilities.FlowStats | Capabilities.TableStats | Capabilities.PortStats;

    // The action types of OpenFlow 1.0 that the switch does: all but ENQUEUE.
    private const uint Actions10 = 0x7ff;

    private readonly Turns _turns;
    private readonly SimulatedSwitchOptions _options;
    private readonly SortedDictionary<PortNumber, SwitchPort> _ports = [];
    private readonly FlowTables _tables;
    private readonly PacketBuffers _buffers;
    private readonly Pipeline _pipeline;
    private readonly Subject<FlowChange> _flowChanges = new();
    private readonly Subject<PortStatus> _portChanges = new();
    private readonly Subject<SwitchMessage> _messages = new();
    private readonly List<ControllerChannel> _channels = [];
    private ulong? _generationId;

    internal SimulatedSwitch(Turns turns, DatapathId id, SimulatedSwitchOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TableCount, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.TableCount, 254, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.BufferCount, nameof(options));
        // The longest single answer is the description of the switch.
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MultipartLength, 1100, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MultipartLength, OpenFlowCodec.MaxLength, nameof(options));
        if (options.Versions.Count == 0)
            throw new ArgumentException("A switch offers at least one version of OpenFlow.", nameof(options));

        (_turns, _options, Id, Name) = (turns, options, id, options.Name ?? $"s{id.Value}");
        _tables = new(options.TableCount, options.TableCapacity, turns, OnFlowChanged);
        _buffers = new(options.BufferCount);
        _pipeline = new(_tables, _ports, turns, new PacketIns(this));
        Multipart = new(this, _tables, _ports, turns, options.MultipartLength);
    }

    /// <summary>The switch's identity.</summary>
    public DatapathId Id { get; }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>The versions of OpenFlow that it offers.</summary>
    public IReadOnlyList<OpenFlowVersion> Versions => _options.Versions;

    /// <summary>Its ports as they are now, by number.</summary>
    public IReadOnlyList<Port> Ports
    {
        get
        {
            using var turn = _turns.Begin();
            return [.. _ports.Values.Select(port => port.Describe())];
        }
    }

    /// <summary>Its flows as they are now: table by table, the highest priority first.</summary>
    public IReadOnlyList<FlowStats> Flows
    {
        get
        {
            using var turn = _turns.Begin();
            return [.. _tables.Flows.Select(flow => flow.Describe(_turns.Scheduler.Now))];
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
    /// <param name="number">The number, 1 to 65,279 so that OpenFlow 1.0 can say it.</param>
    /// <exception cref="ArgumentException">There is such a port.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public void AddPort(uint number)
    {
        using var turn = _turns.Begin();
        if (_ports.ContainsKey(number))
            throw new ArgumentException($"{Name} has a port {number} already.", nameof(number));
        var port = NewPort(number);
        OnPortChanged(port, PortReason.Add);
    }

    /// <summary>Removes a port, and unplugs its link.</summary>
    /// <param name="number">The number.</param>
    /// <exception cref="ArgumentException">There is no such port.</exception>
    public void RemovePort(uint number)
    {
        using var turn = _turns.Begin();
        if (!_ports.Remove(number, out var port))
            throw new ArgumentException($"{Name} has no port {number}.", nameof(number));
        port.Link?.Unplug();
        OnPortChanged(port, PortReason.Delete);
    }

    /// <summary>The name and the identity.</summary>
    public override string ToString() => $"{Name} ({Id})";

    /// <summary>The port of a number, added if it is not there; nobody is told of it before its link is plugged in.</summary>
    internal (SwitchPort Port, PortReason Reason) GetOrAddPort(uint number) =>
        _ports.TryGetValue(number, out var port) ? (port, PortReason.Modify) : (NewPort(number), PortReason.Add);

    internal void Receive(SwitchPort port, ByteString frame) => _pipeline.Receive(frame, port.Number);

    internal void OnPortChanged(SwitchPort port, PortReason reason)
    {
        // The port that is being removed is not changed any more.
        if (reason == PortReason.Modify && !_ports.ContainsKey(port.Number))
            return;
        var status = new PortStatus { Reason = reason, Desc = port.Describe() };
        _turns.Tell(_portChanges, status);
        foreach (var channel in _channels)
            channel.Notify(status with { Desc = Dialect.In(channel.Version, status.Desc) });
    }

    internal void OnMessage(SwitchMessage message) => _turns.Tell(_messages, message);

    internal FeaturesReply Features(OpenFlowVersion version) => new()
    {
        DatapathId = Id,
        BufferCount = (uint)_options.BufferCount,
        TableCount = (byte)_options.TableCount,
        Capabilities = version == OpenFlowVersion.OpenFlow10 ? Supported | Capabilities.ArpMatchIp : Supported,
        Actions = version == OpenFlowVersion.OpenFlow10 ? Actions10 : 0,
        Ports = Dialect.FeaturesHavePorts(version) ? _ports.Values.Select(port => Dialect.In(version, port.Describe())).ToValueList() : [],
    };

    internal void Configure(SetConfig config)
    {
        if ((config.Flags & ConfigFlags.FragReasm) != 0)
            throw new RefusedException(OpenFlowError.SwitchConfigFailedBadFlags);
        Config = new() { Flags = config.Flags, MissSendLen = config.MissSendLen };
    }

    internal void Apply(FlowMod mod, OpenFlowVersion version)
    {
        _tables.Apply(mod, version);
        if (mod.BufferId != BufferId.NoBuffer && mod.Command is not (FlowModCommand.Delete or FlowModCommand.DeleteStrict))
            _pipeline.Run(_buffers.Take(mod.BufferId));
    }

    internal void Send(PacketOut message)
    {
        FlowModRules.CheckActions(message.Actions, isPacketOut: true);
        if (message.BufferId != BufferId.NoBuffer)
        {
            _pipeline.Do(message.Actions, new(_buffers.Take(message.BufferId).Frame, message.InPort), flow: null);
            return;
        }

        if (!message.Data.TryParseEthernet(out var frame))
            throw new RefusedException(OpenFlowError.BadRequestBadLen);
        _pipeline.Do(message.Actions, new(frame, message.InPort), flow: null);
    }

    private SwitchPort NewPort(uint number)
    {
        ArgumentOutOfRangeException.ThrowIfZero(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 0xfeffu);
        return _ports[number] = new(this, number, _turns.Scheduler.Now);
    }

    private void OnFlowChanged(FlowEntry flow, FlowChangeReason reason, FlowRemovedReason? removedReason)
    {
        var stats = flow.Describe(_turns.Scheduler.Now);
        _turns.Tell(_flowChanges, new(reason, stats, removedReason));
        if (removedReason is not { } why || (flow.Flags & FlowModFlags.SendFlowRem) == 0)
            return;
        var removed = new FlowRemoved
        {
            Cookie = stats.Cookie,
            Priority = stats.Priority,
            Reason = why,
            TableId = stats.TableId,
            DurationSec = stats.DurationSec,
            DurationNsec = stats.DurationNsec,
            IdleTimeout = stats.IdleTimeout,
            HardTimeout = stats.HardTimeout,
            PacketCount = stats.PacketCount,
            ByteCount = stats.ByteCount,
            Match = stats.Match,
        };
        foreach (var channel in _channels.Where(channel => channel.Role != ControllerRole.Slave))
            channel.Notify(Dialect.In(channel.Version, removed));
    }

    /// <summary>Sends packets to the controllers; those in the role of a slave get none (OpenFlow 1.3.5 §6.3.4).</summary>
    private sealed class PacketIns(SimulatedSwitch owner) : IPacketInTarget
    {
        public void OnMiss(Packet packet, TableId tableId)
        {
            foreach (var channel in owner._channels.Where(channel => Dialect.SendsMisses(channel.Version)))
                Send(channel, packet, new() { Reason = PacketInReason.NoMatch, TableId = tableId }, owner.Config.MissSendLen);
        }

        public void OnAction(Packet packet, FlowEntry? flow, ushort maxLen)
        {
            foreach (var channel in owner._channels)
            {
                // The table-miss flow is known as such from the version on in which misses are not sent without it.
                var isMiss = flow is { IsTableMiss: true } && !Dialect.SendsMisses(channel.Version);
                Send(channel, packet, new()
                {
                    Reason = isMiss ? PacketInReason.NoMatch : PacketInReason.Action,
                    TableId = flow?.TableId ?? default,
                    Cookie = flow?.Cookie ?? ulong.MaxValue,
                }, maxLen);
            }
        }

        private void Send(ControllerChannel channel, Packet packet, PacketIn about, ushort maxLen)
        {
            if (channel.Role == ControllerRole.Slave)
                return;
            var data = packet.Frame.ToBytes();
            var bufferId = Dialect.AsksForNoBuffer(channel.Version, maxLen)
                ? BufferId.NoBuffer
                : owner._buffers.Keep(new(packet.Frame, packet.InPort) { Metadata = packet.Metadata });
            channel.Notify(Dialect.In(channel.Version, about with
            {
                BufferId = bufferId,
                InPort = packet.InPort,
                TotalLen = (ushort)data.Length,
                Data = bufferId == BufferId.NoBuffer ? data : data.Slice(0, Math.Min(data.Length, maxLen)),
            }));
        }
    }
}
