using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Security.Cryptography;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Topology.Discovery;

/// <summary>
/// Finds the network: takes the events of the fleet and of its timers one at a time, under a lock, and keeps the state of ports, links and
/// hosts. What changed is published, and what is to be sent is sent, after the lock is released.
/// </summary>
internal sealed partial class DiscoveryEngine : IDisposable
{
    private readonly IFleet _fleet;
    private readonly TopologyOptions _options;
    private readonly Publisher _publisher;
    private readonly Lock _gate = new();
    private readonly Mailbox<Turn?> _published;
    private readonly Mailbox<(DatapathId Datapath, OpenFlowMessage Message)> _sent;
    private readonly CompositeDisposable _inputs = [];
    private readonly Random _random;
    private readonly ProbeCodec _codec;
    private readonly ProbeSchedule _schedule;
    private readonly AlertLimit _alertLimit;
    private readonly DateTimeOffset _start;
    private readonly Dictionary<DatapathId, SwitchEntry> _switches = [];
    private readonly SerialDisposable _tick = new();

    private Turn _turn = new();
    private long _slot;
    private bool _isTicking;
    private int _unknownPorts;
    private int _switchesWithoutPorts;
    private bool _isSettled;
    private bool _isDisposed;

    public DiscoveryEngine(IFleet fleet, TopologyOptions options, Publisher publisher)
    {
        (_fleet, _options, _publisher) = (fleet, options, publisher);
        var isVirtual = fleet.Scheduler.IsVirtualTime();
        _random = new(options.Seed ?? (isVirtual ? 0 : Random.Shared.Next()));
        var timeToLive = (ushort)Math.Max(1, Math.Ceiling(options.ProbeLifetime.TotalSeconds));
        _codec = new(options.Key is { } key ? key.Span : MakeKey(isVirtual), timeToLive);
        _schedule = new(options.ProbeInterval);
        _alertLimit = new(options.AlertInterval);
        _start = fleet.Scheduler.Now;
        _published = new(Publish);
        _sent = new(each => fleet.TrySend(each.Datapath, each.Message));
    }

    /// <summary>The flows on the switches; null if the app installs them.</summary>
    public DiscoveryFlows? Flows { get; private set; }

    private DateTimeOffset Now => _fleet.Scheduler.Now;

    public void Start()
    {
        // First, so that the flows are on their way to a datapath before its ports are probed.
        if (_options.InstallFlows)
            _inputs.Add(Flows = new(_fleet, _options));
        _inputs.Add(_tick);
        _inputs.Add(_fleet.Messages.Subscribe(OnMessage));
        _inputs.Add(_fleet.Datapaths.Connect().Subscribe(OnDatapaths, Dispose));
    }

    public void Dispose()
    {
        List<SwitchEntry> switches;
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            switches = [.. _switches.Values];
            _published.Add(null);
            _codec.Dispose();
        }

