using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Json;

/// <summary>A match as an object with a member for each field, in their order.</summary>
internal sealed class JsonMatch : JsonConverter<Match>
{
    public override Match Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonObjects.EnsureStart(ref reader, nameof(Match));
        var fields = new List<OxmField>();
        string? form = null;
        while (JsonObjects.ReadName(ref reader) is { } name)
        {
            if (name == JsonForms.Name)
                form = reader.GetString();
            else
                fields.Add(JsonMatchField.ReadValue(ref reader, name, options));
        }

        try
        {
            Match match = Match.Create([.. fields]);
            return form is null ? match : JsonForms.Apply(form, match);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, Match value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        JsonForms.Write(writer, value);
        foreach (var field in value)
            JsonMatchField.WriteMember(writer, field, options);
        writer.WriteEndObject();
    }
}

/// <summary>A field as an object with one member: its name with its value, or with an object of value and mask.</summary>
internal sealed class JsonMatchField : JsonConverter<OxmField>
{
    private const string Value = "value";
    private const string Mask = "mask";

    public override OxmField Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonObjects.EnsureStart(ref reader, nameof(OxmField));
        var name = JsonObjects.ReadName(ref reader) ?? throw new JsonException("A field has one member, its name.");
        var field = ReadValue(ref reader, name, options);
        return JsonObjects.ReadName(ref reader) is null ? field : throw new JsonException("A field has one member, its name.");
    }

    public override void Write(Utf8JsonWriter writer, OxmField value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        WriteMember(writer, value, options);
        writer.WriteEndObject();
    }

    public static OxmField ReadValue(ref Utf8JsonReader reader, string name, JsonSerializerOptions options)
    {
        var type = JsonFieldType.Find(name) ?? throw new JsonException($"No field has the name {name}.");
        try
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                var (exact, bytes) = ReadBare(ref reader, type, options);
                return type.IsRaw ? OfRaw(type, bytes, null) : OxmField.Exact(type, exact);
            }

            (UInt128 Number, ByteString Raw)? number = null;
            (UInt128 Number, ByteString Raw)? mask = null;
            string? form = null;
            while (JsonObjects.ReadName(ref reader) is { } part)
            {
                if (part == Value)
                    number = ReadBare(ref reader, type, options);
                else if (part == Mask)
                    mask = ReadBare(ref reader, type, options);
                else if (part == JsonForms.Name)
                    form = reader.GetString();
                else
                    throw new JsonException($"A field has {Value} and {Mask}, not {part}.");
            }

            if (number is not { } read || mask is not { } readMask)
                throw new JsonException($"A field with a mask has {Value} and {Mask}.");
            // As in text, bits outside the mask do not matter.
            var field = type.IsRaw
                ? OfRaw(type, read.Raw, readMask.Raw)
                : OxmField.Masked(type, read.Number & readMask.Number, readMask.Number);
            return form is null ? field : JsonForms.Apply(form, field);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new JsonException($"{name}: {exception.Message}", exception);
        }
    }

    public static void WriteMember(Utf8JsonWriter writer, in OxmField field, JsonSerializerOptions options)
    {
        writer.WritePropertyName(JsonFieldType.NameOf(field.Type));
        var bytes = JsonFieldType.Bytes(field);
        if (!field.HasMask)
        {
            WriteBare(writer, field.Type, field.Number, bytes, options);
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName(Value);
        WriteBare(writer, field.Type, field.Number, bytes.Slice(0, bytes.Length / 2), options);
        writer.WritePropertyName(Mask);
        WriteBare(writer, field.Type, field.Mask, bytes.Slice(bytes.Length / 2), options);
        JsonForms.Write(writer, field);
        writer.WriteEndObject();
    }

    private static OxmField OfRaw(OxmType type, ByteString value, ByteString? mask)
    {
        ByteString raw = mask is null ? value : (byte[])[.. value.Span, .. mask.Value.Span];
        if (type.IsUnknown)
            return OxmField.Unknown(type.Class, type.Field, mask is not null, JsonFieldType.WithExperimenter(type, raw));
        if (value.IsEmpty || value.Length > type.Width || (mask is not null && mask.Value.Length != value.Length))
            throw new JsonException($"It has 1 to {type.Width} bytes, and as many in a mask.");
        return OxmField.OfBytes(type, mask is not null, raw);
    }

    private static (UInt128 Number, ByteString Raw) ReadBare(ref Utf8JsonReader reader, OxmType type, JsonSerializerOptions options)
    {
        if (type.IsRaw)
            return (0, JsonForm<ByteString>.Of.Read(ref reader, typeof(ByteString), options));
        var field = type switch
        {
            OxmType<MacAddress> mac => mac.Is(Read<MacAddress>(ref reader, options)),
            OxmType<Ipv4Address> address => address.Is(Read<Ipv4Address>(ref reader, options)),
            OxmType<Ipv6Address> address => address.Is(Read<Ipv6Address>(ref reader, options)),
            OxmType<PortNumber> port => port.Is(Read<PortNumber>(ref reader, options)),
            OxmType<UInt128> wide => wide.Is(Read<UInt128>(ref reader, options)),
            _ when Read<ulong>(ref reader, options) is var number && number <= type.AllOnes => OxmField.Exact(type, number),
            _ => throw new JsonException($"It has {type.Bits} bits."),
        };
        return (field.Number, default);
    }

    private static T Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options) => JsonObjects.Read<T>(ref reader, options);

    private static void WriteBare(Utf8JsonWriter writer, OxmType type, UInt128 number, ByteString raw, JsonSerializerOptions options)
    {
        if (type.IsRaw)
        {
            JsonForm<ByteString>.Of.Write(writer, raw, options);
            return;
        }

        var field = OxmField.Exact(type, number);
        switch (type)
        {
            case OxmType<MacAddress> mac:
                JsonForm<MacAddress>.Of.Write(writer, mac.ValueOf(field), options);
                break;
            case OxmType<Ipv4Address> address:
                JsonForm<Ipv4Address>.Of.Write(writer, address.ValueOf(field), options);
                break;
            case OxmType<Ipv6Address> address:
                JsonForm<Ipv6Address>.Of.Write(writer, address.ValueOf(field), options);
                break;
            case OxmType<PortNumber> port:
                JsonForm<PortNumber>.Of.Write(writer, port.ValueOf(field), options);
                break;
            case OxmType<UInt128>:
                JsonForm<UInt128>.Of.Write(writer, number, options);
                break;
            default:
                writer.WriteNumberValue((ulong)number);
                break;
        }
    }
}

