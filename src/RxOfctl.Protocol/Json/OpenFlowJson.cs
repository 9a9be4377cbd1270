using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RxOfctl.Protocol.Json;

/// <summary>
/// Messages and their parts in JSON. Their types name <see cref="OpenFlowJsonConverter"/> by attribute, so that System.Text.Json reads and
/// writes them with any options, also in contexts of its source generator, and without reflection.
/// </summary>
/// <remarks>
/// A record is an object whose members have the names of the specification, as <c>table_id</c>. A member that is null is left out; one that
/// is left out has the value that a new record has; one that the record does not have is an error. What kind of message, action,
/// instruction, property or band it is stands in <c>$type</c>: the record's name, as <c>flow_mod</c>, <c>output</c>. Numbers are numbers;
/// those of ports, tables, groups and meters that have a name are that name, as <c>"local"</c>. Enumerations are names, flags are lists of
/// names, bytes are hexadecimal digits, addresses and datapath ids are text. A match is an object with a member for each field, in order:
/// <c>{"in_port":1,"ipv4_src":{"value":"10.0.0.0","mask":"255.0.0.0"}}</c>.
/// </remarks>
/// <example><code>var flow = JsonSerializer.Deserialize&lt;FlowMod&gt;(json, OpenFlowJson.Options);</code></example>
public static class OpenFlowJson
{
    // Each action within another is an object within a list.
    private const int MaxDepth = 256;

    /// <summary>
    /// What has the metadata of all types of this library that are in messages, enumerations too, for the options of an application:
    /// <c>options.TypeInfoResolverChain.Insert(0, OpenFlowJson.TypeInfoResolver)</c>.
    /// </summary>
    public static IJsonTypeInfoResolver TypeInfoResolver { get; } = new Resolver();

    /// <summary>
    /// Options for messages and their parts alone, which work in programs that are compiled ahead of time. With them actions may be within
    /// one another as deep as the codec allows; the usual limit of System.Text.Json, 64, ends before that.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = TypeInfoResolver,
            MaxDepth = MaxDepth,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.MakeReadOnly();
        return options;
    }

    private sealed class Resolver : IJsonTypeInfoResolver
    {
        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => JsonConverters.Find(type)?.CreateTypeInfo(options);
    }
}

/// <summary>
/// Makes the converters of messages and of all that is in them. See <see cref="OpenFlowJson"/> for what they read and write.
/// </summary>
public sealed class OpenFlowJsonConverter : JsonConverterFactory
{
    /// <summary>
    /// True for the types of this library that are in messages, and for lists and optional values of them that are there.
    /// </summary>
    public override bool CanConvert(Type typeToConvert) => JsonConverters.Find(typeToConvert) is not null;

    /// <inheritdoc/>
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        JsonConverters.Find(typeToConvert)?.Converter;
}
