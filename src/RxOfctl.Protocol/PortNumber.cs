using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol;

/// <summary>
/// The number of a port (<c>ofp_port_no</c>, OpenFlow 1.3.5 §7.2.1): 32 bits, of which OpenFlow 1.0 carries 16. The reserved ports are the
/// same values here in every version.
/// </summary>
/// <param name="Value">The number: 1 to 0xffffff00 for ports of a switch, above that for reserved ports.</param>
[JsonConverter(typeof(OpenFlowJsonConverter))]
public readonly record struct PortNumber(uint Value) : IComparable<PortNumber>
{
    private const uint ReservedIn32Bits = 0xffff_0000;
    private const ushort Max16 = 0xff00;

    /// <summary>The highest number of a port of a switch (OFPP_MAX).</summary>
    public static PortNumber Max => new(0xffff_ff00);

    /// <summary>The output port that the action set has (OFPP_UNSET, OpenFlow 1.5).</summary>
    public static PortNumber Unset => new(0xffff_fff7);

    /// <summary>The port by which the packet came (OFPP_IN_PORT).</summary>
    public static PortNumber InPort => new(0xffff_fff8);

    /// <summary>The flow tables, for packet-out (OFPP_TABLE).</summary>
    public static PortNumber Table => new(0xffff_fff9);

    /// <summary>The switch's own forwarding (OFPP_NORMAL).</summary>
    public static PortNumber Normal => new(0xffff_fffa);

    /// <summary>All ports but the one by which the packet came and those that do not flood (OFPP_FLOOD).</summary>
    public static PortNumber Flood => new(0xffff_fffb);

    /// <summary>All ports but the one by which the packet came (OFPP_ALL).</summary>
    public static PortNumber All => new(0xffff_fffc);

    /// <summary>The controller (OFPP_CONTROLLER).</summary>
    public static PortNumber Controller => new(0xffff_fffd);

    /// <summary>The switch's own network stack (OFPP_LOCAL).</summary>
    public static PortNumber Local => new(0xffff_fffe);

    /// <summary>No port in particular (OFPP_ANY; in OpenFlow 1.0 OFPP_NONE).</summary>
    public static PortNumber Any => new(0xffff_ffff);

    /// <summary>True for the numbers above <see cref="Max"/>, which stand for no port of a switch (but <see cref="Local"/>).</summary>
    public bool IsReserved => Value > Max.Value;

    /// <summary>The port that a number is.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named alternate.")]
    public static implicit operator PortNumber(uint value) => new(value);

    /// <summary>The port that OpenFlow 1.0 writes in 16 bits.</summary>
    public static PortNumber FromUInt16(ushort value) => new(value >= Max16 ? ReservedIn32Bits | value : value);

    /// <summary>The 16 bits that OpenFlow 1.0 writes for the port.</summary>
    /// <returns>False if it has none: from 0xff00 to 0xfffffeff.</returns>
    public bool TryToUInt16(out ushort value)
    {
        value = (ushort)Value;
        return Value < Max16 || Value >= (ReservedIn32Bits | Max16);
    }

    /// <inheritdoc/>
    public int CompareTo(PortNumber other) => Value.CompareTo(other.Value);

    /// <summary>The number in decimal, or the name of a reserved port as <c>ovs-ofctl</c> writes it.</summary>
    public override string ToString() => Value switch
    {
        0xffff_fff7 => "UNSET",
        0xffff_fff8 => "IN_PORT",
        0xffff_fff9 => "TABLE",
        0xffff_fffa => "NORMAL",
        0xffff_fffb => "FLOOD",
        0xffff_fffc => "ALL",
        0xffff_fffd => "CONTROLLER",
        0xffff_fffe => "LOCAL",
        0xffff_ffff => "ANY",
        _ => Value.ToString(CultureInfo.InvariantCulture),
    };
}
