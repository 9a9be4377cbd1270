using System.Globalization;
using System.Text;
using RxOfctl.Protocol;

namespace RxOfctl.Web.Dashboard.Packets;

/// <summary>Writes bytes as <c>tcpdump -X</c> does: an offset, hexadecimal digits, and characters.</summary>
internal static class HexDump
{
    private const int Width = 16;

    /// <summary>The lines of bytes, 16 bytes each.</summary>
    public static string Of(ByteString bytes)
    {
        var text = new StringBuilder();
        for (var offset = 0; offset < bytes.Length; offset += Width)
        {
            var row = bytes.Span[offset..Math.Min(offset + Width, bytes.Length)];
            text.Append(CultureInfo.InvariantCulture, $"{offset:x4}  ");
            for (var column = 0; column < Width; column++)
            {
                text.Append(column < row.Length ? row[column].ToString("x2", CultureInfo.InvariantCulture) : "  ");
                text.Append(column == 7 ? "  " : " ");
            }

            text.Append(' ');
            foreach (var value in row)
                text.Append(value is >= 0x20 and < 0x7f ? (char)value : '.');
            text.Append('\n');
        }

        return text.ToString();
    }
}
