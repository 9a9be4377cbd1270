using System.Collections.Immutable;
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

/// <summary>A port of a datapath. There are tens of thousands, so it has no more than it needs.</summary>
internal sealed class PortEntry(SwitchEntry owner, SwitchPort id, Port description)
{
    private HashSet<HostEntry>? _hosts;
    private ReplayWindow _window;
    private ForeignProbes? _foreign;

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

    /// <summary>The stamp of the last probe that was sent; before the first, one with the sequence number 0.</summary>
    public ProbeStamp LastProbe { get; set; }

    /// <summary>The last LLDP probe that was sent, until it should have arrived; null then, and before the first.</summary>
    public byte[]? LastFrame { get; set; }

    /// <summary>The actions that send a frame out of the port.</summary>
    public required ValueList<OpenFlowAction> Output { get; init; }

    /// <summary>The slot of the probe schedule that it has, or -1.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>The place in the slot.</summary>
    public int PlaceInSlot { get; set; }

    /// <summary>The links from the port: mostly one.</summary>
    public ImmutableArray<LinkEntry> Out { get; set; } = [];

    /// <summary>The links to the port: mostly one.</summary>
    public ImmutableArray<LinkEntry> In { get; set; } = [];

    /// <summary>Whether there are links from the port or to it.</summary>
    public bool HasLinks => !Out.IsEmpty || !In.IsEmpty;

    /// <summary>The hosts at the port.</summary>
    public HashSet<HostEntry> Hosts => _hosts ??= [];

    /// <summary>Whether there are hosts at the port.</summary>
    public bool HasHosts => _hosts is { Count: > 0 };

    /// <summary>The host that was last active at the port; null if there was none. Kept while the port is down.</summary>
    public HostSighting? LastHost { get; set; }

    public bool HasDirectLink
    {
        get
        {
            foreach (var link in Out)
            {
                if (link.Kind == LinkKind.Direct)
                    return true;
            }

            foreach (var link in In)
            {
                if (link.Kind == LinkKind.Direct)
                    return true;
            }

            return false;
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
        if (probe.Sender == LastProbe.Sender)
            return _window.Note(probe.Sequence);
        if (probe.Sender != _foreign?.Sender)
            _foreign = new(probe.Sender);
        return _foreign.Window.Note(probe.Sequence);
    }

    /// <summary>The probes of the port that another controller of the fleet sent.</summary>
    private sealed class ForeignProbes(ulong sender)
    {
        public ReplayWindow Window;

        public ulong Sender => sender;
    }
}

/// <summary>That a host was active.</summary>
internal sealed record HostSighting(HostId Host, DateTimeOffset At);

/// <summary>Why a link that is seen is not among the links.</summary>
internal enum Withheld : byte
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

/// <summary>One direction of a link, seen by the probes that arrive. As with ports, there are tens of thousands.</summary>
internal sealed class LinkEntry(PortEntry from, PortEntry to, LinkKind kind, DateTimeOffset firstSeen)
{
    private readonly long _firstSeen = firstSeen.UtcTicks;
    private long _lastSeen = firstSeen.UtcTicks;
    private const int LatenciesKept = 8;
    private const int LatenciesNeeded = 3;

    private Latencies _latencies;
    private int _latencyCount;
    private int _median;
    private int _lastDelay;
    private StrongBox<ReplayWindow>? _window;

    public LinkId Id => new(from.Id, to.Id);

    public PortEntry From => from;

    public PortEntry To => to;

    public LinkKind Kind => kind;

    public DateTimeOffset FirstSeen => new(_firstSeen, TimeSpan.Zero);

    public DateTimeOffset LastSeen
    {
        get => new(_lastSeen, TimeSpan.Zero);
        set => _lastSeen = value.UtcTicks;
    }

    /// <summary>The number of the last probe of this controller's that arrived.</summary>
    public uint LastSequence { get; set; }

    /// <summary>How long that probe took, with the time in which this controller and the two switches were busy.</summary>
    public TimeSpan LastDelay
    {
        get => new(_lastDelay);
        set => _lastDelay = ToInt32(value);
    }

    public Withheld Withheld { get; set; }

    /// <summary>What the policy said to a host having been active at one of the ports; null before it was asked.</summary>
    public AlertAction? HostPortAction { get; set; }

    /// <summary>What the policy said to the link being slow; null while it is not.</summary>
    public AlertAction? SlowAction { get; set; }

    /// <summary>The link as published; null while it is withheld.</summary>
    public NetworkLink? Published { get; set; }

    /// <summary>The median of the last latencies; null before there are enough.</summary>
    public TimeSpan? Latency => _latencyCount < LatenciesNeeded ? null : new(_median);

    /// <summary>Notes that a broadcast probe arrived.</summary>
    public Arrival NoteReceived(uint sequence) => (_window ??= new()).Value.Note(sequence);

    /// <summary>Adds a measurement.</summary>
    /// <param name="latency">The latency; one of more than 214 s counts as that.</param>
    public void AddLatency(TimeSpan latency)
    {
        _latencies[_latencyCount++ % LatenciesKept] = ToInt32(latency);
        var sorted = _latencies;
        var known = ((Span<int>)sorted)[..Math.Min(_latencyCount, LatenciesKept)];
        known.Sort();
        _median = known[known.Length / 2];
    }

    // In units of 100 ns; 214 s at most.
    private static int ToInt32(TimeSpan time) => (int)Math.Clamp(time.Ticks, 0, int.MaxValue);

    // In the entry itself: a list of its own would take several times the memory.
    [InlineArray(LatenciesKept)]
    private struct Latencies
    {
        private int _first;
    }
}

/// <summary>The losses of a link that was lost lately.</summary>
internal sealed class LossRecord
{
    /// <summary>When it was lost, within the window of the flap damping.</summary>
    public List<DateTimeOffset> Losses { get; } = [];

    /// <summary>While the link is held back: until when.</summary>
    public DateTimeOffset HeldUntil { get; set; }
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
