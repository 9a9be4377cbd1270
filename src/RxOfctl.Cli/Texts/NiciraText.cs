using System.Globalization;
using RxOfctl.Protocol.Nicira;

namespace RxOfctl.Cli.Texts;

/// <summary>Tunnel options and statistics of IPFIX.</summary>
internal static class NiciraText
{
    public static void Write(TextWriter writer, NiciraTlvTableReply table)
    {
        writer.WriteLine($" max option space={table.MaxOptionSpace} max fields={table.MaxFields}");
        writer.WriteLine($" allocated option space={table.TlvMaps.Sum(map => map.OptionLen)}");
        writer.WriteLine();
        writer.WriteLine(" mapping table:");
        writer.WriteLine("  class  type  length  match field");
        writer.WriteLine(" ------  ----  ------  --------------");
        foreach (var map in table.TlvMaps)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $" {"0x" + map.OptionClass.ToString("x", CultureInfo.InvariantCulture),6}  " +
                    $"{Hex(map.OptionType),4}  {map.OptionLen,6}  tun_metadata{map.Index}"));
        }
    }

    public static void Write(TextWriter writer, IReadOnlyList<NiciraIpfixStats> all)
    {
        foreach (var stats in all)
            writer.WriteLine($"  {stats}");
    }

    private static string Hex(byte value) => value == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");
}
