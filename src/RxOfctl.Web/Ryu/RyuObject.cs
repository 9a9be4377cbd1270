using System.Text.Json;

namespace RxOfctl.Web.Ryu;

/// <summary>An object of a request in Ryu's JSON, whose members have defaults.</summary>
/// <param name="element">The JSON object.</param>
internal readonly struct RyuObject(JsonElement element)
{
    private static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement;

    /// <exception cref="FormatException">The value is not an object.</exception>
    public static RyuObject Of(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object
        ? new(element)
        : throw new FormatException($"{name} is {element.ValueKind}; an object is expected.");

    /// <summary>The members, the last where a name is there twice.</summary>
    public IEnumerable<KeyValuePair<string, JsonElement>> Members => element.EnumerateObject()
        .GroupBy(each => each.Name, (name, all) => KeyValuePair.Create(name, all.Last().Value));

    public bool Has(string name) => element.TryGetProperty(name, out _);

    /// <summary>A member as text; null where it is missing.</summary>
    public string? Text(string name) => element.TryGetProperty(name, out var value) ? RyuNumbers.TextOf(value, name) : null;

    /// <exception cref="FormatException">The member is missing.</exception>
    public string Required(string name) => Text(name) ?? throw new FormatException($"{name} is missing.");

    public ulong Number(string name, ulong absent, ulong max) =>
        element.TryGetProperty(name, out var value) ? RyuNumbers.Parse(value, name, max) : absent;

    public ulong Number(string name, ulong max) => RyuNumbers.Parse(Required(name), name, max);

    public ushort UInt16(string name, ushort absent = 0) => (ushort)Number(name, absent, ushort.MaxValue);

    public uint UInt32(string name, uint absent = 0) => (uint)Number(name, absent, uint.MaxValue);

    public ulong UInt64(string name, ulong absent = 0) => Number(name, absent, ulong.MaxValue);

    /// <summary>A member that is an object; an empty one where it is missing.</summary>
    public RyuObject Object(string name) => element.TryGetProperty(name, out var value) ? Of(value, name) : new(Empty);

    /// <summary>A member that is a list of objects.</summary>
    public IEnumerable<RyuObject> Objects(string name) => List(name).Select(each => Of(each, name));

    /// <summary>A member that is a list; a single value is one too.</summary>
    public IEnumerable<JsonElement> List(string name) =>
        !element.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray()
        : [value];
}
