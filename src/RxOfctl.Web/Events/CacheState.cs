using System.Text.Json;
using RxOfctl.Web.Api;

namespace RxOfctl.Web.Events;

/// <summary>What a cache holds, as JSON.</summary>
/// <param name="name">The name of the cache.</param>
/// <param name="kept">How many items are kept at most, the newest; null for all.</param>
internal sealed class CacheState(string name, int? kept)
{
    private readonly Dictionary<string, byte[]> _items = [];

    // The keys from the oldest on, where not all items are kept. They are never added again.
    private readonly Queue<string> _oldest = [];

    public string Name => name;

    /// <summary>Applies changes, and writes them with what was there before.</summary>
    public void WriteChanges(Utf8JsonWriter json, IReadOnlyList<EventChange> changes)
    {
        Begin(json);
        foreach (var change in changes)
        {
            _items.TryGetValue(change.Key, out var previous);
            Write(json, change.Reason, change.Key, change.Current, previous);
            if (change.Current is null)
                _items.Remove(change.Key);
            else
                Keep(change.Key, change.Current);
        }

        End(json);
    }

    /// <summary>Writes all items as additions.</summary>
    public void WriteAll(Utf8JsonWriter json)
    {
        Begin(json);
        foreach (var (key, item) in _items)
            Write(json, ChangeReason.Add, key, item, previous: null);
        End(json);
    }

    private void Keep(string key, byte[] item)
    {
        if (kept == 0)
            return;
        _items[key] = item;
        if (kept is not { } limit)
            return;
        _oldest.Enqueue(key);
        if (_oldest.Count > limit)
            _items.Remove(_oldest.Dequeue());
    }

    private static void Write(Utf8JsonWriter json, ChangeReason reason, string key, byte[]? current, byte[]? previous)
    {
        json.WriteStartObject();
        json.WriteString("reason", Names.Of(reason));
        json.WriteString("key", key);
        WriteItem("current", current);
        WriteItem("previous", previous);
        json.WriteEndObject();

        void WriteItem(string member, byte[]? item)
        {
            json.WritePropertyName(member);
            if (item is null)
                json.WriteNullValue();
            else
                json.WriteRawValue(item, skipInputValidation: true);
        }
    }

    private void Begin(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("cache", name);
        json.WriteStartArray("changes");
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
