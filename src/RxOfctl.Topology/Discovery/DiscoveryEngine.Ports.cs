using System.Reactive.Concurrency;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Topology.Discovery;

/// <content>Ports, and their probes.</content>
internal sealed partial class DiscoveryEngine
{
    // What round trips may add to the time in which the first probes arrive.
    private static readonly TimeSpan MaxRoundTrip = TimeSpan.FromSeconds(1);

    private readonly HashSet<PortEntry> _bare = [];
    private readonly Dictionary<PortNumber, ValueList<OpenFlowAction>> _outputs = [];

    private TimeSpan LongestRoundTrip
    {
        get
        {
            var longest = _switches.Values.Max(each => each.RoundTrip) ?? TimeSpan.Zero;
            return longest < MaxRoundTrip ? longest : MaxRoundTrip;
        }
    }

    private void OnPorts(SwitchEntry owner, IChangeSet<Port, PortNumber> changes)
    {
        if (!_switches.TryGetValue(owner.Datapath.Id, out var current) || current != owner)
            return;
        if (!owner.HasPorts)
            _switchesWithoutPorts--;
        owner.HasPorts = true;
        owner.Ports.EnsureCapacity(changes.Count);
        var cameUp = new List<PortEntry>();
        foreach (var change in changes)
        {
            if (change.Key.IsReserved)
                continue;
            if (change.Reason != ChangeReason.Remove)
                OnPort(owner, change.Current, cameUp);
            else if (owner.Ports.TryGetValue(change.Key, out var gone))
                RemovePort(gone);
        }

        if (cameUp.Count > 0)
            BeginUnknown(cameUp);
    }

    private void OnPort(SwitchEntry owner, Port description, List<PortEntry> cameUp)
    {
        var id = new SwitchPort(owner.Datapath.Id, description.PortNo);
        if (!owner.Ports.TryGetValue(id.Port, out var port))
        {
            owner.Ports.Add(id.Port, port = new(owner, id, description)
            {
                LastProbe = new() { Sender = (ulong)_random.NextInt64(1, long.MaxValue) },
                Output = OutputTo(id.Port),
            });
        }

        port.Description = description;
        Publish(port);
        if (description.IsUp == port.IsUp)
            return;
        port.IsUp = description.IsUp;
        if (!port.IsUp)
        {
            TakeDown(port);
        }
        else if (_options.ProbePort(id.DatapathId, description))
        {
            _schedule.Add(port);
            cameUp.Add(port);
        }
        else
        {
            UpdateRole(port);
        }
    }

    private void TakeDown(PortEntry port)
    {
        port.IsUp = false;
        port.AwaitsPeer = false;
        _schedule.Remove(port);
        EndUnknown(port);
        foreach (var link in port.In.AddRange(port.Out))
            Lose(link);
        WithdrawHosts(port);
        UpdateRole(port);
    }

    private void RemovePort(PortEntry port)
    {
        TakeDown(port);
        port.Owner.Ports.Remove(port.Id.Port);
        _turn.Ports[port.Id] = null;
    }

    // Probes the ports at once and after half of the time, and knows them after the other half and the longest round trip. A broadcast
    // probe goes only to ports that LLDP has found nothing at.
    private void BeginUnknown(IReadOnlyList<PortEntry> ports)
    {
        var begun = new List<(PortEntry Port, int Beginning)>();
        foreach (var port in ports)
        {
            if (!port.IsUnknown)
                _unknownPorts++;
            port.IsUnknown = true;
            begun.Add((port, ++port.Beginnings));
            UpdateRole(port);
            SendProbe(port, withBroadcast: false);
        }

        if (!_isTicking)
            _slot = SlotAt(Now);
        _isTicking = true;
        ScheduleTick();
        RunAfter(_options.UnknownTime / 2, () =>
        {
            foreach (var (port, beginning) in begun)
            {
                if (port.IsUnknown && port.Beginnings == beginning)
                    SendProbe(port, withBroadcast: true);
            }

            RunAfter(_options.UnknownTime / 2 + LongestRoundTrip, () =>
            {
                foreach (var (port, beginning) in begun)
                {
                    if (port.Beginnings != beginning || !EndUnknown(port))
                        continue;
                    UpdateRole(port);
                }
            });
        });
    }

    // A port that has lost its last link is unknown again: another may be there.
    private void ProbeBarePorts()
    {
        var bare = _bare
            .Where(port => port.IsUp && port.Slot >= 0 && !port.IsUnknown && !port.AwaitsPeer && !port.HasLinks)
            .ToList();
        _bare.Clear();
        if (bare.Count > 0)
            BeginUnknown(bare);
    }

