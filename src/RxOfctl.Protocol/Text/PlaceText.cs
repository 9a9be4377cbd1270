using System.Globalization;

namespace RxOfctl.Protocol.Text;

/// <summary>Where packets go: ports, tables, groups, meters, by their numbers and names.</summary>
internal static class PlaceText
{
    private const ushort FirstNamed16 = 0xfff8;

    private static readonly PortNumber[] Named =
    [
        PortNumber.Unset, PortNumber.InPort, PortNumber.Table, PortNumber.Normal, PortNumber.Flood, PortNumber.All, PortNumber.Controller,
        PortNumber.Local, PortNumber.Any,
    ];

    public static PortNumber ReadPort(this TextPart text) => TryReadPort(text, out var port)
        ? port
        : throw text.Error("a port is a number, or one of IN_PORT, TABLE, NORMAL, FLOOD, ALL, CONTROLLER, LOCAL, ANY");

    public static bool TryReadPort(this TextPart text, out PortNumber port)
    {
        if (text.TryReadNumber(out var number, uint.MaxValue))
        {
            // The numbers that 1.0 has for these ports mean them in all versions, as in Open vSwitch.
            port = number >= FirstNamed16 && number <= ushort.MaxValue ? PortNumber.FromUInt16((ushort)number) : (uint)number;
            return true;
        }

        foreach (var named in Named)
        {
            if (text.Is(named.ToString()))
            {
                port = named;
                return true;
            }
        }

        if (text.Is("NONE"))
        {
            port = PortNumber.Any;
            return true;
        }

        return text.Names.TryFindPort(text, out port);
    }

    public static TableId ReadTable(this TextPart text) =>
        text.Is("all") ? TableId.All : text.Names.TryFindTable(text, out var table) ? table : text.ReadByte("a table");

    public static GroupId ReadGroup(this TextPart text) =>
        text.Is("all") ? GroupId.All : text.Is("any") ? GroupId.Any : new(text.ReadUInt32("a group"));

    public static MeterId ReadMeter(this TextPart text) =>
        text.Is("all") ? MeterId.All
        : text.Is("controller") ? MeterId.Controller
        : text.Is("slowpath") ? MeterId.Slowpath
        : new(text.ReadUInt32("a meter"));

    /// <summary>A table by its number, 255 for all of them, as flows have it.</summary>
    public static string Number(this TableId table) => table.Value.ToString(CultureInfo.InvariantCulture);
}
