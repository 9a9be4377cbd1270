using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Json;

/// <summary>The converters of all types that are in messages. Those of records, lists and enumerations are generated.</summary>
internal static partial class JsonConverters
{
    private static readonly FrozenDictionary<Type, JsonForm> Forms = All();

    /// <summary>The converter of a type, or null if no message has such a part.</summary>
    public static JsonForm? Find(Type type) => Forms.GetValueOrDefault(type);

    /// <summary>The converters of the records that are of a type.</summary>
    public static IEnumerable<IJsonRecord> Of(Type family) =>
        Forms.Where(pair => family.IsAssignableFrom(pair.Key)).Select(pair => pair.Value.Converter).OfType<IJsonRecord>();

    private static FrozenDictionary<Type, JsonForm> All()
    {
        var forms = new Dictionary<Type, JsonForm>();
        Add(forms, JsonMetadataServices.BooleanConverter);
        Add(forms, JsonMetadataServices.ByteConverter);
        Add(forms, JsonMetadataServices.UInt16Converter);
        Add(forms, JsonMetadataServices.Int32Converter);
        Add(forms, JsonMetadataServices.UInt32Converter);
        Add(forms, JsonMetadataServices.UInt64Converter);
        Add(forms, JsonMetadataServices.StringConverter);
        Add(forms, new JsonText<UInt128>(text => new TextPart(text).ReadNumber("the number", UInt128.MaxValue), value => $"0x{value:x}"));
        Add(forms, new JsonText<ByteString>(ByteString.FromHex, value => value.ToString()));
        Add(forms, new JsonText<DatapathId>(text => DatapathId.Parse(text), value => value.ToString()));
        Add(forms, new JsonText<MacAddress>(text => MacAddress.Parse(text, null), value => value.ToString()));
        Add(forms, new JsonText<Ipv4Address>(text => Ipv4Address.Parse(text, null), value => value.ToString()));
        Add(forms, new JsonText<Ipv6Address>(text => Ipv6Address.Parse(text, null), value => value.ToString()));
        Add(forms, new JsonNamedNumber<PortNumber>(text => text.ReadPort(), value => value.ToString()));
        Add(forms, new JsonNamedNumber<TableId>(text => text.ReadTable(), value => value.ToString()));
        Add(forms, new JsonNamedNumber<GroupId>(text => text.ReadGroup(), value => value.ToString()));
        Add(forms, new JsonNamedNumber<MeterId>(text => text.ReadMeter(), value => value.ToString()));
        Add(forms, new JsonMatch());
        Add(forms, new JsonMatchField());
        Add(forms, new JsonFieldType());
        Add(forms, new JsonStatistics());
        Add(forms, new JsonEnum<LearnDestination>());
        Add(forms, new JsonLearnSpec());
        Add(forms, new JsonError());
        AddGenerated(forms);
        return forms.ToFrozenDictionary();
    }

    private static void Add<T>(Dictionary<Type, JsonForm> forms, JsonConverter<T> converter) =>
        forms.Add(typeof(T), new JsonForm<T>(converter));
}

/// <summary>The converter of a type, where the type is not known at compile time.</summary>
internal abstract class JsonForm
{
    public abstract JsonConverter Converter { get; }

    public abstract JsonTypeInfo CreateTypeInfo(JsonSerializerOptions options);
}

/// <inheritdoc/>
internal sealed class JsonForm<T>(JsonConverter<T> converter) : JsonForm
{
    // Null in a type of which no message has a part.
    private static readonly JsonConverter<T>? Found = (JsonConverter<T>?)JsonConverters.Find(typeof(T))?.Converter;

    /// <summary>The converter of the type.</summary>
    public static JsonConverter<T> Of => Found ?? throw new NotSupportedException($"{typeof(T)} has no form in JSON.");

    public override JsonConverter Converter => converter;

    public override JsonTypeInfo CreateTypeInfo(JsonSerializerOptions options) =>
        JsonMetadataServices.CreateValueInfo<T>(options, converter);
}
