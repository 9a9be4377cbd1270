using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Onf;
using RxOfctl.Protocol.Text;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// A class of match fields outside the specification, or those of one experimenter. It defines the fields by their number, the name that they
/// have, the one that <c>ovs-ofctl</c> writes for them in matches, and the one that it writes for them in actions.
/// </summary>
internal sealed class ExtensionClass
{
    private readonly ushort _oxmClass;
    private readonly uint _experimenter;

    private ExtensionClass(ushort oxmClass, uint experimenter = 0)
    {
        _oxmClass = oxmClass;
        _experimenter = experimenter;
    }

    public static ExtensionClass Nxm0 { get; } = new(OxmClass.Nxm0);

    public static ExtensionClass Nxm1 { get; } = new(OxmClass.Nxm1);

    public static ExtensionClass Ericsson { get; } = new(0x1000);

    public static ExtensionClass Nicira { get; } = new(OxmClass.Experimenter, NiciraExperimenter.Id);

    public static ExtensionClass Nsh { get; } = new(OxmClass.Experimenter, NiciraExperimenter.NshId);

    public static ExtensionClass Onf { get; } = new(OxmClass.Experimenter, OnfExperimenter.Id);

    public OxmType<PortNumber> Port16(byte field, string name, string shortName, string subfieldName) =>
        new(name, shortName, field, 16, false, OpenFlow10, ToNumber16, number => PortNumber.FromUInt16((ushort)number), ValueText.Plain, _oxmClass)
        {
            SubfieldName = subfieldName,
        };

    public OxmType<PortNumber> Port32(byte field, string name, string shortName, string subfieldName) =>
        new(name, shortName, field, 32, false, OpenFlow10, value => value.Value, number => new((uint)number), ValueText.Plain, _oxmClass)
        {
            Experimenter = _experimenter,
            SubfieldName = subfieldName,
        };

    public OxmType<MacAddress> Mac(byte field, string name, string shortName, string subfieldName) =>
        new(name, shortName, field, 48, true, OpenFlow10, value => value.Value, number => new((ulong)number), ValueText.Plain, _oxmClass)
        {
            SubfieldName = subfieldName,
        };

    public OxmType<Ipv4Address> Ipv4(byte field, string name, string shortName, string subfieldName) =>
        new(name, shortName, field, 32, true, OpenFlow10, value => value.Value, number => new((uint)number), ValueText.Plain, _oxmClass, ValueText.Cidr)
        {
            SubfieldName = subfieldName,
        };

    public OxmType<Ipv6Address> Ipv6(byte field, string name, string shortName, string subfieldName) =>
        new(name, shortName, field, 128, true, OpenFlow10, value => value.Value, number => new(number), ValueText.Plain, _oxmClass, ValueText.Cidr)
        {
            SubfieldName = subfieldName,
        };

    public OxmType<byte> Byte(byte field, string name, string shortName, string subfieldName, bool maskable = false, int bits = 8) =>
        Bytes(field, name, shortName, subfieldName, maskable, bits, ValueText.Decimal);

    public OxmType<byte> HexByte(byte field, string name, string shortName, string subfieldName, bool maskable = false, int bits = 8) =>
        Bytes(field, name, shortName, subfieldName, maskable, bits, ValueText.Hex);

    /// <summary>Whether a packet is a fragment of IP, in words.</summary>
    public OxmType<byte> Fragment(byte field, string name, string shortName, string subfieldName) =>
        Bytes(field, name, shortName, subfieldName, maskable: true, bits: 2, value => FragmentName(value, 3), FragmentName);

    public OxmType<ushort> Number16(byte field, string name, string shortName, string subfieldName, bool maskable = false) =>
        Shorts(field, name, shortName, subfieldName, maskable, 16, ValueText.Decimal, ValueText.DecimalMasked);

    public OxmType<ushort> Hex16(byte field, string name, string shortName, string subfieldName, bool maskable = false) =>
        Shorts(field, name, shortName, subfieldName, maskable, 16, ValueText.Hex);

