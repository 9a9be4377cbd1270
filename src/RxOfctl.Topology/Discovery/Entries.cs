using System.Reactive.Disposables;
using System.Runtime.CompilerServices;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Topology.Discovery;

/// <summary>A datapath that is present.</summary>
internal sealed class SwitchEntry(FleetDatapath datapath) : IDisposable
{
    private const int RoundTripsKept = 8;

    private readonly Queue<TimeSpan> _roundTrips = new();

    /// <summary>The datapath as the fleet has it now.</summary>
    public FleetDatapath Datapath { get; set; } = datapath;

    /// <summary>Whether its ports are known, if there are any.</summary>
    public bool HasPorts { get; set; }

    /// <summary>Its ports, those that are down too.</summary>
    public Dictionary<PortNumber, PortEntry> Ports { get; } = [];

    /// <summary>The shortest of the last round trips to it; null before the first is measured.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    public SerialDisposable PortChanges { get; } = new();

    public SerialDisposable RoundTripRequest { get; } = new();

    public SerialDisposable RoundTripTimer { get; } = new();

    public void AddRoundTrip(TimeSpan time)
    {
        _roundTrips.Enqueue(time);
        if (_roundTrips.Count > RoundTripsKept)
            _roundTrips.Dequeue();
        RoundTrip = _roundTrips.Min();
    }

    public void Dispose()
    {
        PortChanges.Dispose();
        RoundTripRequest.Dispose();
        RoundTripTimer.Dispose();
    }
}

/// <summary>A port of a datapath.</summary>
internal sealed class PortEntry(SwitchEntry owner, SwitchPort id, Port description, ulong incarnation)
{
    private HashSet<HostEntry>? _hosts;
    private ReplayWindow _window;
    private ReplayWindow _otherWindow;
    private ulong _otherSender;

    public SwitchEntry Owner => owner;

    public SwitchPort Id => id;

    public Port Description { get; set; } = description;

    public bool IsUp { get; set; }

    public PortRole Role { get; set; } = PortRole.Down;

    /// <summary>Whether the time in which the first two probes may arrive is not over.</summary>
    public bool IsUnknown { get; set; }

    /// <summary>Counts how often that time began, so that its end is not taken for that of a later one.</summary>
    public int Beginnings { get; set; }

    /// <summary>Whether the switch at the other end has left the fleet a moment ago, while the port stayed up.</summary>
    public bool AwaitsPeer { get; set; }

    /// <summary>The sender of its probes: a random number, so that those of the port before a reconnection are not taken for its
    /// own.</summary>
    public ulong Incarnation => incarnation;

    /// <summary>The number of the last probe that was sent.</summary>
    public uint Sequence { get; set; }

    /// <summary>The last probe; null before the first.</summary>
    public byte[]? LldpProbe { get; set; }

    /// <summary>The last broadcast probe; null before the first.</summary>
    public byte[]? BddpProbe { get; set; }

    /// <summary>The actions that send a frame out of the port.</summary>
    public ValueList<OpenFlowAction> Output { get; } = [new OutputAction(id.Port)];

    /// <summary>The slot of the probe schedule that it has, or -1.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>The place in the slot.</summary>
    public int PlaceInSlot { get; set; }

    /// <summary>The links from the port: mostly one.</summary>
    public List<LinkEntry> Out { get; } = new(1);

    /// <summary>The links to the port: mostly one.</summary>
    public List<LinkEntry> In { get; } = new(1);

    /// <summary>The hosts at the port.</summary>
    public HashSet<HostEntry> Hosts => _hosts ??= [];

    /// <summary>Whether there are hosts at the port.</summary>
    public bool HasHosts => _hosts is { Count: > 0 };

    /// <summary>When a host was last active at the port, and which. Kept while the port is down.</summary>
    public (HostId Id, DateTimeOffset At)? LastHost { get; set; }

    public bool HasDirectLink
    {
        get
        {
            foreach (var link in Out)
            {
                if (link.Kind == LinkKind.Direct)
                    return true;
            }

            return In.Exists(static link => link.Kind == LinkKind.Direct);
        }
    }

