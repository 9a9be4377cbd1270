using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using RxOfctl.Simulator.Faults;

namespace RxOfctl.Simulator;

/// <summary>A fault, or the end of one.</summary>
/// <param name="At">When it happened, by the clock of the network's scheduler.</param>
/// <param name="Text">What happened, as a script says it: <c>cut s1-s2</c>.</param>
public sealed record SimulatedFault(DateTimeOffset At, string Text);

/// <summary>Makes things go wrong in a network: now, at a time, by a script, or by chance.</summary>
/// <example><code>
/// network.Faults.Run("at 10 s cut s1-s2 for 5 s; at 12 s restart s3; at 20 s hang s1 for 2 s");
/// </code></example>
public sealed class SimulatedFaults
{
    private static readonly TimeSpan RedialAfter = TimeSpan.FromSeconds(1);

    private readonly SimulatedNetwork _network;
    private readonly NetworkLock _lock;
    private readonly Random _random;
    private readonly Subject<SimulatedFault> _happened = new();

    internal SimulatedFaults(SimulatedNetwork network, NetworkLock networkLock, Random random) => (_network, _lock, _random) = (network, networkLock, random);

    /// <summary>The faults, and their ends, as they happen, from subscription on.</summary>
    public IObservable<SimulatedFault> Happened => _happened.AsObservable();

    /// <summary>Cuts all links between two switches, or a switch and a host.</summary>
    /// <param name="first">The name of one.</param>
    /// <param name="second">The name of the other.</param>
    /// <exception cref="KeyNotFoundException">They are not linked.</exception>
    public void Cut(string first, string second) => SetLinks(first, second, isUp: false);

    /// <summary>Mends all links between two switches, or a switch and a host.</summary>
    /// <param name="first">The name of one.</param>
    /// <param name="second">The name of the other.</param>
    /// <exception cref="KeyNotFoundException">They are not linked.</exception>
    public void Mend(string first, string second) => SetLinks(first, second, isUp: true);

    /// <summary>Cuts all links between the given switches and hosts and the rest of the network.</summary>
    /// <param name="names">The names of the switches and hosts.</param>
    public void Partition(params IEnumerable<string> names) => SetBorder([.. names], isUp: false);

    /// <summary>Ends a <see cref="Partition"/>: mends all links between the given switches and hosts and the rest of the network.</summary>
    /// <param name="names">The names of the switches and hosts.</param>
    public void Join(params IEnumerable<string> names) => SetBorder([.. names], isUp: true);

    /// <summary>A switch goes down: connections end, links are down, and flows, groups and meters are lost.</summary>
    /// <param name="name">The name of the switch.</param>
    /// <exception cref="KeyNotFoundException">There is no such switch.</exception>
    public void Crash(string name) => Do($"crash {name}", name, each => each.Crash());

    /// <summary>A switch comes up again, empty, and dials its controllers; one that is up crashes first.</summary>
    /// <param name="name">The name of the switch.</param>
    /// <exception cref="KeyNotFoundException">There is no such switch.</exception>
    public void Restart(string name) => Do($"restart {name}", name, each => each.Restart());

    /// <summary>A switch leaves the messages of its controllers unread; it still forwards packets.</summary>
    /// <param name="name">The name of the switch.</param>
    /// <exception cref="KeyNotFoundException">There is no such switch.</exception>
    public void Hang(string name) => Do($"hang {name}", name, each => each.SetHung(true));

    /// <summary>A switch that hangs goes on with what it left unread.</summary>
    /// <param name="name">The name of the switch.</param>
    /// <exception cref="KeyNotFoundException">There is no such switch.</exception>
    public void Resume(string name) => Do($"resume {name}", name, each => each.SetHung(false));

    /// <summary>A switch reads each message of its controllers late.</summary>
    /// <param name="name">The name of the switch.</param>
    /// <param name="delay">How late; zero ends it.</param>
    /// <exception cref="KeyNotFoundException">There is no such switch.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative.</exception>
    public void Delay(string name, TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        Do($"delay {name} {FaultScript.Text(delay)}", name, each => each.SetAnswerDelay(delay));
    }

    /// <summary>A switch accepts flow, group and meter modifications, and does not carry them out.</summary>
    /// <param name="name">The name of the switch.</param>
    /// <exception cref="KeyNotFoundException">There is no such switch.</exception>
    public void Ignore(string name) => Do($"ignore {name}", name, each => each.SetIgnoresModifications(true));

