using System.Buffers.Binary;
using System.Globalization;

namespace RxOfctl.Packets;

/// <summary>
/// An entry of an MPLS label stack (RFC 3032 §2.1). The bottom-of-stack bit follows from its position in
/// <see cref="MplsPacket.Labels"/>.
/// </summary>
/// <param name="Label">The label, 0 to 1,048,575.</param>
/// <param name="TrafficClass">The traffic class (RFC 5462), 0 to 7.</param>
/// <param name="TimeToLive">The time to live in hops.</param>
/// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
public readonly record struct MplsLabel(uint Label, byte TrafficClass = 0, byte TimeToLive = 64)
{
    /// <summary>The length on the wire, in bytes.</summary>
    public const int Length = 4;

    /// <summary>The label, 0 to 1,048,575.</summary>
    public uint Label { get; init => field = CheckLabel(value); } = CheckLabel(Label);

    /// <summary>The traffic class (RFC 5462), 0 to 7.</summary>
    public byte TrafficClass { get; init => field = CheckTrafficClass(value); } = CheckTrafficClass(TrafficClass);

    /// <summary>The entry as text: <c>16 tc 0 ttl 64</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Label} tc {TrafficClass} ttl {TimeToLive}");

    internal static MplsLabel Read(ReadOnlySpan<byte> source)
    {
        var entry = BinaryPrimitives.ReadUInt32BigEndian(source);
        return new(entry >> 12, (byte)((entry >> 9) & 7), (byte)entry);
    }

    internal static bool IsBottom(ReadOnlySpan<byte> source) => (source[2] & 1) != 0;

    internal void Write(Span<byte> destination, bool bottom) =>
        BinaryPrimitives.WriteUInt32BigEndian(destination, (Label << 12) | ((uint)TrafficClass << 9) | (bottom ? 0x100u : 0) | TimeToLive);

    private static uint CheckLabel(uint value) =>
        value <= 0xfffff ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "An MPLS label has 20 bits.");

    private static byte CheckTrafficClass(byte value) =>
        value <= 7 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "An MPLS traffic class is from 0 to 7.");
}