    public OxmType<ushort> EtherType(byte field, string name, string shortName, string subfieldName) =>
        Shorts(field, name, shortName, subfieldName, maskable: false, 16, value => $"0x{value:x4}");

    public OxmType<ushort> TunnelFlags(byte field, string name, string shortName, string subfieldName) =>
        Shorts(field, name, shortName, subfieldName, maskable: true, 16, value => FlagNames.TunFlags.Format(value), (value, mask) => FlagNames.TunFlags.Format(value, mask));

    public OxmType<ushort> TcpFlags(byte field, string name, string shortName, string subfieldName) =>
        Shorts(field, name, shortName, subfieldName, maskable: true, 12, value => FlagNames.TcpFlags.Format(value), (value, mask) => FlagNames.TcpFlags.Format(value, mask));

    public OxmType<uint> Number32(byte field, string name, string shortName, string subfieldName) =>
        Ints(field, name, shortName, subfieldName, maskable: false, 32, 0, ValueText.Decimal);

    public OxmType<uint> Hex32(byte field, string name, string shortName, string subfieldName, bool maskable = false, int bits = 32, int width = 0) =>
        Ints(field, name, shortName, subfieldName, maskable, bits, width, ValueText.Hex);

    public OxmType<uint> ConnectionState(byte field, string name, string shortName, string subfieldName) =>
        Ints(field, name, shortName, subfieldName, maskable: true, 32, 0, FlagNames.CtStates.Format, FlagNames.CtStates.Format);

    public OxmType<ulong> Hex64(byte field, string name, string shortName, string subfieldName, bool maskable = false) =>
        new(name, shortName, field, 64, maskable, OpenFlow10, value => value, number => (ulong)number, ValueText.Hex, _oxmClass)
        {
            SubfieldName = subfieldName,
        };

    public OxmType<UInt128> Hex128(byte field, string name, string shortName, string subfieldName, bool maskable = false) =>
        new(name, shortName, field, 128, maskable, OpenFlow10, value => value, number => number, ValueText.Hex, _oxmClass)
        {
            SubfieldName = subfieldName,
        };

    private OxmType<byte> Bytes(
        byte field,
        string name,
        string shortName,
        string subfieldName,
        bool maskable,
        int bits,
        Func<byte, string> format,
        Func<byte, byte, string>? masked = null) =>
        new(name, shortName, field, bits, maskable, OpenFlow10, value => value, number => (byte)number, format, _oxmClass, masked)
        {
            Experimenter = _experimenter,
            SubfieldName = subfieldName,
        };

    private OxmType<ushort> Shorts(
        byte field,
        string name,
        string shortName,
        string subfieldName,
        bool maskable,
        int bits,
        Func<ushort, string> format,
        Func<ushort, ushort, string>? masked = null) =>
        new(name, shortName, field, bits, maskable, OpenFlow10, value => value, number => (ushort)number, format, _oxmClass, masked)
        {
            Experimenter = _experimenter,
            SubfieldName = subfieldName,
        };

    private OxmType<uint> Ints(
        byte field,
        string name,
        string shortName,
        string subfieldName,
        bool maskable,
        int bits,
        int width,
        Func<uint, string> format,
        Func<uint, uint, string>? masked = null) =>
        new(name, shortName, field, bits, maskable, OpenFlow10, value => value, number => (uint)number, format, _oxmClass, masked)
        {
            Width = width,
            Experimenter = _experimenter,
            SubfieldName = subfieldName,
        };

    // A port without a number in 16 bits keeps its 32, which the width of the field then refuses.
    private static UInt128 ToNumber16(PortNumber port) => port.TryToUInt16(out var number) ? number : port.Value;

    private static string FragmentName(byte value, byte mask) => (value, mask) switch
    {
        (0, 3) or (0, 1) => "no",
        (1, 3) => "first",
        (1, 1) => "yes",
        (3, 3) or (2, 2) => "later",
        (0, 2) => "not_later",
        _ => $"{value}/{mask}",
    };
}
