using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RxOfctl.Protocol.Json;

/// <summary>The converter of a record, where the record's type is not known at compile time.</summary>
internal interface IJsonRecord
{
    /// <summary>The discriminator of the record within its family, or null if it is in none.</summary>
    string? Kind { get; }

    object ReadRecord(ref Utf8JsonReader reader, JsonSerializerOptions options);

    void WriteRecord(Utf8JsonWriter writer, object record, JsonSerializerOptions options);
}

/// <summary>A record as an object with its members. What reads and writes the members is generated.</summary>
internal abstract class JsonRecord<T> : JsonConverter<T>, IJsonRecord
    where T : notnull
{
    /// <inheritdoc/>
    public virtual string? Kind => null;

    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonObjects.EnsureStart(ref reader, Name);
        try
        {
            if (!typeof(IKeepsForm).IsAssignableFrom(typeof(T)))
                return ReadMembers(ref reader, options);
            var form = JsonForms.Find(reader);
            var value = ReadMembers(ref reader, options);
            ((IKeepsForm)(object)value).Form = form;
            return value;
        }
        catch (ArgumentException exception)
        {
            // What the members allow one by one the record may refuse.
            throw new JsonException($"{Name}: {exception.Message}", exception);
        }
    }

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (Kind is not null)
            writer.WriteString(JsonObjects.Kind, Kind);
        if (value is IKeepsForm { Form: var form })
            JsonForms.Write(writer, form);
        WriteMembers(writer, value, options);
        writer.WriteEndObject();
    }

    object IJsonRecord.ReadRecord(ref Utf8JsonReader reader, JsonSerializerOptions options) => Read(ref reader, typeof(T), options);

    void IJsonRecord.WriteRecord(Utf8JsonWriter writer, object record, JsonSerializerOptions options) => Write(writer, (T)record, options);

    protected abstract T ReadMembers(ref Utf8JsonReader reader, JsonSerializerOptions options);

    protected abstract void WriteMembers(Utf8JsonWriter writer, T value, JsonSerializerOptions options);

    /// <summary>Reads the name of the next member, and goes to its value.</summary>
    /// <returns>Null behind the last.</returns>
    protected string? ReadName(ref Utf8JsonReader reader)
    {
        while (JsonObjects.ReadName(ref reader) is { } name)
        {
            if (name == JsonForms.Name)
                continue;
            if (name != JsonObjects.Kind)
                return name;
            if (reader.GetString() is var kind && kind != Kind)
                throw new JsonException($"This is {kind}, not {Name}.");
        }

        return null;
    }

    /// <summary>Reads the value of a member.</summary>
    protected TMember Read<TMember>(ref Utf8JsonReader reader, string name, JsonSerializerOptions options)
    {
        try
        {
            return JsonObjects.Read<TMember>(ref reader, options);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new JsonException($"{Name}.{name}: {exception.Message}", exception);
        }
    }

    /// <summary>Writes a member, unless it is null.</summary>
    protected static void Write<TMember>(Utf8JsonWriter writer, string name, TMember value, JsonSerializerOptions options)
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        JsonForm<TMember>.Of.Write(writer, value, options);
    }

    protected JsonException NoMember(string name) => new($"{Name} has no member {name}.");

    private string Name => Kind ?? typeof(T).Name;
}

/// <summary>The records of a family, such as actions, distinguished by <c>$type</c>.</summary>
internal sealed class JsonFamily<T> : JsonConverter<T>
    where T : class
{
    private FrozenDictionary<string, IJsonRecord> Kinds =>
        field ??= JsonConverters.Of(typeof(T)).ToFrozenDictionary(record => record.Kind!);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var ahead = reader;
        JsonObjects.EnsureStart(ref ahead, typeof(T).Name);
        while (JsonObjects.ReadName(ref ahead) is { } name)
        {
            if (name != JsonObjects.Kind)
            {
                ahead.Skip();
                continue;
            }

            var kind = ahead.GetString() ?? "";
            return Kinds.TryGetValue(kind, out var record)
                ? (T)record.ReadRecord(ref reader, options)
                : throw new JsonException($"No {typeof(T).Name} is of the $type {kind}.");
        }

        throw new JsonException($"A {typeof(T).Name} says what it is in {JsonObjects.Kind}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        ((IJsonRecord)JsonConverters.Find(value.GetType())!.Converter).WriteRecord(writer, value, options);
}

/// <summary>What the converters of objects have in common.</summary>
internal static class JsonObjects
{
    /// <summary>The member that says which record it is.</summary>
    public const string Kind = "$type";

    public static void EnsureStart(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"{name} is an object.");
    }

    /// <summary>Reads the name of the next member, and goes to its value.</summary>
    /// <returns>Null behind the last.</returns>
    public static string? ReadName(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
            return null;
        var name = reader.GetString();
        reader.Read();
        return name;
    }

    /// <summary>Reads a value; null only where the type allows it.</summary>
    public static T Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Null)
            return JsonForm<T>.Of.Read(ref reader, typeof(T), options)!;
        return default(T) is null && JsonForm<T>.Of.HandleNull ? default! : throw new JsonException("It cannot be null.");
    }
}
