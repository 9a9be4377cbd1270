using System.Text.Json;

namespace RxOfctl.Protocol.Tests;

/// <summary>The recorded messages that may lie beside the checkout; a test of theirs is skipped, saying so, where they do not.</summary>
internal static class RecordedVectors
{
    public static string? Directory { get; } = Find();

    private static string? Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var candidate = Path.Combine(directory.FullName, "shared", "vectors", "os-ken");
            if (System.IO.Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }

    /// <summary>The recorded messages of a version, by their names without the extension.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Of(string version) =>
        Directory is null
            ? []
            : from file in System.IO.Directory.EnumerateFiles(Path.Combine(Directory, version), "*.bin").Order()
              select (Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file));

    /// <summary>What is recorded of a message.</summary>
    public static JsonElement JsonOf(string version, string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Directory!, version, name + ".json")));
        return document.RootElement.Clone();
    }
}

/// <summary>A test that needs the recorded messages.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecordedTheoryAttribute : TheoryAttribute
{
    public RecordedTheoryAttribute()
    {
        if (RecordedVectors.Directory is null)
            Skip = "The recorded messages (shared/vectors/os-ken) do not lie beside this checkout.";
    }
}
