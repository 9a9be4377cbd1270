using System.Buffers.Binary;
using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>A type, length and value of an LLDP frame (IEEE 802.1AB §8.4).</summary>
/// <param name="Type">The type, 0 to 127.</param>
/// <param name="Value">The value, at most 511 bytes.</param>
/// <exception cref="ArgumentOutOfRangeException">The type is above 127.</exception>
/// <exception cref="ArgumentException">The value has more than 511 bytes.</exception>
public readonly record struct LldpTlv(LldpTlvType Type, ByteString Value)
{
    internal const int HeaderLength = 2;

    private const int OrganizationLength = 4;

    /// <summary>The type, 0 to 127.</summary>
    public LldpTlvType Type { get; init => field = CheckType(value); } = CheckType(Type);

    /// <summary>The value, at most 511 bytes.</summary>
    public ByteString Value { get; init => field = CheckValue(value); } = CheckValue(Value);

    /// <summary>
    /// The organization (OUI, 24 bits) that defined an organizationally specific TLV, or null for another or a malformed one.
    /// </summary>
    public uint? OrganizationallyUniqueIdentifier => IsOrganizational ? BinaryPrimitives.ReadUInt32BigEndian(Value.Span) >> 8 : null;

    /// <summary>The subtype of an organizationally specific TLV, or null for another or a malformed one.</summary>
    public byte? OrganizationallyDefinedSubtype => IsOrganizational ? Value.Span[3] : null;

    /// <summary>The information string of an organizationally specific TLV, or null for another or a malformed one.</summary>
    public ByteString? OrganizationallyDefinedInformation => IsOrganizational ? Value.Slice(OrganizationLength) : null;

    private bool IsOrganizational => Type == LldpTlvType.OrganizationallySpecific && Value.Length >= OrganizationLength;

    /// <summary>A TLV that an organization defined (IEEE 802.1AB §8.6).</summary>
    /// <param name="organizationallyUniqueIdentifier">The OUI, 24 bits: 0x00120f is IEEE 802.3.</param>
    /// <param name="subtype">The subtype that the organization assigned.</param>
    /// <param name="information">The information string, at most 507 bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The OUI has more than 24 bits.</exception>
    /// <exception cref="ArgumentException">There are more than 507 bytes.</exception>
    public static LldpTlv OrganizationallySpecific(uint organizationallyUniqueIdentifier, byte subtype, ByteString information)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(organizationallyUniqueIdentifier, 0xff_ffffu);
        var value = new byte[OrganizationLength + information.Length];
        BinaryPrimitives.WriteUInt32BigEndian(value, (organizationallyUniqueIdentifier << 8) | subtype);
        information.Span.CopyTo(value.AsSpan(OrganizationLength));
        return new(LldpTlvType.OrganizationallySpecific, value);
    }

    /// <summary>The TLV as text.</summary>
    public override string ToString() => OrganizationallyUniqueIdentifier is { } organization
        ? string.Create(
            CultureInfo.InvariantCulture, $"{organization:x6}/{OrganizationallyDefinedSubtype} {OrganizationallyDefinedInformation}")
        : $"{Type} {Value}";

    /// <summary>Reads the TLV at <paramref name="offset"/> and advances past it; false if it is truncated.</summary>
    internal static bool TryRead(ByteString bytes, ref int offset, out LldpTlv tlv)
    {
        tlv = default;
        if (bytes.Length - offset < HeaderLength)
            return false;
        var header = BinaryPrimitives.ReadUInt16BigEndian(bytes.Span[offset..]);
        var length = header & 0x1ff;
        if (bytes.Length - offset - HeaderLength < length)
            return false;
        tlv = new((LldpTlvType)(header >> 9), bytes.Slice(offset + HeaderLength, length));
        offset += HeaderLength + length;
        return true;
    }

    /// <summary>Writes the TLV and returns the rest of the span.</summary>
    internal Span<byte> Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)(((int)Type << 9) | Value.Length));
        Value.Span.CopyTo(destination[HeaderLength..]);
        return destination[(HeaderLength + Value.Length)..];
    }

    private static LldpTlvType CheckType(LldpTlvType value) => (byte)value <= 127
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "An LLDP TLV type is from 0 to 127.");

    private static ByteString CheckValue(ByteString value) => value.Length <= 511
        ? value
        : throw new ArgumentException($"The value of an LLDP TLV has at most 511 bytes; this one has {value.Length}.", nameof(value));
}
