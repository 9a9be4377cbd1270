using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RxOfctl.Protocol.Json;

/// <summary>A statistic of a flow as an object with one member: its name with its value. Times have seconds and nanoseconds.</summary>
internal sealed class JsonStatistics : JsonConverter<OxsField>
{
    private const string Seconds = "sec";
    private const string Nanoseconds = "nsec";
    private const string Unknown = "oxs_";

    public override OxsField Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonObjects.EnsureStart(ref reader, nameof(OxsField));
        var name = JsonObjects.ReadName(ref reader) ?? throw new JsonException("A statistic has one member, its name.");
        var field = ReadValue(ref reader, name, options);
        return JsonObjects.ReadName(ref reader) is null ? field : throw new JsonException("A statistic has one member, its name.");
    }

    public override void Write(Utf8JsonWriter writer, OxsField value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(value.Type.Name);
        if (value.Type.IsUnknown)
        {
            JsonForm<ByteString>.Of.Write(writer, value.Raw, options);
        }
        else if (IsTime(value.Type))
        {
            writer.WriteStartObject();
            writer.WriteNumber(Seconds, (uint)(value.Value >> 32));
            writer.WriteNumber(Nanoseconds, (uint)value.Value);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNumberValue(value.Value);
        }

        writer.WriteEndObject();
    }

    private static bool IsTime(OxsType type) => type.Equals(Oxs.Duration) || type.Equals(Oxs.IdleTime);

    private static OxsField ReadValue(ref Utf8JsonReader reader, string name, JsonSerializerOptions options)
    {
        if (Oxs.All.FirstOrDefault(candidate => candidate.Name == name) is { } type)
            return type.Is(IsTime(type) ? ReadTime(ref reader) : JsonObjects.Read<ulong>(ref reader, options));
        if (name.StartsWith(Unknown, StringComparison.Ordinal)
            && name[Unknown.Length..].Split('_') is [var oxsClass, var number]
            && ushort.TryParse(oxsClass, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var classNumber)
            && byte.TryParse(number, out var field))
            return OxsField.Unknown(classNumber, field, JsonObjects.Read<ByteString>(ref reader, options));
        throw new JsonException($"No statistic has the name {name}.");
    }

    private static ulong ReadTime(ref Utf8JsonReader reader)
    {
        JsonObjects.EnsureStart(ref reader, "A time");
        ulong time = 0;
        while (JsonObjects.ReadName(ref reader) is { } name)
        {
            time |= name switch
            {
                Seconds => (ulong)reader.GetUInt32() << 32,
                Nanoseconds => reader.GetUInt32(),
                _ => throw new JsonException($"A time has {Seconds} and {Nanoseconds}, not {name}."),
            };
        }

        return time;
    }
}

/// <summary>What a flow learns: where it comes from (<c>src</c> or <c>value</c>), what is done with it, and where it goes.</summary>
internal sealed class JsonLearnSpec : JsonRecord<LearnSpec>
{
    protected override LearnSpec ReadMembers(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        LearnDestination destination = default;
        var bits = 0;
        Subfield? src = null;
        Subfield? dst = null;
        ByteString value = default;
        while (ReadName(ref reader) is { } name)
        {
            switch (name)
            {
                case "destination":
                    destination = Read<LearnDestination>(ref reader, name, options);
                    break;
                case "n_bits":
                    bits = Read<int>(ref reader, name, options);
                    break;
                case "src":
                    src = Read<Subfield>(ref reader, name, options);
                    break;
                case "value":
                    value = Read<ByteString>(ref reader, name, options);
                    break;
                case "dst":
                    dst = Read<Subfield>(ref reader, name, options);
                    break;
                default:
                    throw NoMember(name);
            }
        }

        return LearnSpec.Of(destination, bits, src, value, dst);
    }

    protected override void WriteMembers(Utf8JsonWriter writer, LearnSpec value, JsonSerializerOptions options)
    {
        Write(writer, "destination", value.Destination, options);
        Write(writer, "n_bits", value.Bits, options);
        Write(writer, "src", value.Src, options);
        if (value.Src is null)
            Write(writer, "value", value.Value, options);
        Write(writer, "dst", value.Dst, options);
    }
}

/// <summary>An error by its name in the specification, or an object with its numbers where it has none.</summary>
internal sealed class JsonError : JsonConverter<OpenFlowError>
{
    private const string TypeNumber = "type";
    private const string CodeNumber = "code";
    private const string Experimenter = "experimenter";

    private static readonly FrozenDictionary<string, OpenFlowError> Known = OpenFlowError.All.ToFrozenDictionary(error => error.Name);

    public override OpenFlowError Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return Known.GetValueOrDefault(reader.GetString() ?? "")
                ?? throw new JsonException($"No error has the name {reader.GetString()}.");
        JsonObjects.EnsureStart(ref reader, nameof(OpenFlowError));
        ushort type = 0;
        ushort code = 0;
        uint? experimenter = null;
        while (JsonObjects.ReadName(ref reader) is { } name)
        {
            if (name == TypeNumber)
                type = reader.GetUInt16();
            else if (name == CodeNumber)
                code = reader.GetUInt16();
            else if (name == Experimenter)
                experimenter = reader.GetUInt32();
            else
                throw new JsonException($"An error has {Experimenter}, {TypeNumber} and {CodeNumber}, not {name}.");
        }

        return experimenter is { } id ? OpenFlowError.UnknownExperimenter(id, type, code) : OpenFlowError.Unknown(type, code);
    }

    public override void Write(Utf8JsonWriter writer, OpenFlowError value, JsonSerializerOptions options)
    {
        if (Known.ContainsKey(value.Name))
        {
            writer.WriteStringValue(value.Name);
            return;
        }

        writer.WriteStartObject();
        // An error that is not known has the same numbers in every version that can carry it, 1.0 among them.
        if (value.TryGetExperimenterNumbers(OpenFlowVersion.OpenFlow10, out var experimenter, out var type, out var code))
            writer.WriteNumber(Experimenter, experimenter);
        else
            value.TryGetNumbers(OpenFlowVersion.OpenFlow10, out type, out code);
        writer.WriteNumber(TypeNumber, type);
        writer.WriteNumber(CodeNumber, code);
        writer.WriteEndObject();
    }
}
