using System.Text.RegularExpressions;

namespace RxOfctl.Documentation.Tests;

/// <summary>A piece of C# in a page of documentation.</summary>
/// <param name="Page">The page.</param>
/// <param name="Line">The line on which the piece begins.</param>
/// <param name="Code">The piece.</param>
public sealed partial record Snippet(string Page, int Line, string Code)
{
    /// <summary>The pieces in the page that a newcomer reads first, each a program of its own.</summary>
    public static IEnumerable<Snippet> All()
    {
        const string page = "README.md";
        var text = File.ReadAllText(Path.Combine(Root(), page)).ReplaceLineEndings("\n");
        return from match in Fence().Matches(text)
               select new Snippet(page, text.AsSpan(0, match.Index).Count('\n') + 2, match.Groups["code"].Value);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Page}, line {Line}";

    [GeneratedRegex("^```csharp\\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "RxOfctl.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run within the repository.");
    }
}
