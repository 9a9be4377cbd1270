using System.Globalization;

namespace RxOfctl.Protocol.Text;

/// <summary>Numbers: decimal, or hexadecimal behind 0x; -1 is all ones.</summary>
internal static class NumberText
{
    public static UInt128 ReadNumber(this TextPart text, string what, UInt128 max)
    {
        if (!TryReadNumber(text, out var number, max))
            text.Fail($"{what} is a number from 0 to {max}, decimal or hexadecimal behind 0x");
        return number;
    }

    public static bool TryReadNumber(this TextPart text, out UInt128 number, UInt128 max)
    {
        var digits = text.Span;
        if (digits.Equals("-1", StringComparison.Ordinal))
        {
            number = max;
            return true;
        }

        var isHex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return UInt128.TryParse(
            isHex ? digits[2..] : digits,
            isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture,
            out number) && number <= max;
    }

    public static byte ReadByte(this TextPart text, string what, byte max = byte.MaxValue) => (byte)ReadNumber(text, what, max);

    public static ushort ReadUInt16(this TextPart text, string what, ushort max = ushort.MaxValue) => (ushort)ReadNumber(text, what, max);

    public static uint ReadUInt32(this TextPart text, string what) => (uint)ReadNumber(text, what, uint.MaxValue);

    public static ulong ReadUInt64(this TextPart text, string what) => (ulong)ReadNumber(text, what, ulong.MaxValue);

    /// <summary>Bytes in hexadecimal digits, two each, with dots between them or without.</summary>
    public static ByteString ReadBytes(this TextPart text, string what)
    {
        var bytes = new List<byte>();
        for (var index = 0; index < text.Length;)
        {
            if (text[index] == '.')
            {
                index++;
                continue;
            }

            if (index + 1 >= text.Length || !char.IsAsciiHexDigit(text[index]) || !char.IsAsciiHexDigit(text[index + 1]))
                text[index..].Fail($"{what} are bytes of two hexadecimal digits each, as in 01.0a");
            bytes.Add(byte.Parse(text[index..(index + 2)].Span, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            index += 2;
        }

        return bytes.ToArray();
    }

    /// <summary>The bytes that a number's digits make, as few as hold it, at least one.</summary>
    public static ByteString ReadNumberBytes(this TextPart text, string what)
    {
        if (!text.Span.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            var number = text.ReadNumber(what, UInt128.MaxValue);
            return Convert.FromHexString(Even(number.ToString("x", CultureInfo.InvariantCulture)));
        }

        var digits = text[2..];
        foreach (var digit in digits.Span)
        {
            if (!char.IsAsciiHexDigit(digit))
                digits.Fail($"{what} is a number in hexadecimal digits");
        }

        if (digits.IsEmpty)
            digits.Fail($"{what} is a number in hexadecimal digits behind 0x");
        return Convert.FromHexString(Even(digits.ToString()));
    }

    private static string Even(string digits) => digits.Length % 2 == 0 ? digits : "0" + digits;
}