    /// <summary>The link from the port to another; null if there is none.</summary>
    public LinkEntry? LinkTo(PortEntry to)
    {
        foreach (var link in Out)
        {
            if (link.To == to)
                return link;
        }

        return null;
    }

    /// <summary>Notes that an LLDP probe of the port was received.</summary>
    public Arrival NoteReceived(Probe probe)
    {
        if (probe.Sender == Incarnation)
            return _window.Note(probe.Sequence);
        if (probe.Sender != _otherSender)
            (_otherSender, _otherWindow) = (probe.Sender, default);
        return _otherWindow.Note(probe.Sequence);
    }
}

/// <summary>Why a link that is seen is not among the links.</summary>
internal enum Withheld
{
    /// <summary>It is among them.</summary>
    No,

    /// <summary>A host was active at one of its ports.</summary>
    HostPort,

    /// <summary>It is much slower than the others.</summary>
    Slow,

    /// <summary>It was lost too often.</summary>
    Flapping,
}

/// <summary>One direction of a link, seen by the probes that arrive.</summary>
internal sealed class LinkEntry(PortEntry from, PortEntry to, LinkKind kind, DateTimeOffset firstSeen)
{
    private const int LatenciesKept = 8;
    private const int LatenciesNeeded = 3;

    private Latencies _latencies;
    private int _latencyCount;
    private ReplayWindow _window;

    public LinkId Id { get; } = new(from.Id, to.Id);

    public PortEntry From => from;

    public PortEntry To => to;

    public LinkKind Kind => kind;

    public DateTimeOffset FirstSeen => firstSeen;

    public DateTimeOffset LastSeen { get; set; }

    /// <summary>The number of the last probe of this controller's that arrived.</summary>
    public uint LastSequence { get; set; }

    public Withheld Withheld { get; set; }

    /// <summary>While <see cref="Withheld"/> is <see cref="Withheld.Flapping"/>: until when.</summary>
    public DateTimeOffset HeldUntil { get; set; }

    /// <summary>What the policy said to a host having been active at one of the ports; null before it was asked.</summary>
    public AlertAction? HostPortAction { get; set; }

    /// <summary>What the policy said to the link being slow; null while it is not.</summary>
    public AlertAction? SlowAction { get; set; }

    /// <summary>The link as published; null while it is withheld.</summary>
    public NetworkLink? Published { get; set; }

    /// <summary>The median of the last latencies; null before there are enough.</summary>
    public TimeSpan? Latency { get; private set; }

    /// <summary>Notes that a broadcast probe arrived.</summary>
    public Arrival NoteReceived(uint sequence) => _window.Note(sequence);

    public void AddLatency(TimeSpan latency)
    {
        _latencies[_latencyCount++ % LatenciesKept] = latency.Ticks;
        if (_latencyCount < LatenciesNeeded)
            return;
        var sorted = _latencies;
        var known = ((Span<long>)sorted)[..Math.Min(_latencyCount, LatenciesKept)];
        known.Sort();
        Latency = new(known[known.Length / 2]);
    }

    // In the entry itself: a list of its own would take twice the memory.
    [InlineArray(LatenciesKept)]
    private struct Latencies
    {
        private long _first;
    }
}

/// <summary>A host.</summary>
internal sealed class HostEntry(HostId id, PortEntry port, DateTimeOffset firstSeen)
{
    public HostId Id => id;

    public PortEntry Port { get; set; } = port;

    public List<Ipv4Address> Ipv4Addresses { get; } = [];

    public List<Ipv6Address> Ipv6Addresses { get; } = [];

    public DateTimeOffset FirstSeen => firstSeen;

    public DateTimeOffset LastSeen { get; set; }

    /// <summary>The other port at which it appeared, while it is asked at <see cref="Port"/> whether it is still there.</summary>
    public (PortEntry Port, DateTimeOffset At)? Claim { get; set; }

    /// <summary>When it may be asked again because it appears elsewhere.</summary>
    public DateTimeOffset NextClaimAt { get; set; }

    public required NetworkHost Published { get; set; }
}