/// <summary>
/// A field's definition by its name: that of the specification, or of Nicira's where the specification has no field of that name, or else
/// that of its header. One that this library does not know is <c>oxm_CLASS_FIELD</c>, with an experimenter's id behind it.
/// </summary>
internal sealed class JsonFieldType : JsonConverter<OxmType>
{
    private const string Unknown = "oxm_";
    private const char Width = '/';
    private const int IdBytes = 4;

    private static readonly FrozenDictionary<string, OxmType> Types = FieldNames.All
        .GroupBy(type => type.Name)
        .SelectMany(group =>
            group.Select((type, index) => (Name: index == 0 ? type.Name : FieldNames.Header(type).ToLowerInvariant(), Type: type)))
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Type);

    private static readonly FrozenDictionary<OxmType, string> Names = Types.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public override OxmType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.GetString() ?? "";
        return Find(name) ?? throw new JsonException($"No field has the name {name}.");
    }

    // The width is what a header gives to a field that may have several.
    public override void Write(Utf8JsonWriter writer, OxmType value, JsonSerializerOptions options)
    {
        var name = NameOf(value);
        var hasWidth = value.IsUnknown ? value.Bits != 0 : value.Width != Types[name].Width;
        writer.WriteStringValue(hasWidth ? string.Create(CultureInfo.InvariantCulture, $"{name}{Width}{value.Width}") : name);
    }

    public static OxmType? Find(string name)
    {
        if (Types.TryGetValue(name, out var type))
            return type;
        var parts = name.Split(Width);
        if (parts.Length > 2 || !(parts.Length == 1 || ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            return null;
        var bytes = parts.Length == 1 ? 0 : int.Parse(parts[1], CultureInfo.InvariantCulture);
        if (Types.TryGetValue(parts[0], out type))
            return (type as TunMetadataType)?.OfWidth(bytes);
        return parts[0].StartsWith(Unknown, StringComparison.Ordinal) ? FindUnknown(parts[0][Unknown.Length..].Split('_'), bytes) : null;
    }

    public static string NameOf(OxmType type)
    {
        if (Names.TryGetValue(type, out var name))
            return name;
        var text = string.Create(CultureInfo.InvariantCulture, $"{Unknown}{type.Class:x4}_{type.Field}");
        return type.Class == OxmClass.Experimenter ? $"{text}_{type.Experimenter:x8}" : text;
    }

    /// <summary>The bytes of a field whose value is bytes, without an experimenter's id, which its name says.</summary>
    public static ByteString Bytes(in OxmField field) =>
        field.Type is { IsUnknown: true, Class: OxmClass.Experimenter } ? field.Raw.Slice(IdBytes) : field.Raw;

    /// <summary>The bytes of a field that this library does not know, as they are on the wire.</summary>
    public static ByteString WithExperimenter(OxmType type, ByteString bytes)
    {
        if (type.Class != OxmClass.Experimenter)
            return bytes;
        var raw = new byte[IdBytes + bytes.Length];
        BinaryPrimitives.WriteUInt32BigEndian(raw, type.Experimenter);
        bytes.Span.CopyTo(raw.AsSpan(IdBytes));
        return raw;
    }

    private static OxmType? FindUnknown(string[] parts, int bytes)
    {
        uint experimenter = 0;
        if (parts.Length is not (2 or 3)
            || !ushort.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var oxmClass)
            || !byte.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var field)
            || field > 127
            || (parts.Length == 3) != (oxmClass == OxmClass.Experimenter)
            || (parts.Length == 3
                && !uint.TryParse(parts[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out experimenter)))
            return null;
        return OxmType.Unknown(oxmClass, field, experimenter, 8 * bytes);
    }
}
