using System.Globalization;
using System.Text;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>The chassis ID of an LLDP frame (IEEE 802.1AB §8.5.2).</summary>
/// <param name="Subtype">The kind of <paramref name="Id"/>.</param>
/// <param name="Id">The name, 1 to 255 bytes; an empty one, which the standard forbids, is accepted when parsed.</param>
/// <exception cref="ArgumentException">The name has more than 255 bytes.</exception>
public readonly record struct LldpChassisId(LldpChassisIdSubtype Subtype, ByteString Id)
{
    private const int MaximumLength = 255;

    /// <summary>The name, 1 to 255 bytes; an empty one, which the standard forbids, is accepted when parsed.</summary>
    public ByteString Id { get; init => field = CheckId(value); } = CheckId(Id);

    /// <summary>The name as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Id.Span);

    /// <summary>An ID that is a MAC address.</summary>
    public static LldpChassisId Of(MacAddress address)
    {
        var id = new byte[MacAddress.Length];
        address.Write(id);
        return new(LldpChassisIdSubtype.MacAddress, id);
    }

    /// <summary>A locally assigned ID, sent as UTF-8.</summary>
    /// <exception cref="ArgumentException">The name has more than 255 bytes.</exception>
    public static LldpChassisId LocallyAssigned(string name) => new(LldpChassisIdSubtype.LocallyAssigned, Encoding.UTF8.GetBytes(name));

    /// <summary>The ID as text, in hexadecimal if it is not text.</summary>
    public override string ToString() => Subtype switch
    {
        LldpChassisIdSubtype.MacAddress when Id.Length == MacAddress.Length => MacAddress.Read(Id.Span).ToString(),
        LldpChassisIdSubtype.InterfaceName or LldpChassisIdSubtype.InterfaceAlias or LldpChassisIdSubtype.LocallyAssigned
            when !Id.Span.ContainsAnyExceptInRange((byte)' ', (byte)'~') => Text,
        _ => string.Create(CultureInfo.InvariantCulture, $"{Subtype} {Id}"),
    };

    internal static bool TryRead(LldpTlv tlv, out LldpChassisId id)
    {
        var valid = tlv.Type == LldpTlvType.ChassisId && tlv.Value.Length is > 0 and <= MaximumLength + 1;
        id = valid ? new((LldpChassisIdSubtype)tlv.Value.Span[0], tlv.Value.Slice(1)) : default;
        return valid;
    }

    internal LldpTlv ToTlv() => new(LldpTlvType.ChassisId, (byte[])[(byte)Subtype, .. Id.Span]);

    private static ByteString CheckId(ByteString value) => value.Length <= MaximumLength
        ? value
        : throw new ArgumentException($"An LLDP chassis ID has at most {MaximumLength} bytes; this one has {value.Length}.", nameof(value));
}
