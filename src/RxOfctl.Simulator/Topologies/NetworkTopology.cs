using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Simulator.Topologies;

/// <summary>A switch of a <see cref="NetworkTopology"/>.</summary>
/// <param name="Name">Its name, unique in the topology.</param>
/// <param name="Id">Its datapath id, unique in the topology.</param>
public sealed record TopologySwitch(string Name, DatapathId Id);

/// <summary>A host of a <see cref="NetworkTopology"/>.</summary>
/// <param name="Name">Its name, unique in the topology.</param>
/// <param name="Mac">Its MAC address.</param>
/// <param name="Address">Its IPv4 address; 0.0.0.0 for one that asks for it by DHCP.</param>
public sealed record TopologyHost(string Name, MacAddress Mac, Ipv4Address Address);

/// <summary>A link of a <see cref="NetworkTopology"/>.</summary>
/// <param name="From">The name of a switch.</param>
/// <param name="FromPort">Its port.</param>
/// <param name="To">The name of a switch or a host.</param>
/// <param name="ToPort">Its port; 0 for a host.</param>
/// <param name="Options">The properties of the link; null for the defaults.</param>
public sealed record TopologyLink(string From, uint FromPort, string To, uint ToPort, SimulatedLinkOptions? Options = null);

/// <summary>
/// Switches, hosts and links that <see cref="SimulatedNetwork.Add"/> builds. The usual shapes are made by the methods here; others by
/// <see cref="TopologyBuilder"/> or from text, by <see cref="Read"/>.
/// </summary>
/// <remarks>Switches are <c>s1</c>, <c>s2</c>, ... with the datapath ids 1, 2, ...; host <c>hN</c> has the IPv4 address 10.0.0.0 + N and the MAC address N.</remarks>
public sealed record NetworkTopology
{
    /// <summary>The switches.</summary>
    public IReadOnlyList<TopologySwitch> Switches { get; init; } = [];

    /// <summary>The hosts.</summary>
    public IReadOnlyList<TopologyHost> Hosts { get; init; } = [];

    /// <summary>The links.</summary>
    public IReadOnlyList<TopologyLink> Links { get; init; } = [];

    /// <summary>One switch with hosts.</summary>
    /// <param name="hosts">How many hosts.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="hosts"/> is negative.</exception>
    public static NetworkTopology Single(int hosts) => Linear(1, hosts);

    /// <summary>Switches in a line, with hosts at each.</summary>
    /// <param name="switches">How many switches, at least 1.</param>
    /// <param name="hostsPerSwitch">How many hosts at each.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static NetworkTopology Linear(int switches, int hostsPerSwitch = 1)
    {
        var builder = WithHosts(switches, hostsPerSwitch);
        for (var i = 1; i < switches; i++)
            builder.Link(i, i + 1);
        return builder.Build();
    }

