using System.Text.Json;
using RxOfctl.Flows;

namespace RxOfctl.Web.Rules;

/// <summary>The file that keeps desired rules. It is replaced as a whole, so that it is never half written.</summary>
internal sealed class RulesFile(string path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <exception cref="InvalidDataException">The file is not one of rules.</exception>
    public IReadOnlyList<FlowRule> Read()
    {
        if (!File.Exists(path))
            return [];
        try
        {
            using var file = File.OpenRead(path);
            return [.. (JsonSerializer.Deserialize<RuleEntry[]>(file, Json) ?? []).Select(entry => entry.ToRule())];
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
        {
            throw new InvalidDataException($"{path} is not a file of rules: {wrong.Message}", wrong);
        }
    }

    public void Write(IEnumerable<FlowRule> rules)
    {
        var next = path + ".new";
        using (var file = File.Create(next))
            JsonSerializer.Serialize(file, rules.Select(RuleEntry.Of), Json);
        File.Move(next, path, overwrite: true);
    }
}
