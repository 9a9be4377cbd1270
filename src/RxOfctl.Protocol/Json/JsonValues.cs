using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Json;

/// <summary>A value as text.</summary>
internal sealed class JsonText<T>(Func<string, T> parse, Func<T, string> format) : JsonConverter<T>
    where T : notnull
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(format(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(format(value));

    private T Parse(string? text)
    {
        try
        {
            return parse(text ?? "");
        }
        catch (FormatException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }
}

/// <summary>
/// A number of which some have names: a port, a table, a group, a meter. Names are text, all others numbers; both are read of either.
/// </summary>
internal sealed class JsonNamedNumber<T>(Func<TextPart, T> parse, Func<T, string> format) : JsonConverter<T>
    where T : notnull
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(
        reader.TokenType == JsonTokenType.Number ? Encoding.UTF8.GetString(reader.ValueSpan) : reader.GetString());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        var text = Format(value);
        if (char.IsAsciiDigit(text[0]))
            writer.WriteRawValue(text);
        else
            writer.WriteStringValue(text);
    }

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(Format(value));

    private string Format(T value) => format(value).ToLowerInvariant();

    private T Parse(string? text)
    {
        try
        {
            return parse(new(text ?? ""));
        }
        catch (OpenFlowFormatException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }
}

/// <summary>A list as an array.</summary>
internal sealed class JsonList<T> : JsonConverter<ValueList<T>>
{
    public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("This is a list, in brackets.");
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(JsonObjects.Read<T>(ref reader, options));
        return ValueList.Take(items);
    }

    public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
            JsonForm<T>.Of.Write(writer, item, options);
        writer.WriteEndArray();
    }
}

/// <summary>A value that may be absent.</summary>
internal sealed class JsonNullable<T> : JsonConverter<T?>
    where T : struct
{
    public override bool HandleNull => true;

    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : JsonForm<T>.Of.Read(ref reader, typeof(T), options);

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options)
    {
        if (value is { } present)
            JsonForm<T>.Of.Write(writer, present, options);
        else
            writer.WriteNullValue();
    }
}

/// <summary>The names that the values of an enumeration have in JSON.</summary>
internal static class JsonNames<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<string, ulong> Values = Enum.GetNames<T>()
        .Zip(Enum.GetValues<T>(), static (_, value) => value)
        .Distinct()
        .ToFrozenDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), Number);

    private static readonly FrozenDictionary<ulong, string> Names = Values.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static ulong Number(T value) => Convert.ToUInt64(value, CultureInfo.InvariantCulture);

    public static T Value(ulong number)
    {
        var value = (T)Enum.ToObject(typeof(T), number);
        return Number(value) == number ? value : throw new JsonException($"{typeof(T).Name} has fewer bits than {number}.");
    }

    public static string? Name(ulong number) => Names.GetValueOrDefault(number);

    /// <summary>Reads one name, or the number of a value that has none.</summary>
    public static ulong Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.GetUInt64();
        var name = reader.GetString() ?? "";
        return Values.TryGetValue(name, out var number)
            ? number
            : throw new JsonException($"{name} is not one of {string.Join(", ", Values.Keys.Order())}.");
    }

    public static void Write(Utf8JsonWriter writer, ulong number)
    {
        if (Name(number) is { } name)
            writer.WriteStringValue(name);
        else
            writer.WriteNumberValue(number);
    }
}

/// <summary>A value of an enumeration by its name, or by its number if it has none.</summary>
internal sealed class JsonEnum<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonNames<T>.Value(JsonNames<T>.Read(ref reader));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonNames<T>.Write(writer, JsonNames<T>.Number(value));
}

/// <summary>Flags as a list of their names, in the order of their bits, and of the numbers of bits that have no name.</summary>
internal sealed class JsonFlags<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return JsonNames<T>.Value(JsonNames<T>.Read(ref reader));
        ulong flags = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            flags |= JsonNames<T>.Read(ref reader);
        return JsonNames<T>.Value(flags);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (var left = JsonNames<T>.Number(value); left != 0; left &= left - 1)
            JsonNames<T>.Write(writer, left & (0 - left));
        writer.WriteEndArray();
    }
}
