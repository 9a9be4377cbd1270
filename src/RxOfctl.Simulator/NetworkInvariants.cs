using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Protocol;
using RxOfctl.Simulator.Hosts;

namespace RxOfctl.Simulator;

/// <summary>Something that must not happen in a network, and did.</summary>
/// <param name="At">When it was found, by the clock of the network's scheduler.</param>
/// <param name="Invariant">Which invariant it violates.</param>
/// <param name="Text">What happened.</param>
public sealed record InvariantViolation(DateTimeOffset At, string Invariant, string Text);

/// <summary>
/// What must hold in a network while an app controls it, checked during a run: each observable emits a violation as it is found, from subscription
/// on, for the links and hosts that there are then.
/// </summary>
/// <example><code>
/// using var checking = Observable.Merge(network.NoLoop(), network.NoBlackHole(settleTime)).Subscribe(violations.Add);
/// network.Faults.Run(new RandomFaults { Duration = TimeSpan.FromHours(24) });
/// </code></example>
public static class NetworkInvariants
{
    private static readonly TimeSpan LoopWindow = TimeSpan.FromSeconds(1);

    /// <summary>No frame passes the same link in the same direction again and again: more than <paramref name="limit"/> times within a second.</summary>
    /// <param name="network">The network.</param>
    /// <param name="limit">How often the same bytes may pass. The default of 10 lets retransmissions pass.</param>
    /// <remarks>A loop is reported once a second for each direction of each link.</remarks>
    public static IObservable<InvariantViolation> NoLoop(this SimulatedNetwork network, int limit = 10)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Observable.Defer(() => network.Links.Select(link => Loops(link, limit)).Merge());
    }

    /// <summary>Every ping between hosts of the network is answered if links that are up join the two, and no fault was within a while.</summary>
    /// <param name="network">The network.</param>
    /// <param name="settleTime">How long the app may take to adapt to a fault, the length of the ping included.</param>
    public static IObservable<InvariantViolation> NoBlackHole(this SimulatedNetwork network, TimeSpan settleTime)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Observable.Create<InvariantViolation>(observer =>
        {
            var changedAt = network.Now;
            void OnChange() => changedAt = network.Now;
            var subscriptions = new CompositeDisposable
            {
                network.Links.Select(link => link.UpChanges).Merge().Subscribe(_ => OnChange()),
                network.Faults.Happened.Subscribe(_ => OnChange()),
            };
            foreach (var host in network.Hosts)
            {
                subscriptions.Add(host.Pings.Where(ping => !ping.IsAnswered).Subscribe(ping =>
                {
                    if (network.Now - changedAt >= settleTime && TargetOf(network, ping) is { } target && AreJoined(network, host.Name, target.Name))
                        observer.OnNext(new(network.Now, nameof(NoBlackHole), $"{host.Name} pinged {target.Name} in vain, though a path exists"));
                }));
            }

            return subscriptions;
        });
    }

    /// <summary>Every ping is answered, and no later than a bound.</summary>
    /// <param name="network">The network.</param>
    /// <param name="bound">The longest round trip.</param>
    public static IObservable<InvariantViolation> AllPingsAnsweredWithin(this SimulatedNetwork network, TimeSpan bound)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Observable.Defer(() => network.Hosts
            .Select(host => host.Pings
                .Where(ping => !(ping.RoundTripTime <= bound))
                .Select(ping => new InvariantViolation(
                    network.Now,
                    nameof(AllPingsAnsweredWithin),
                    ping.RoundTripTime is { } time ? $"{host.Name} had its answer from {ping.Target} after {time}" : $"{host.Name} pinged {ping.Target} in vain")))
            .Merge());
    }

    private static IObservable<InvariantViolation> Loops(SimulatedLink link, int limit) => Observable.Create<InvariantViolation>(observer =>
    {
        var passes = new Dictionary<(string From, ByteString Data), int>();
        var windowEnd = DateTimeOffset.MinValue;
        return link.Frames.Subscribe(frame =>
        {
            if (frame.At >= windowEnd)
            {
                passes.Clear();
                windowEnd = frame.At + LoopWindow;
            }

            var count = passes[(frame.From, frame.Data)] = passes.GetValueOrDefault((frame.From, frame.Data)) + 1;
            if (count == limit + 1)
                observer.OnNext(new(frame.At, nameof(NoLoop), $"a frame of {frame.Data.Length} bytes passed from {frame.From} to {frame.To} {count} times within a second"));
        });
    });

    private static SimulatedHost? TargetOf(SimulatedNetwork network, PingResult ping) => network.Hosts.FirstOrDefault(
        host => host.Address.ToIPAddress().Equals(ping.Target) || host.LinkLocalAddress.ToIPAddress().Equals(ping.Target));

    private static bool AreJoined(SimulatedNetwork network, string from, string to)
    {
        var neighbors = network.Links.Where(link => link.IsUp)
            .Select(link => (First: SimulatedNetwork.Owner(link.Ends.First), Second: SimulatedNetwork.Owner(link.Ends.Second)))
            .SelectMany(ends => new[] { ends, (First: ends.Second, Second: ends.First) })
            .ToLookup(ends => ends.First, ends => ends.Second);
        var reached = new HashSet<string> { from };
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out var next))
        {
            foreach (var neighbor in neighbors[next].Where(reached.Add))
                open.Enqueue(neighbor);
        }

        return reached.Contains(to);
    }
}