    /// <summary>A tree of switches with hosts as its leaves, as mininet's <c>tree</c>: <c>s1</c> is the root, numbers go depth first.</summary>
    /// <param name="depth">How many levels of switches, at least 1.</param>
    /// <param name="fanout">How many children each switch has, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static NetworkTopology Tree(int depth, int fanout = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fanout, 1);
        var builder = new TopologyBuilder();
        AddTree(builder, depth, fanout);
        return builder.Build();
    }

    /// <summary>Switches in a ring, with hosts at each.</summary>
    /// <param name="switches">How many switches, at least 3.</param>
    /// <param name="hostsPerSwitch">How many hosts at each.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static NetworkTopology Ring(int switches, int hostsPerSwitch = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(switches, 3);
        var builder = WithHosts(switches, hostsPerSwitch);
        for (var i = 1; i <= switches; i++)
            builder.Link(i, i % switches + 1);
        return builder.Build();
    }

    /// <summary>Switches of which each is linked to every other, with hosts at each.</summary>
    /// <param name="switches">How many switches, at least 1.</param>
    /// <param name="hostsPerSwitch">How many hosts at each.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static NetworkTopology Mesh(int switches, int hostsPerSwitch = 1)
    {
        var builder = WithHosts(switches, hostsPerSwitch);
        for (var from = 1; from <= switches; from++)
        {
            for (var to = from + 1; to <= switches; to++)
                builder.Link(from, to);
        }

        return builder.Build();
    }

    /// <summary>
    /// A fat tree of switches with k ports (Al-Fares, Loukissas, Vahdat, SIGCOMM 2008): (k/2)² core switches, then k pods of k/2 aggregation and
    /// k/2 edge switches, with k/2 hosts at each edge switch.
    /// </summary>
    /// <param name="k">The number of ports of a switch: even, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is odd or less than 2.</exception>
    public static NetworkTopology FatTree(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 2);
        if (k % 2 != 0)
            throw new ArgumentOutOfRangeException(nameof(k), k, "A fat tree has switches with an even number of ports.");
        var half = k / 2;
        var builder = new TopologyBuilder();
        for (var core = 0; core < half * half; core++)
            builder.AddSwitch();
        for (var pod = 0; pod < k; pod++)
        {
            var aggregation = Enumerable.Range(0, half).Select(_ => builder.AddSwitch()).ToArray();
            var edge = Enumerable.Range(0, half).Select(_ => builder.AddSwitch()).ToArray();
            for (var i = 0; i < half; i++)
            {
                for (var j = 0; j < half; j++)
                    builder.Link(i * half + j + 1, aggregation[i]);
                foreach (var below in edge)
                    builder.Link(aggregation[i], below);
            }

            foreach (var attached in edge)
            {
                for (var i = 0; i < half; i++)
                    builder.AddHost(attached);
            }
        }

        return builder.Build();
    }

    /// <summary>Switches that are linked by chance so that each reaches every other, with a host at each.</summary>
    /// <param name="switches">How many switches, at least 1.</param>
    /// <param name="links">How many links between them: at least one less than switches, at most one for each pair.</param>
    /// <param name="seed">The same seed gives the same topology.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static NetworkTopology Random(int switches, int links, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(links, switches - 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(links, switches * (switches - 1L) / 2);
        var builder = WithHosts(switches, 1);
        var random = new Random(seed);
        var linked = new HashSet<(int, int)>();
        for (var i = 2; i <= switches; i++)
            Link(random.Next(1, i), i);
        while (linked.Count < links)
        {
            var (from, to) = (random.Next(1, switches + 1), random.Next(1, switches + 1));
            if (from != to)
                Link(Math.Min(from, to), Math.Max(from, to));
        }

        return builder.Build();

        void Link(int from, int to)
        {
            if (linked.Add((from, to)))
                builder.Link(from, to);
        }
    }

    /// <summary>
    /// Reads the short notation: <c>single,HOSTS</c>, <c>linear,SWITCHES[,HOSTS]</c>, <c>tree,DEPTH[,FANOUT]</c>, <c>ring,SWITCHES[,HOSTS]</c>,
    /// <c>mesh,SWITCHES[,HOSTS]</c>, <c>fattree,K</c>, <c>random,SWITCHES,LINKS[,SEED]</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text names no topology, or a number is missing or out of its range.</exception>
    public static NetworkTopology Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(',', StringSplitOptions.TrimEntries);
        var numbers = words.Skip(1).Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"Topology '{text}': '{word}' is no number.")).ToArray();
        try
        {
            return (words[0], numbers) switch
            {
                ("single", [var hosts]) => Single(hosts),
                ("linear", [var switches]) => Linear(switches),
                ("linear", [var switches, var hosts]) => Linear(switches, hosts),
                ("tree", [var depth]) => Tree(depth),
                ("tree", [var depth, var fanout]) => Tree(depth, fanout),
                ("ring", [var switches]) => Ring(switches),
                ("ring", [var switches, var hosts]) => Ring(switches, hosts),
                ("mesh", [var switches]) => Mesh(switches),
                ("mesh", [var switches, var hosts]) => Mesh(switches, hosts),
                ("fattree", [var k]) => FatTree(k),
                ("random", [var switches, var links]) => Random(switches, links),
                ("random", [var switches, var links, var seed]) => Random(switches, links, seed),
                _ => throw new FormatException(
                    $"Topology '{text}': expected single,HOSTS; linear,SWITCHES[,HOSTS]; tree,DEPTH[,FANOUT]; ring,SWITCHES[,HOSTS]; "
                    + "mesh,SWITCHES[,HOSTS]; fattree,K; or random,SWITCHES,LINKS[,SEED]."),
            };
        }
        catch (ArgumentOutOfRangeException outOfRange)
        {
            throw new FormatException($"Topology '{text}': {outOfRange.Message}", outOfRange);
        }
    }

    /// <summary>Reads a topology from text: see <see cref="TopologyText"/> for its lines.</summary>
    /// <param name="reader">The text.</param>
    /// <exception cref="FormatException">A line cannot be read. The message has its number.</exception>
    public static NetworkTopology Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return TopologyText.Read(reader);
    }

    private static TopologyBuilder WithHosts(int switches, int hostsPerSwitch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(switches, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(hostsPerSwitch);
        var builder = new TopologyBuilder();
        for (var i = 1; i <= switches; i++)
        {
            builder.AddSwitch();
            for (var host = 0; host < hostsPerSwitch; host++)
                builder.AddHost(i);
        }

        return builder;
    }

    private static int AddTree(TopologyBuilder builder, int depth, int fanout)
    {
        var root = builder.AddSwitch();
        for (var i = 0; i < fanout; i++)
        {
            if (depth == 1)
                builder.AddHost(root);
            else
                builder.Link(root, AddTree(builder, depth - 1, fanout));
        }

        return root;
    }
}