    /// <summary>A switch carries out modifications again.</summary>
    /// <param name="name">The name of the switch.</param>
    /// <exception cref="KeyNotFoundException">There is no such switch.</exception>
    public void Obey(string name) => Do($"obey {name}", name, each => each.SetIgnoresModifications(false));

    /// <summary>A switch loses its connections to controllers, and dials those in this process again after a while. Flows stay.</summary>
    /// <param name="name">The name of the switch.</param>
    /// <param name="downtime">How long it takes to dial; 1 s if not given.</param>
    /// <exception cref="KeyNotFoundException">There is no such switch.</exception>
    public void Disconnect(string name, TimeSpan? downtime = null) => Do($"disconnect {name}", name, each =>
    {
        each.Disconnect();
        _lock.Schedule(downtime ?? RedialAfter, each.Redial);
    });

    /// <summary>Ends all faults: links are mended, switches are restarted, go on, read at once and obey.</summary>
    public void Heal()
    {
        using var scope = _lock.Enter();
        foreach (var each in _network.Switches)
        {
            if (each.IsCrashed)
                each.Restart();
            each.SetIgnoresModifications(false);
            each.SetAnswerDelay(TimeSpan.Zero);
            each.SetHung(false);
        }

        foreach (var link in _network.Links)
            link.SetUp(true);
        Tell("heal");
    }

    /// <summary>
    /// Runs a script: statements <c>at TIME FAULT [for TIME]</c>, separated by <c>;</c> or line ends. Times count from this call. Faults are
    /// <c>cut A-B</c>, <c>mend A-B</c>, <c>partition A,B,...</c>, <c>join A,B,...</c>, <c>crash S</c>, <c>restart S</c>, <c>hang S</c>,
    /// <c>resume S</c>, <c>delay S TIME</c>, <c>ignore S</c>, <c>obey S</c>, <c>disconnect S</c> and <c>heal</c>; with <c>for</c>, the fault ends
    /// after that time.
    /// </summary>
    /// <param name="script">The script. Times are numbers with <c>ms</c>, <c>s</c>, <c>min</c> or <c>h</c>.</param>
    /// <returns>Cancels what has not happened yet.</returns>
    /// <exception cref="FormatException">A statement cannot be read. None has been scheduled.</exception>
    /// <exception cref="KeyNotFoundException">A statement names a switch, host or link that the network lacks. None has been scheduled.</exception>
    public IDisposable Run(string script)
    {
        ArgumentNullException.ThrowIfNull(script);
        using var scope = _lock.Enter();
        var steps = FaultScript.Parse(script, this, _network);
        return new CompositeDisposable(steps.Select(step => _lock.Schedule(step.At, step.Action)));
    }

    /// <summary>Makes faults by chance, each of which ends after a while; all have ended when the time is up.</summary>
    /// <param name="options">How often, how long, which.</param>
    /// <returns>Stops it; faults that are going on do not end then.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public IDisposable Run(RandomFaults options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var scope = _lock.Enter();
        var steps = RandomFaultSource.Plan(options, this, _network, _random).ToList();
        return new CompositeDisposable(steps.Select(step => _lock.Schedule(step.At, step.Action)));
    }

    private void SetLinks(string first, string second, bool isUp)
    {
        using var scope = _lock.Enter();
        var links = _network.LinksBetween(first, second);
        if (links.Count == 0)
            throw new KeyNotFoundException($"There is no link between {first} and {second}.");
        foreach (var link in links)
            link.SetUp(isUp);
        Tell($"{(isUp ? "mend" : "cut")} {first}-{second}");
    }

    private void SetBorder(HashSet<string> names, bool isUp)
    {
        using var scope = _lock.Enter();
        foreach (var link in _network.Links)
        {
            if (names.Contains(SimulatedNetwork.Owner(link.Ends.First)) != names.Contains(SimulatedNetwork.Owner(link.Ends.Second)))
                link.SetUp(isUp);
        }

        Tell($"{(isUp ? "join" : "partition")} {string.Join(',', names)}");
    }

    private void Do(string text, string name, Action<SimulatedSwitch> fault)
    {
        using var scope = _lock.Enter();
        fault(_network.Switch(name));
        Tell(text);
    }

    private void Tell(string text) => _lock.Notify(_happened, new SimulatedFault(_lock.Scheduler.Now, text));
}
