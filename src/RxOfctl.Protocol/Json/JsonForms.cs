using System.Globalization;
using System.Text.Json;

namespace RxOfctl.Protocol.Json;

/// <summary>
/// What a decoded value keeps of its form on the wire, as the member <c>$form</c>, so that JSON of a decoded message encodes to the same
/// bytes. A record has the version's number on the wire, a colon and the number of the form. A match has the version's number, a colon and
/// its whole structure in hexadecimal digits; a field has its TLV. Both count only while they say the same as the members beside them.
/// </summary>
internal static class JsonForms
{
    public const string Name = "$form";

    private const char Separator = ':';

    // A header and as many bytes as its length can say.
    private const int MaxTlv = sizeof(uint) + byte.MaxValue;

    public static void Write(Utf8JsonWriter writer, Kept<byte> form)
    {
        if (form.TryGet(form.Version, out var number) && form.Version != 0)
            writer.WriteString(Name, string.Create(CultureInfo.InvariantCulture, $"{(byte)form.Version}{Separator}{number}"));
    }

    public static void Write(Utf8JsonWriter writer, Match match)
    {
        var structure = match.Structure;
        if (structure.TryGet(structure.Version, out var bytes) && structure.Version != 0)
            writer.WriteString(Name, string.Create(CultureInfo.InvariantCulture, $"{(byte)structure.Version}{Separator}{bytes}"));
    }

    public static void Write(Utf8JsonWriter writer, in OxmField field)
    {
        if (field.Received.IsEmpty)
            return;
        var bytes = new byte[MaxTlv];
        var tlv = new WireWriter(bytes, OpenFlowVersion.OpenFlow15, xid: 0);
        OxmWire.WriteInAnyVersion(ref tlv, field);
        writer.WriteString(Name, Convert.ToHexStringLower(bytes.AsSpan(0, tlv.Position)));
    }

    /// <summary>The form that a record's object names, wherever among its members; none where it names none.</summary>
    /// <exception cref="JsonException">It names something else.</exception>
    public static Kept<byte> Find(Utf8JsonReader reader)
    {
        while (JsonObjects.ReadName(ref reader) is { } name)
        {
            if (name == Name)
                return Parse(reader.GetString());
            reader.Skip();
        }

        return default;
    }

    /// <summary>The match as it came, if it is still the one that its fields say, or else the fields alone.</summary>
    /// <exception cref="JsonException">It is no structure of that version.</exception>
    public static Match Apply(string? form, Match fields)
    {
        var (version, bytes) = Split(form);
        var match = Decode(new WireReader(ByteString.FromHex(bytes).Span, version), Match.Read);
        return match.SequenceEqual(fields) ? match : fields;
    }

    /// <summary>The field as it came, if it is still the one that value and mask say, or else those alone.</summary>
    /// <exception cref="JsonException">It is no TLV of a field.</exception>
    public static OxmField Apply(string? form, in OxmField field)
    {
        var received = Decode(new WireReader(ByteString.FromHex(form ?? "").Span, OpenFlowVersion.OpenFlow15), OxmWire.ReadInAnyVersion);
        return received == field ? received : field;
    }

    private delegate T Read<T>(ref WireReader reader);

    private static T Decode<T>(WireReader reader, Read<T> read)
    {
        try
        {
            return read(ref reader);
        }
        catch (OpenFlowDecodeException exception)
        {
            throw new JsonException($"{Name}: {exception.Reason}", exception);
        }
    }

    private static Kept<byte> Parse(string? text)
    {
        var (version, number) = Split(text);
        return byte.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var form)
            ? new(version, form)
            : throw new JsonException($"{Name} has a form's number after the colon, not {number}.");
    }

    private static (OpenFlowVersion Version, string Form) Split(string? text)
    {
        var parts = (text ?? "").Split(Separator);
        return parts.Length == 2
            && byte.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && version is >= (byte)OpenFlowVersion.OpenFlow10 and <= (byte)OpenFlowVersion.OpenFlow15
            ? ((OpenFlowVersion)version, parts[1])
            : throw new JsonException($"{Name} begins with a version's number on the wire and a colon, unlike {text}.");
    }
}
