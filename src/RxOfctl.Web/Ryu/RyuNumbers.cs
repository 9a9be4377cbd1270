using System.Globalization;
using System.Text.Json;
using RxOfctl.Protocol;

namespace RxOfctl.Web.Ryu;

/// <summary>
/// Numbers as Ryu's REST API reads and writes them: JSON numbers or text in the notation of Python, and names of the specification for
/// reserved ports, tables, groups, queues and meters (<c>LOCAL</c>, or with its prefix <c>OFPP_LOCAL</c>).
/// </summary>
internal static class RyuNumbers
{
    private const uint Max16 = 0xff00;

    private static readonly (string Name, uint Value)[] Ports =
    [
        ("MAX", 0xffff_ff00), ("IN_PORT", 0xffff_fff8), ("TABLE", 0xffff_fff9), ("NORMAL", 0xffff_fffa), ("FLOOD", 0xffff_fffb),
        ("ALL", 0xffff_fffc), ("CONTROLLER", 0xffff_fffd), ("LOCAL", 0xffff_fffe), ("ANY", 0xffff_ffff),
    ];

    private static readonly (string Name, uint Value)[] Tables = [("MAX", 0xfe), ("ALL", 0xff)];
    private static readonly (string Name, uint Value)[] Groups = [("MAX", 0xffff_ff00), ("ALL", 0xffff_fffc), ("ANY", 0xffff_ffff)];
    private static readonly (string Name, uint Value)[] Queues = [("ALL", 0xffff_ffff)];

    private static readonly (string Name, uint Value)[] Meters =
        [("MAX", 0xffff_0000), ("SLOWPATH", 0xffff_fffd), ("CONTROLLER", 0xffff_fffe), ("ALL", 0xffff_ffff)];

    private static readonly (string Name, uint Value)[] Lengths = [("MAX", 0xffe5), ("NO_BUFFER", 0xffff)];
    private static readonly (string Name, uint Value)[] Buffers = [("NO_BUFFER", 0xffff_ffff)];
    private static readonly (string Name, uint Value)[] Roles = [("NOCHANGE", 0), ("EQUAL", 1), ("MASTER", 2), ("SLAVE", 3)];

    /// <summary>Reads a number as Python's <c>int(text, 0)</c> does.</summary>
    /// <exception cref="FormatException">It is none, or is above <paramref name="max"/>.</exception>
    public static ulong Parse(string text, string name, ulong max = ulong.MaxValue)
    {
        var digits = text.Trim();
        var (style, start) = digits.Length > 2 && digits[0] == '0'
            ? char.ToLowerInvariant(digits[1]) switch
            {
                'x' => (NumberStyles.AllowHexSpecifier, 2),
                'b' => (NumberStyles.AllowBinarySpecifier, 2),
                _ => (NumberStyles.None, 0),
            }
            : (NumberStyles.None, 0);
        if (!ulong.TryParse(digits.AsSpan(start), style, CultureInfo.InvariantCulture, out var value))
            throw new FormatException($"{name}: '{Shortened(text)}' is not a number. Write 10, \"10\" or \"0xa\".");
        return value <= max ? value : throw new FormatException($"{name}: {value} is more than {max}.");
    }

    /// <inheritdoc cref="Parse(string, string, ulong)"/>
    public static ulong Parse(JsonElement value, string name, ulong max = ulong.MaxValue) => Parse(TextOf(value, name), name, max);

    public static PortNumber ParsePort(string text, OpenFlowVersion version)
    {
        // OFPP_NONE is 1.0's name of OFPP_ANY.
        var value = (uint)ParseName(text is "NONE" or "OFPP_NONE" ? "ANY" : text, "port", "OFPP_", Ports, uint.MaxValue);
        return version == OpenFlowVersion.OpenFlow10 && value is >= Max16 and <= ushort.MaxValue ? PortNumber.FromUInt16((ushort)value) : value;
    }

    public static TableId ParseTable(string text) => (byte)ParseName(text, "table_id", "OFPTT_", Tables, byte.MaxValue);

    public static GroupId ParseGroup(string text) => (uint)ParseName(text, "group_id", "OFPG_", Groups, uint.MaxValue);

    public static uint ParseQueue(string text) => (uint)ParseName(text, "queue_id", "OFPQ_", Queues, uint.MaxValue);

    public static MeterId ParseMeter(string text) => (uint)ParseName(text, "meter_id", "OFPM_", Meters, uint.MaxValue);

    public static ushort ParseMaxLen(string text) => (ushort)ParseName(text, "max_len", "OFPCML_", Lengths, ushort.MaxValue);

    public static uint ParseBuffer(string text) => (uint)ParseName(text, "buffer_id", "OFP_", Buffers, uint.MaxValue);

    public static uint ParseRole(string text) => (uint)ParseName(text, "role", "OFPCR_ROLE_", Roles, 3);

    /// <summary>A port as a user sees it: its name if it is reserved.</summary>
    public static string? NameOf(PortNumber port, OpenFlowVersion version) =>
        version == OpenFlowVersion.OpenFlow10 && port == PortNumber.Any ? "NONE" : NameOf(port.Value, Ports);

    public static string? NameOf(TableId table) => NameOf(table.Value, Tables);

    public static string? NameOf(GroupId group) => NameOf(group.Value, Groups);

    public static string? NameOf(MeterId meter) => NameOf(meter.Value, Meters);

    public static string? NameOfQueue(uint queue) => NameOf(queue, Queues);

    public static string NameOfRole(uint role) => NameOf(role, Roles) ?? Text(role);

    /// <summary>The number of a port on the wire: 16 bits in OpenFlow 1.0.</summary>
    public static uint Wire(PortNumber port, OpenFlowVersion version) =>
        version == OpenFlowVersion.OpenFlow10 && port.TryToUInt16(out var value) ? value : port.Value;

    public static string Text(PortNumber port, OpenFlowVersion version) => NameOf(port, version) ?? Text(Wire(port, version));

    public static string Text(ulong value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A JSON number or string, as text.</summary>
    /// <exception cref="FormatException">It is another kind of value.</exception>
    public static string TextOf(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => throw new FormatException($"{name} is {value.ValueKind}; a number or a text is expected."),
    };

    private static ulong ParseName(string text, string name, string prefix, (string Name, uint Value)[] names, uint max)
    {
        var bare = text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : text;
        foreach (var known in names)
        {
            if (known.Name.Equals(bare, StringComparison.OrdinalIgnoreCase))
                return known.Value;
        }

        return Parse(text, name, max);
    }

    private static string? NameOf(uint value, (string Name, uint Value)[] names)
    {
        foreach (var known in names)
        {
            if (known.Value == value)
                return known.Name;
        }

        return null;
    }

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
