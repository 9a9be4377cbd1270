using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Protocol.Tests;

/// <summary>
/// Compares messages with what is recorded of them. Members are found by their names; what has no counterpart is passed over, so the
/// number of comparisons counts.
/// </summary>
internal sealed class RecordedJson(bool is10)
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["experimenter"] = "ExperimenterId",
        ["vendor"] = "ExperimenterId",
        ["ethertype"] = "EtherType",
        ["n_buffers"] = "BufferCount",
        ["n_tables"] = "TableCount",
        ["auxiliary_id"] = "AuxiliaryId",
        ["flow_count"] = "RefCount",
    };

    public List<string> Differences { get; } = [];

    public int Compared { get; private set; }

    public void Compare(string path, object? actual, JsonElement expected)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object when expected.EnumerateObject().ToList() is [{ Value.ValueKind: JsonValueKind.Object } only]:
                Compare(path, actual, only.Value);
                break;
            case JsonValueKind.Object when actual is Match match:
                CompareMatch(path, match, expected);
                break;
            case JsonValueKind.Object when actual is not null:
                foreach (var member in expected.EnumerateObject())
                    CompareMember($"{path}.{member.Name}", actual, member);
                break;
            case JsonValueKind.Array when actual is IEnumerable list and not string:
                CompareList(path, [.. list.Cast<object>()], [.. expected.EnumerateArray()]);
                break;
            case JsonValueKind.Number when actual is PortNumber port && is10 && port.TryToUInt16(out var number):
                CompareText(path, number.ToString(CultureInfo.InvariantCulture), expected.GetRawText());
                break;
            case JsonValueKind.Number when actual is not null && NumberOf(actual).Length > 0:
                CompareText(path, NumberOf(actual), expected.GetRawText());
                break;
            case JsonValueKind.String when actual is ByteString bytes:
                CompareText(path, Convert.ToBase64String(bytes.Span), expected.GetString()!);
                break;
            case JsonValueKind.String when actual is MacAddress address:
                CompareText(path, address.ToString(), expected.GetString()!.Replace('-', ':'));
                break;
            case JsonValueKind.String when actual is string text:
                CompareText(path, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text)), expected.GetString()!);
                break;
        }
    }

    private void CompareMember(string path, object actual, JsonProperty member)
    {
        // The names of structures of other kinds, and lengths, which are not in the model.
        if (member.Name is "type" or "len" or "length")
            return;
        // Of an experimenter's action some recordings leave out what they take for a type of its own.
        if (actual is ExperimenterAction && member.Name == "data")
            return;
        var name = Names.GetValueOrDefault(member.Name) ?? string.Concat(member.Name.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        if (actual.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance) is { } property && property.GetIndexParameters().Length == 0)
            Compare(path, property.GetValue(actual), member.Value);
    }

    private void CompareMatch(string path, Match match, JsonElement expected)
    {
        if (!expected.TryGetProperty("oxm_fields", out var list))
            return;
        var fields = list.EnumerateArray().Select(field => field.EnumerateObject().Single().Value).ToList();
        CompareText(path, match.Count.ToString(CultureInfo.InvariantCulture), fields.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var (field, recorded) in match.Zip(fields).Where(pair => !pair.First.Type.IsUnknown))
        {
            CompareText(path, field.Type.Name, recorded.GetProperty("field").GetString()!);
            var shown = field.ToString()[(field.Type.ShortName.Length + 1)..].Split('/');
            var value = recorded.GetProperty("value");
            if (value.ValueKind == JsonValueKind.String)
                CompareText($"{path}.{field.Type.Name}", shown[0], value.GetString()!);
            else if (Plain(shown[0], field) is var number && number.All(char.IsAsciiDigit))
                CompareText($"{path}.{field.Type.Name}", number, value.GetRawText());
        }
    }

    private static string Plain(string shown, OxmField field) =>
        field.Type.Equals(Oxm.InPort) ? NumberOf(new Match[] { [field] }[0].Get(Oxm.InPort))
        : shown.StartsWith("0x", StringComparison.Ordinal) ? Convert.ToUInt64(shown, 16).ToString(CultureInfo.InvariantCulture)
        : shown;

    private void CompareList(string path, List<object> actual, List<JsonElement> expected)
    {
        // Lists of bare numbers are what is unknown here, or are masks that have other types here.
        if (expected.Any(item => item.ValueKind != JsonValueKind.Object))
            return;
        CompareText(path, actual.Count.ToString(CultureInfo.InvariantCulture), expected.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var ((item, recorded), index) in actual.Zip(expected).Select((pair, index) => (pair, index)))
            Compare($"{path}[{index}]", item, recorded);
    }

    private void CompareText(string path, string? actual, string expected)
    {
        Compared++;
        if (actual != expected)
            Differences.Add($"{path}: {actual} is not {expected}");
    }

    private static string NumberOf(object? value) => value switch
    {
        Enum number => Convert.ToUInt64(number, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        PortNumber port => port.Value.ToString(CultureInfo.InvariantCulture),
        TableId table => table.Value.ToString(CultureInfo.InvariantCulture),
        GroupId group => group.Value.ToString(CultureInfo.InvariantCulture),
        MeterId meter => meter.Value.ToString(CultureInfo.InvariantCulture),
        DatapathId datapath => datapath.Value.ToString(CultureInfo.InvariantCulture),
        IConvertible number => number.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
