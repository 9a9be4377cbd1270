using System.Globalization;
using System.Text;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>Which chassis sends an LLDP frame (IEEE 802.1AB §8.5.2).</summary>
/// <param name="Subtype">What kind of name <paramref name="Id"/> is.</param>
/// <param name="Id">The name, 1 to 255 bytes; the standard forbids an empty one, which is read nevertheless.</param>
/// <exception cref="ArgumentException">The name has more than 255 bytes.</exception>
public readonly record struct LldpChassisId(LldpChassisIdSubtype Subtype, ByteString Id)
{
    private const int MaximumLength = 255;

    /// <summary>The name, 1 to 255 bytes; the standard forbids an empty one, which is read nevertheless.</summary>
    public ByteString Id { get; init => field = CheckId(value); } = CheckId(Id);

    /// <summary>The name as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Id.Span);

    /// <summary>A name that is a MAC address.</summary>
    public static LldpChassisId Of(MacAddress address)
    {
        var id = new byte[MacAddress.Length];
        address.Write(id);
        return new(LldpChassisIdSubtype.MacAddress, id);
    }

    /// <summary>A name that the sender made up, sent as UTF-8.</summary>
    /// <exception cref="ArgumentException">The name has more than 255 bytes.</exception>
    public static LldpChassisId LocallyAssigned(string name) => new(LldpChassisIdSubtype.LocallyAssigned, Encoding.UTF8.GetBytes(name));

    /// <summary>The name as text, in digits if it is not one.</summary>
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