    private static IEnumerable<PortEntry> PeersOf(PortEntry port) =>
        port.Out.Select(link => link.To).Concat(port.In.Select(link => link.From)).Where(peer => peer.Owner != port.Owner);

    // A switch whose connection has ended may still forward, and what it forwards is not from hosts at these ports. So they are no edge
    // ports for a while, unless they go down.
    private void AwaitReturn(List<PortEntry> peers)
    {
        foreach (var peer in peers)
        {
            peer.AwaitsPeer = peer.IsUp;
            UpdateRole(peer);
        }

        if (peers.Count == 0)
            return;
        RunAfter(_options.HostPortMemory, () =>
        {
            foreach (var peer in peers)
            {
                if (!peer.AwaitsPeer)
                    continue;
                peer.AwaitsPeer = false;
                _bare.Add(peer);
            }
        });
    }

    private bool EndUnknown(PortEntry port)
    {
        if (!port.IsUnknown)
            return false;
        port.IsUnknown = false;
        _unknownPorts--;
        return true;
    }

    private void UpdateRole(PortEntry port)
    {
        var role = !port.IsUp ? PortRole.Down
            : port.In.Any(IsBelieved) || port.Out.Any(IsBelieved) ? PortRole.Link
            : port.HasLinks ? PortRole.Withheld
            : port.AwaitsPeer ? PortRole.Withheld
            : port.IsUnknown ? PortRole.Unknown
            : PortRole.Edge;
        if (role == port.Role)
            return;
        port.Role = role;
        Publish(port);
        if (role is PortRole.Link)
            WithdrawHosts(port);

        static bool IsBelieved(LinkEntry link) => link.Withheld == Withheld.No;
    }

    private void Publish(PortEntry port) => _turn.Ports[port.Id] = new(port.Id, port.Role, port.Description);

    private void SendProbe(PortEntry port, bool withBroadcast)
    {
        if (!port.Owner.Datapath.IsOwned)
            return;
        port.LastProbe = port.LastProbe with { Sequence = port.LastProbe.Sequence + 1, Time = Now.UtcTicks };
        Send(port, port.LastFrame = Make(LinkKind.Direct));
        if (withBroadcast && _options.BroadcastProbes && !port.HasDirectLink)
            Send(port, Make(LinkKind.Indirect));

        byte[] Make(LinkKind kind) => _codec.Make(kind, port.Id, SourceOf(port), (ulong)_random.NextInt64(), port.LastProbe);
    }

    // Ports of one number share the list of actions.
    private ValueList<OpenFlowAction> OutputTo(PortNumber port)
    {
        if (!_outputs.TryGetValue(port, out var actions))
            _outputs.Add(port, actions = [new OutputAction(port)]);
        return actions;
    }

    // A port without an address of its own has a locally administered one.
    private static MacAddress SourceOf(PortEntry port) => port.Description.HwAddr != MacAddress.Zero && !port.Description.HwAddr.IsMulticast
        ? port.Description.HwAddr
        : new(0x0e00_0000_0000 | ((port.Id.DatapathId.Value & 0xff_ffff) << 16) | (port.Id.Port.Value & 0xffff));

    private long SlotAt(DateTimeOffset time) => (time - _start).Ticks / _schedule.SlotLength.Ticks;

    // Also called when ports were added, as one of them may be due before the tick that is scheduled.
    private void ScheduleTick()
    {
        if (_schedule.NextAfter(_slot) is not { } next)
        {
            _isTicking = false;
            return;
        }

        var due = _start + _schedule.SlotLength * next;
        var now = Now;
        if (now - due > _options.ProbeInterval / 2)
        {
            // The scheduler is late. Slots that were missed are skipped: probes sent in quick succession would be lost together.
            _slot = SlotAt(now);
            next = _schedule.NextAfter(_slot)!.Value;
            due = _start + _schedule.SlotLength * next;
        }

        _tick.Disposable = _fleet.Scheduler.Schedule(due > now ? due - now : TimeSpan.Zero, () => Run(() => Tick(next)));
    }

    private void Tick(long slot)
    {
        _slot = slot;
        foreach (var port in _schedule.InSlot(slot))
        {
            if (!AwaitsProbe(port))
                SendProbe(port, withBroadcast: true);
        }

        foreach (var port in _schedule.ToCheck(slot))
        {
            port.LastFrame = null;
            CheckLinks(port);
        }

        ScheduleTick();
    }
}