        _inputs.Dispose();
        foreach (var each in switches)
            each.Dispose();
        Flush();
    }

    // After the last turn comes the end.
    private void Publish(Turn? turn)
    {
        if (turn is null)
            _publisher.Dispose();
        else
            _publisher.Apply(turn);
    }

    // Runs a step of the state machine, then sends and publishes its results.
    private void Run(Action step)
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            step();
            EndTurn();
        }

        Flush();
    }

    private void EndTurn()
    {
        if (_bare.Count > 0)
            ProbeBarePorts();
        var isSettled = _unknownPorts == 0 && _switchesWithoutPorts == 0 && _switches.Count > 0;
        if (isSettled != _isSettled)
            _turn.IsSettled = _isSettled = isSettled;
        if (_turn.IsEmpty)
            return;
        _published.Add(_turn);
        _turn = new();
    }

    private void Flush()
    {
        _sent.Drain();
        _published.Drain();
    }

    private void Send(PortEntry port, ByteString frame)
    {
        if (port.Owner.Datapath.IsOwned)
            _sent.Add((port.Id.DatapathId, new PacketOut { Actions = port.Output, Data = frame }));
    }

    private void RunAfter(TimeSpan time, Action step) => _inputs.Add(Once(time, step));

    // Forgets itself when it has run.
    private SingleAssignmentDisposable Once(TimeSpan time, Action step)
    {
        var timer = new SingleAssignmentDisposable();
        timer.Disposable = _fleet.Scheduler.Schedule(time, () =>
        {
            _inputs.Remove(timer);
            Run(step);
        });
        return timer;
    }

    private void OnDatapaths(IChangeSet<FleetDatapath, DatapathId> changes)
    {
        foreach (var change in changes)
        {
            if (change.Reason == ChangeReason.Remove)
                Run(() => RemoveSwitch(change.Key));
            else if (change.Reason is ChangeReason.Add or ChangeReason.Update)
                OnDatapath(change.Current);
        }
    }

    private void OnDatapath(FleetDatapath datapath)
    {
        SwitchEntry? added = null;
        Run(() =>
        {
            if (_switches.TryGetValue(datapath.Id, out var known))
            {
                if (known.Datapath.Connection == datapath.Connection)
                {
                    TakeOver(known, datapath);
                    return;
                }

                RemoveSwitch(datapath.Id);
            }

            _switches.Add(datapath.Id, added = new(datapath));
            _switchesWithoutPorts++;
            _turn.Datapaths[datapath.Id] = true;
        });
        if (added is null)
            return;
        // Outside the lock: a subscription gives the ports at once.
        MeasureRoundTrip(added);
        added.PortChanges.Disposable = datapath.Ports.Connect(suppressEmptyChangeSets: false)
            .Subscribe(changes => Run(() => OnPorts(added, changes)));
    }

    // Another controller of the fleet acts for the datapath now. Probes that this one did not send are not missed.
    private static void TakeOver(SwitchEntry known, FleetDatapath datapath)
    {
        var gained = datapath.IsOwned && !known.Datapath.IsOwned;
        known.Datapath = datapath;
        if (!gained)
            return;
        foreach (var link in known.Ports.Values.SelectMany(port => port.Out))
            link.LastSequence = link.From.LastProbe.Sequence;
    }

    private void RemoveSwitch(DatapathId id)
    {
        if (!_switches.Remove(id, out var gone))
            return;
        var peers = gone.Ports.Values.SelectMany(PeersOf).Distinct().ToList();
        foreach (var port in gone.Ports.Values.ToList())
            RemovePort(port);
        AwaitReturn(peers);
        if (!gone.HasPorts)
            _switchesWithoutPorts--;
        _turn.Datapaths[id] = false;
        gone.Dispose();
    }

    private PortEntry? FindPort(SwitchPort id) =>
        _switches.TryGetValue(id.DatapathId, out var owner) ? owner.Ports.GetValueOrDefault(id.Port) : null;

    private void MeasureRoundTrip(SwitchEntry datapath)
    {
        var sentAt = Now;
        datapath.RoundTripRequest.Disposable = _fleet.SendMsg(datapath.Datapath.Id, new EchoRequest()).Subscribe(
            _ => Run(() => datapath.AddRoundTrip(Now - sentAt)),
            // No answer, no measurement: a switch that is gone or does not answer is noticed elsewhere.
            static _ => { });
        datapath.RoundTripTimer.Disposable = _fleet.Scheduler.Schedule(_options.RoundTripInterval, () => MeasureRoundTrip(datapath));
    }

    private void OnMessage(FleetEnvelope<OpenFlowMessage> envelope)
    {
        if (envelope.Message is not PacketIn packet || !EthernetHeader.TryRead(packet.Data.Span, out var header))
            return;
        lock (_gate)
        {
            if (_isDisposed || FindPort(new(envelope.Datapath.Id, packet.InPort)) is not { IsUp: true } port)
                return;
            if (header.EtherType is EtherType.Lldp or EtherType.Bddp)
                OnProbe(port, packet.Data, header.EtherType == EtherType.Lldp ? LinkKind.Direct : LinkKind.Indirect, envelope.ReceivedAt);
            else if (port.Role == PortRole.Edge)
                OnHostPacket(port, header, packet.Data, envelope.ReceivedAt);
            EndTurn();
        }

        Flush();
    }

    /// <summary>Raises an alert, unless there was one of its kind at its port shortly before.</summary>
    private void Raise(TopologyAlert alert)
    {
        if (_alertLimit.TryPass(ref alert))
            _turn.Alerts.Add(alert);
    }

    /// <summary>Has the policy decide on an alert, and raises it.</summary>
    private AlertAction Decide(TopologyAlert alert)
    {
        var action = _options.Policy(alert);
        Raise(alert with { Action = action });
        return action;
    }

    private byte[] MakeKey(bool isVirtual)
    {
        if (!isVirtual)
            return RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
        var key = new byte[HMACSHA256.HashSizeInBytes];
        _random.NextBytes(key);
        return key;
    }
}
