using System.Globalization;

namespace RxOfctl.Protocol.Text;

/// <summary>
/// Parts of fields: <c>reg0[0..15]</c>, <c>NXM_NX_REG0[7]</c>, <c>NXM_NX_REG0[]</c>, or a field's name alone for all of it.
/// </summary>
internal static class SubfieldText
{
    private const string Expected = "bits of a field are written as in reg0[0..15], reg0[7] or reg0[]";

    /// <summary>Bits of a field as the actions of Nicira have them.</summary>
    public static Subfield ReadSubfield(this TextPart text)
    {
        var name = Name(text);
        return ReadBits(text, FieldNames.FindForNicira(name) ?? throw name.Error("no field has this name"));
    }

    /// <summary>
    /// How many bits of a field actions have. Those of a VLAN id are the number alone, without the bit that says that there is a tag; of
    /// the flags of tunnels there is one.
    /// </summary>
    public static int BitsOf(OxmType field) => field.Equals(Oxm.VlanVid) ? 12 : field.Equals(Nxm.TunFlags) ? 1 : field.Bits;

    /// <summary>What stands before the brackets.</summary>
    public static TextPart Name(TextPart text) => text.IndexOf('[') is var bracket && bracket < 0 ? text : text[..bracket];

    /// <summary>The bits of a field that the brackets behind its name say.</summary>
    public static Subfield ReadBits(TextPart text, OxmType field) => ReadBits(text, field, BitsOf(field));

    /// <summary>The bits of a field that the brackets behind its name say, where empty brackets say so many.</summary>
    public static Subfield ReadBits(TextPart text, OxmType field, int all)
    {
        var open = text.IndexOf('[');
        if (open < 0)
            return new(field, 0, all);
        if (text[^1] != ']')
            text.Fail(Expected);
        var range = text[(open + 1)..^1];
        if (range.IsEmpty)
            return new(field, 0, all);
        var isRange = range.TrySplit("..", out var first, out var last);
        var (start, end) = (Bit(first), Bit(isRange ? last : first));
        if (end < start || !Subfield.Fits(field, start, end - start + 1))
            range.Fail(string.Create(
                CultureInfo.InvariantCulture, $"{field} has the bits 0 to {field.Bits - 1}, and the first comes before the last"));
        return new(field, start, end - start + 1);
    }

    private static int Bit(TextPart text) => text.TryReadNumber(out var bit, ushort.MaxValue) ? (int)bit : throw text.Error(Expected);
}
