using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;

namespace RxOfctl.Topology.Discovery;

/// <content>Links, from the probes that arrive.</content>
internal sealed partial class DiscoveryEngine
{
    // Fewer latencies give no meaningful quartiles; more change them little.
    private const int LatenciesNeeded = 8;
    private const int LatenciesCompared = 512;

    // Latencies that differ by less are alike, whatever their distribution: schedulers and queues add as much.
    private static readonly TimeSpan LeastRange = TimeSpan.FromMilliseconds(1);

    // A latency that changes by less is not published: by a fifth, and by 100 µs.
    private static readonly TimeSpan LeastChange = TimeSpan.FromMicroseconds(100);

    private readonly Dictionary<LinkId, LossRecord> _losses = [];
    private TimeSpan? _latencyLimit;
    private DateTimeOffset? _limitTakenAt;

    private void OnProbe(PortEntry to, ByteString frame, LinkKind kind, DateTimeOffset at)
    {
        var from = ProbeCodec.TryReadPort(frame.Span, out var claimed) ? FindPort(claimed) : null;
        var verdict = _codec.Read(frame, kind, from?.LastFrame, out var probe);
        if (verdict == ProbeVerdict.Unsigned && _switches.ContainsKey(probe.From.DatapathId))
            Raise(new ForgedProbeAlert { At = at, Port = to.Id, ClaimedFrom = probe.From, Frame = frame });
        if (verdict != ProbeVerdict.Signed || from is null || !from.IsUp || from == to)
            return;

        var age = at - probe.SentAt;
        var isOurs = probe.Sender == from.LastProbe.Sender;
        var isTimely = age <= _options.ProbeLifetime && age >= -_options.ProbeLifetime;
        if (!isOurs && (_options.Key is null || !isTimely))
        {
            // Made before the switch reconnected, and on its way; or kept.
            if (!isTimely)
                Raise(new ReplayedProbeAlert { At = at, Port = to.Id, From = probe.From, SentAt = probe.SentAt });
            return;
        }

        var link = from.LinkTo(to);
        var arrival = kind == LinkKind.Direct ? from.NoteReceived(probe) : link?.NoteReceived(probe.Sequence) ?? Arrival.First;
        if (arrival == Arrival.Again)
        {
            Raise(new ReplayedProbeAlert { At = at, Port = to.Id, From = probe.From, SentAt = probe.SentAt });
            return;
        }

        // A slow switch delays probes too: that is no attack, but says nothing about now.
        if (!isTimely || (kind == LinkKind.Indirect && (from.HasDirectLink || to.HasDirectLink)))
            return;
        if (link is not null && link.Kind != kind)
        {
            Forget(link);
            link = null;
        }

        link ??= AddLink(from, to, kind, at, probe);
        (from.AwaitsPeer, to.AwaitsPeer) = (false, false);
        link.LastSeen = at;
        if (isOurs)
        {
            link.LastSequence = Math.Max(link.LastSequence, probe.Sequence);
            link.LastDelay = age;
            AddLatency(link, age);
        }

        Judge(link, at);
    }

    private LinkEntry AddLink(PortEntry from, PortEntry to, LinkKind kind, DateTimeOffset at, Probe probe)
    {
        // A port has one direct link in each direction. Another one means that the cable was moved while the ports stayed up.
        if (kind == LinkKind.Direct)
        {
            foreach (var old in from.Out.AddRange(to.In))
                Lose(old);
            foreach (var old in from.In.AddRange(to.Out).Where(old => old.Kind == LinkKind.Indirect))
                Forget(old);
        }

        var link = new LinkEntry(from, to, kind, at) { Withheld = Withheld.HostPort };
        if (kind == LinkKind.Indirect)
            link.NoteReceived(probe.Sequence);
        from.Out = from.Out.Add(link);
        to.In = to.In.Add(link);
        UpdateRole(from);
        UpdateRole(to);
        // The other direction is found with the next probe. It goes at once, unless the port has just been probed because it came up.
        if (to.LinkTo(from) is null && to.Slot >= 0 && !to.IsUnknown)
            SendProbe(to, withBroadcast: kind == LinkKind.Indirect);
        return link;
    }

