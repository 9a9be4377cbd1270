namespace RxOfctl.Protocol.Tests.Documentation;

public class VersionTableTests
{
    private const string Begin = "<!-- versions: made by VersionTableTests -->\n";
    private const string End = "<!-- versions: end -->";

    /// <summary>With this variable set to 1 the test writes the table instead of comparing it.</summary>
    private const string Renew = "RXOFCTL_RENEW_VERSIONS";

    [Fact]
    public void The_table_of_versions_is_what_the_code_says()
    {
        var path = Path.Combine(Root(), "src", "RxOfctl.Protocol", "VERSIONS.md");
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, $"VERSIONS.md lacks the lines '{Begin.Trim()}' and '{End}', between which the table stands.");
        var table = "\n" + VersionTable.Make();
        if (Environment.GetEnvironmentVariable(Renew) == "1")
        {
            File.WriteAllText(path, page[..begin] + table + page[end..]);
            return;
        }

        Assert.True(
            page[begin..end] == table,
            $"The table of versions in VERSIONS.md is not what the code says{FirstDifference(page[begin..end], table)}. Renew it: {Renew}=1 dotnet test tests/RxOfctl.Protocol.Tests --filter VersionTable");
    }

    private static string FirstDifference(string page, string table)
    {
        var (pageLines, tableLines) = (page.Split('\n'), table.Split('\n'));
        var index = pageLines.Zip(tableLines).TakeWhile(pair => pair.First == pair.Second).Count();
        return $": '{pageLines.ElementAtOrDefault(index)}' should be '{tableLines.ElementAtOrDefault(index)}'";
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "RxOfctl.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run within the repository.");
    }
}
