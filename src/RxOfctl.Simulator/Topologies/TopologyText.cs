using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Simulator.Topologies;

/// <summary>
/// The text form of topologies, a line for each part: <c>switch NAME [dpid=N]</c>, <c>host NAME [mac=MAC] [ip=IPV4]</c>,
/// <c>link A[:PORT] B[:PORT] [latency=5ms] [jitter=1ms] [loss=0.01] [rate=10M] [queue=100]</c>; <c>#</c> begins a comment.
/// </summary>
/// <remarks>
/// <c>sN</c> and <c>hN</c> need no line of their own. Without a number, ports are the next free ones. Times are in <c>us</c>, <c>ms</c> or
/// <c>s</c>, rates in bits per second with <c>k</c>, <c>M</c> or <c>G</c>.
/// </remarks>
internal sealed class TopologyText
{
    private readonly Dictionary<string, TopologySwitch> _switches = [];
    private readonly Dictionary<string, TopologyHost> _hosts = [];
    private readonly List<TopologyLink> _links = [];
    private readonly HashSet<(string, uint)> _ports = [];

    public static NetworkTopology Read(TextReader reader)
    {
        var text = new TopologyText();
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            var words = line.Split('#', 2)[0].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            try
            {
                if (words.Length > 0)
                    text.ReadLine(words);
            }
            catch (Exception error) when (error is FormatException or ArgumentException or OverflowException)
            {
                throw new FormatException($"Topology, line {number}: {error.Message}", error);
            }
        }

        return new() { Switches = [.. text._switches.Values], Hosts = [.. text._hosts.Values], Links = text._links };
    }

    private void ReadLine(string[] words)
    {
        switch (words)
        {
            case ["switch", var name, .. var options]:
                AddSwitch(name, options);
                break;
            case ["host", var name, .. var options]:
                AddHost(name, options);
                break;
            case ["link", var from, var to, .. var options]:
                AddLink(from, to, options);
                break;
            default:
                throw new FormatException($"'{words[0]}' with {words.Length - 1} words; expected 'switch NAME', 'host NAME' or 'link A B'.");
        }
    }

    private void AddSwitch(string name, string[] words)
    {
        var id = NumberIn(name) is { } number ? new DatapathId(number) : (DatapathId?)null;
        foreach (var (key, value) in Options(words))
            id = key == "dpid" ? DatapathId.Parse(value, CultureInfo.InvariantCulture) : throw Unknown(key, "dpid");
        var added = new TopologySwitch(name, id ?? throw new FormatException($"The name {name} has no number: give dpid=N."));
        if (_hosts.ContainsKey(name) || !_switches.TryAdd(name, added))
            throw new FormatException($"{name} is there already.");
        if (_switches.Values.Count(other => other.Id == added.Id) > 1)
            throw new FormatException($"There is a switch of identity {added.Id} already.");
    }

    private void AddHost(string name, string[] words)
    {
        var host = NumberIn(name) is > 0 and <= 0xff_ffff and var number ? TopologyBuilder.Host((int)number) with { Name = name } : null;
        foreach (var (key, value) in Options(words))
        {
            host ??= new(name, default, default);
            host = key switch
            {
                "mac" => host with { Mac = MacAddress.Parse(value, CultureInfo.InvariantCulture) },
                "ip" => host with { Address = Ipv4Address.Parse(value, CultureInfo.InvariantCulture) },
                _ => throw Unknown(key, "mac, ip"),
            };
        }

        if (host is null || host.Mac == MacAddress.Zero)
            throw new FormatException($"The name {name} has no number: give mac=MAC and, unless it asks for one by DHCP, ip=IPV4.");
        if (_switches.ContainsKey(name) || !_hosts.TryAdd(name, host))
            throw new FormatException($"{name} is there already.");
    }

    private void AddLink(string from, string to, string[] words)
    {
        var options = words.Length == 0 ? null : new SimulatedLinkOptions();
        foreach (var (key, value) in Options(words))
        {
            options = key switch
            {
                "latency" => options! with { Latency = Time(value) },
                "jitter" => options! with { Jitter = Time(value) },
                "loss" => options! with { Loss = double.Parse(value, CultureInfo.InvariantCulture) },
                "rate" => options! with { BitsPerSecond = Rate(value) },
                "queue" => options! with { QueueLength = int.Parse(value, CultureInfo.InvariantCulture) },
                _ => throw Unknown(key, "latency, jitter, loss, rate, queue"),
            };
        }

        options?.Check(nameof(words));
        var (first, second) = (End(from), End(to));
        // A host stands last.
        if (first.Port == 0)
            (first, second) = (second, first);
        if (first.Port == 0)
            throw new FormatException($"{from} and {to} are both hosts: one end of a link is a switch.");
        _links.Add(new(first.Name, first.Port, second.Name, second.Port, options));
    }

    private (string Name, uint Port) End(string text)
    {
        var parts = text.Split(':', 2);
        var name = parts[0];
        if (!_switches.ContainsKey(name) && !_hosts.ContainsKey(name))
        {
            if (name.StartsWith('s') && NumberIn(name) is not null)
                AddSwitch(name, []);
            else if (name.StartsWith('h') && NumberIn(name) is not null)
                AddHost(name, []);
            else
                throw new FormatException($"There is no switch or host {name}.");
        }

        if (_hosts.ContainsKey(name))
            return parts.Length == 1 ? (name, 0u) : throw new FormatException($"{name} is a host: it has no numbered ports.");
        var port = parts.Length == 2 ? uint.Parse(parts[1], CultureInfo.InvariantCulture) : NextPort(name);
        return port > 0 && _ports.Add((name, port)) ? (name, port) : throw new FormatException($"Port {port} of {name} is taken, or is 0.");
    }

    private uint NextPort(string name)
    {
        var port = 1u;
        while (_ports.Contains((name, port)))
            port++;
        return port;
    }

    private static ulong? NumberIn(string name) =>
        ulong.TryParse(name.AsSpan(Math.Min(1, name.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IEnumerable<(string Key, string Value)> Options(string[] words) => words.Select(word => word.Split('=', 2) is [var key, var value]
        ? (key, value)
        : throw new FormatException($"'{word}' is no KEY=VALUE."));

    private static TimeSpan Time(string text)
    {
        var unit = text.TrimStart("0123456789.".ToCharArray());
        var number = double.Parse(text.AsSpan(0, text.Length - unit.Length), CultureInfo.InvariantCulture);
        return unit switch
        {
            "us" => TimeSpan.FromMicroseconds(number),
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            _ => throw new FormatException($"'{text}' is no time: give a number with us, ms or s."),
        };
    }

    private static long Rate(string text)
    {
        var unit = text.TrimStart("0123456789.".ToCharArray());
        var number = double.Parse(text.AsSpan(0, text.Length - unit.Length), CultureInfo.InvariantCulture);
        return (long)(number * unit switch
        {
            "" => 1,
            "k" => 1e3,
            "M" => 1e6,
            "G" => 1e9,
            _ => throw new FormatException($"'{text}' is no rate: give bits per second, with k, M or G."),
        });
    }

    private static FormatException Unknown(string key, string known) => new($"Unknown option '{key}'; known here: {known}.");
}