    // Decides whether the link is published, and publishes what is new.
    private void Judge(LinkEntry link, DateTimeOffset at)
    {
        var before = link.Withheld;
        link.Withheld = IsHostPort(link, at) ? Withheld.HostPort
            : IsSlow(link, at) ? Withheld.Slow
            : IsFlapping(link, at) ? Withheld.Flapping
            : Withheld.No;
        if (link.Withheld == Withheld.No)
            Publish(link);
        else if (link.Published is not null)
            Unpublish(link);
        if (link.Withheld == before)
            return;
        UpdateRole(link.From);
        UpdateRole(link.To);
    }

    // Asked only for a link that is not published: at one that is, hosts are not learned.
    private bool IsHostPort(LinkEntry link, DateTimeOffset at)
    {
        if (link.Published is not null || link.HostPortAction == AlertAction.Accept)
            return false;
        foreach (var port in (PortEntry[])[link.To, link.From])
        {
            if (port.LastHost is not { } last || at - last.At >= _options.HostPortMemory)
                continue;
            link.HostPortAction ??= Decide(
                new HostPortProbeAlert { At = at, Port = port.Id, Link = link.Id, LastHost = last.Host, LastHostSeen = last.At });
            return link.HostPortAction == AlertAction.Withhold;
        }

        return false;
    }

    private bool IsSlow(LinkEntry link, DateTimeOffset at)
    {
        if (link.Kind != LinkKind.Direct || link.Latency is not { } latency || LatencyLimit(at) is not { } limit || latency <= limit)
        {
            link.SlowAction = null;
            return false;
        }

        link.SlowAction ??= Decide(new SlowLinkAlert { At = at, Port = link.To.Id, Link = link.Id, Latency = latency, Limit = limit });
        return link.SlowAction == AlertAction.Withhold;
    }

    private bool IsFlapping(LinkEntry link, DateTimeOffset at)
    {
        if (_options.FlapDamping is not { } damping || link.Published is not null || !_losses.TryGetValue(link.Id, out var record))
            return false;
        var losses = record.Losses;
        losses.RemoveAll(loss => at - loss >= damping.Window);
        if (losses.Count == 0)
            _losses.Remove(link.Id);
        if (link.Withheld == Withheld.Flapping)
            return at < record.HeldUntil;
        if (losses.Count < damping.MaxFlaps || at - losses[^1] >= damping.Hold)
            return false;
        record.HeldUntil = losses[^1] + damping.Hold;
        Raise(new FlappingLinkAlert { At = at, Port = link.To.Id, Link = link.Id, Flaps = losses.Count, Until = record.HeldUntil });
        return true;
    }

    // The third quartile of the latencies and three times the interquartile range, computed once in a probe interval.
    private TimeSpan? LatencyLimit(DateTimeOffset at)
    {
        if (at - _limitTakenAt < _options.ProbeInterval)
            return _latencyLimit;
        _limitTakenAt = at;
        var links = _switches.Values.SelectMany(owner => owner.Ports.Values).SelectMany(port => port.Out.AsEnumerable());
        var latencies = links.Where(link => link.Kind == LinkKind.Direct && link.Published is not null && link.Latency is not null)
            .Take(LatenciesCompared).Select(link => link.Latency!.Value).Order().ToArray();
        if (latencies.Length < LatenciesNeeded)
            return _latencyLimit = null;
        var (first, third) = (latencies[latencies.Length / 4], latencies[latencies.Length * 3 / 4]);
        var range = third - first > LeastRange ? third - first : LeastRange;
        return _latencyLimit = third + 3 * range;
    }

    // The probe went to one switch, over the link, and from the other one here.
    private static void AddLatency(LinkEntry link, TimeSpan age)
    {
        if (link.From.Owner.RoundTrip is not { } there || link.To.Owner.RoundTrip is not { } back)
            return;
        var latency = age - (there + back) / 2;
        link.AddLatency(latency > TimeSpan.Zero ? latency : TimeSpan.Zero);
    }

    private void Publish(LinkEntry link)
    {
        var known = link.Published;
        if (known is not null && !Differs(known.Latency, link.Latency))
            return;
        link.Published = new()
        {
            Id = link.Id,
            Kind = link.Kind,
            Latency = link.Latency,
            Rate = known?.Rate ?? RateOf(link),
            FirstSeen = link.FirstSeen,
            Flaps = known?.Flaps ?? (_losses.TryGetValue(link.Id, out var record) ? record.Losses.Count : 0),
        };
        _turn.Links[link.Id] = link.Published;
    }

