namespace RxOfctl.Simulator.Faults;

/// <summary>Plans faults by chance.</summary>
internal static class RandomFaultSource
{
    public static IEnumerable<FaultStep> Plan(RandomFaults options, SimulatedFaults faults, SimulatedNetwork network, Random random)
    {
        var switches = network.Switches;
        var links = network.Links;
        for (var at = Next(options.MeanInterval); at < options.Duration; at += Next(options.MeanInterval))
        {
            // What begins near the end ends with it.
            var end = at + Next(options.MeanLength);
            if (end > options.Duration)
                end = options.Duration;
            if (options.Kinds.Count == 0)
                yield break;
            var kind = options.Kinds[random.Next(options.Kinds.Count)];
            if (kind == RandomFaultKind.Link ? links.Count == 0 : switches.Count == 0)
                continue;
            var (begin, finish) = kind == RandomFaultKind.Link
                ? OfLink(links[random.Next(links.Count)].Ends, faults)
                : OfSwitch(kind, switches[random.Next(switches.Count)].Name, faults);
            yield return new(at, begin);
            yield return new(end, finish);
        }

        yield return new(options.Duration, faults.Heal);

        TimeSpan Next(TimeSpan mean) => TimeSpan.FromTicks((long)(-Math.Log(1 - random.NextDouble()) * mean.Ticks));
    }

    private static (Action Begin, Action End) OfLink((string First, string Second) ends, SimulatedFaults faults)
    {
        var (first, second) = (SimulatedNetwork.Owner(ends.First), SimulatedNetwork.Owner(ends.Second));
        return (() => faults.Cut(first, second), () => faults.Mend(first, second));
    }

    private static (Action Begin, Action End) OfSwitch(RandomFaultKind kind, string name, SimulatedFaults faults) => kind switch
    {
        RandomFaultKind.Crash => (() => faults.Crash(name), () => faults.Restart(name)),
        RandomFaultKind.Hang => (() => faults.Hang(name), () => faults.Resume(name)),
        RandomFaultKind.Ignore => (() => faults.Ignore(name), () => faults.Obey(name)),
        _ => (() => faults.Disconnect(name), () => { }),
    };
}
