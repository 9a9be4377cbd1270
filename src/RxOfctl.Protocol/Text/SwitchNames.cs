namespace RxOfctl.Protocol.Text;

/// <summary>
/// The names of a switch's ports and tables, by which texts may refer to them: <c>in_port=eth1,actions=output:eth2</c>. A name that several
/// ports or tables have refers to none. A name is written in quotes where it has other characters than letters and digits.
/// </summary>
public sealed class SwitchNames
{
    private readonly Dictionary<string, uint> _ports = new(StringComparer.Ordinal);
    private readonly Dictionary<uint, string> _portNames = [];
    private readonly Dictionary<string, uint> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<uint, string> _tableNames = [];

    /// <summary>Names of ports and tables.</summary>
    /// <param name="ports">The ports with their names.</param>
    /// <param name="tables">The tables with their names.</param>
    public SwitchNames(IEnumerable<(PortNumber Port, string Name)> ports, IEnumerable<(TableId Table, string Name)>? tables = null)
    {
        ArgumentNullException.ThrowIfNull(ports);
        Add(ports.Select(port => (port.Port.Value, port.Name)), _ports, _portNames);
        Add((tables ?? []).Select(table => ((uint)table.Table.Value, table.Name)), _tables, _tableNames);
    }

    /// <summary>The names that a switch's ports have (OFPMP_PORT_DESC, or the features reply before OpenFlow 1.3).</summary>
    public static SwitchNames Of(IEnumerable<Port> ports)
    {
        ArgumentNullException.ThrowIfNull(ports);
        return new(ports.Select(port => (port.PortNo, port.Name)));
    }

    /// <summary>No names: ports and tables are numbers.</summary>
    public static SwitchNames None { get; } = new([]);

    /// <summary>Reads a port: its number, a reserved name such as <c>LOCAL</c>, or its own name.</summary>
    /// <exception cref="OpenFlowFormatException">No port is called so.</exception>
    public PortNumber ParsePort(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new TextPart(text, this).ReadPort();
    }

    /// <summary>Reads a table: its number, <c>all</c>, or its name.</summary>
    /// <exception cref="OpenFlowFormatException">No table is called so.</exception>
    public TableId ParseTable(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new TextPart(text, this).ReadTable();
    }

    /// <summary>The port's name, its reserved name, or its number.</summary>
    public string Format(PortNumber port) => _portNames.TryGetValue(port.Value, out var name) ? Quoted(name) : port.ToString();

    /// <summary>The table's name or number; 255 for all of them.</summary>
    public string Format(TableId table) => _tableNames.TryGetValue(table.Value, out var name) ? Quoted(name) : table.Number();

    internal bool TryFindPort(TextPart name, out PortNumber port)
    {
        var isFound = _ports.TryGetValue(Unquoted(name), out var number);
        port = number;
        return isFound;
    }

    internal bool TryFindTable(TextPart name, out TableId table)
    {
        var isFound = _tables.TryGetValue(Unquoted(name), out var number);
        table = new((byte)number);
        return isFound;
    }

    private static void Add(IEnumerable<(uint Number, string Name)> all, Dictionary<string, uint> numbers, Dictionary<uint, string> names)
    {
        foreach (var group in all.Where(item => item.Name.Length > 0).GroupBy(item => item.Name, StringComparer.Ordinal)
            .Where(group => group.Count() == 1))
        {
            numbers[group.Key] = group.Single().Number;
            names[group.Single().Number] = group.Key;
        }
    }

    private static string Quoted(string name) => char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit)
        ? name
        : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Unquoted(TextPart name) => name.Length > 1 && name[0] == '"' && name[^1] == '"'
        ? name[1..^1].ToString().Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)
        : name.ToString();
}