    private static bool Differs(TimeSpan? published, TimeSpan? measured) => (published, measured) switch
    {
        (_, null) => false,
        (null, _) => true,
        var (old, @new) => (@new.Value - old.Value).Duration() is var change && change >= LeastChange && change * 5 >= old.Value,
    };

    private void Unpublish(LinkEntry link)
    {
        link.Published = null;
        _turn.Links[link.Id] = null;
    }

    private static long? RateOf(LinkEntry link) => (RateOf(link.From.Description), RateOf(link.To.Description)) switch
    {
        ({ } one, { } other) => Math.Min(one, other),
        var (one, other) => one ?? other,
    };

    private static long? RateOf(Port port)
    {
        if (port.CurrSpeed > 0)
            return port.CurrSpeed;
        ReadOnlySpan<(PortFeatures Features, long Rate)> rates =
        [
            (PortFeatures.FullDuplex1Tb, 1_000_000_000),
            (PortFeatures.FullDuplex100Gb, 100_000_000),
            (PortFeatures.FullDuplex40Gb, 40_000_000),
            (PortFeatures.FullDuplex10Gb, 10_000_000),
            (PortFeatures.FullDuplex1Gb | PortFeatures.HalfDuplex1Gb, 1_000_000),
            (PortFeatures.FullDuplex100Mb | PortFeatures.HalfDuplex100Mb, 100_000),
            (PortFeatures.FullDuplex10Mb | PortFeatures.HalfDuplex10Mb, 10_000),
        ];
        foreach (var (features, rate) in rates)
        {
            if ((port.Curr & features) != 0)
                return rate;
        }

        return null;
    }

    // The last probe of the port was sent a tenth of an interval ago.
    private void CheckLinks(PortEntry port)
    {
        foreach (var link in port.Out)
        {
            var isLost = port.Owner.Datapath.IsOwned
                ? Overdue(link) >= _options.MissedProbes
                : Now - link.LastSeen > _options.ProbeLifetime + _options.ProbeInterval / 10;
            if (isLost)
                Lose(link);
        }
    }

    // How many probes of a link in succession should have arrived by now. Where probes take long, because a switch or this controller is
    // overloaded, those that may still be on their way are not among them: all links would be lost at once.
    private long Overdue(LinkEntry link)
    {
        var (interval, last) = (_options.ProbeInterval, link.From.LastProbe);
        var delay = link.LastDelay > interval / 20 ? link.LastDelay : interval / 20;
        var sinceLast = Now - last.At;
        var onTheirWay = sinceLast >= delay ? 0 : 1 + (delay - sinceLast).Ticks / interval.Ticks;
        return last.Sequence - (long)link.LastSequence - onTheirWay;
    }

    // Whether the last probe of a port is on its way for long, because a switch or this controller is overloaded. Another one would wait
    // longer, and make the others wait: probes that are sent faster than they are handled would all be late in the end.
    private bool AwaitsProbe(PortEntry port)
    {
        foreach (var link in port.Out)
        {
            if (link.LastSequence != port.LastProbe.Sequence && link.LastDelay > _options.ProbeInterval / 2
                && Now - port.LastProbe.At < _options.ProbeLifetime)
                return true;
        }

        return false;
    }

    // A link that does not work any more.
    private void Lose(LinkEntry link)
    {
        if (_options.FlapDamping is { } damping && link.Published is not null)
        {
            if (!_losses.TryGetValue(link.Id, out var record))
                _losses.Add(link.Id, record = new());
            record.Losses.RemoveAll(loss => Now - loss >= damping.Window);
            record.Losses.Add(Now);
        }

        Forget(link);
    }

    private void Forget(LinkEntry link)
    {
        if (!link.From.Out.Contains(link))
            return;
        link.From.Out = link.From.Out.Remove(link);
        link.To.In = link.To.In.Remove(link);
        if (link.Published is not null)
            Unpublish(link);
        foreach (var end in (PortEntry[])[link.From, link.To])
        {
            UpdateRole(end);
            _bare.Add(end);
        }
    }
}
