using System.Text.RegularExpressions;

namespace RxOfctl.Simulator.Tests;

/// <summary>The folders of the project, which are its namespaces, depend on each other one way.</summary>
public partial class FolderTests
{
    private const string Project = "RxOfctl.Simulator";

    [Fact]
    public void Folders_form_no_cycle()
    {
        var root = Path.Combine(FindRepository(), "src", Project);
        var uses = Directory.GetDirectories(root).Select(folder => Path.GetFileName(folder)).Where(folder => folder is not ("bin" or "obj"))
            .ToDictionary(folder => folder, folder => UsedBy(Path.Combine(root, folder)).Where(used => used != folder).ToHashSet());
        Assert.Contains("Flows", uses["Switches"]);

        // Folders that use no other are taken away until none is left; what cannot be taken away is in a cycle or uses one.
        while (uses.FirstOrDefault(entry => entry.Value.Count == 0).Key is { } free)
        {
            uses.Remove(free);
            foreach (var used in uses.Values)
                used.Remove(free);
        }

        Assert.Empty(uses.Select(entry => $"{entry.Key} uses {string.Join(", ", entry.Value)}"));
    }

    private static IEnumerable<string> UsedBy(string folder) =>
        from path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        from Match use in UseOfFolder().Matches(File.ReadAllText(path))
        select use.Groups[1].Value;

    [GeneratedRegex(@"^using RxOfctl\.Simulator\.(\w+);", RegexOptions.Multiline)]
    private static partial Regex UseOfFolder();

    private static string FindRepository()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "RxOfctl.sln")))
                return directory.FullName;
        }

        throw new InvalidOperationException("The tests do not run within the repository.");
    }
}
