using System.Xml.Linq;

namespace RxOfctl.Documentation.Tests;

/// <summary>The files of the repository that tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The pages whose listings are tested, relative to the root.</summary>
    /// <remarks>
    /// Left out: RxOfctl.Testing's, which its own tests compare with their code word for word, and RxOfctl.DynamicData's, whose package
    /// may not be there to compile with.
    /// </remarks>
    public static IEnumerable<string> Pages() =>
        from path in Directory.EnumerateFiles(Root, "*.md", new EnumerationOptions { RecurseSubdirectories = true })
        let page = Path.GetRelativePath(Root, path).Replace('\\', '/')
        where !page.Contains("/obj/", StringComparison.Ordinal) && !page.Contains("/bin/", StringComparison.Ordinal)
        where !page.StartsWith("src/RxOfctl.Testing/", StringComparison.Ordinal) && !page.StartsWith("src/RxOfctl.DynamicData/", StringComparison.Ordinal)
        orderby page
        select page;

    public static string Read(string page) => File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");

    /// <summary>The namespaces that packages bring as Using items.</summary>
    /// <param name="packages">The packages; others are ignored.</param>
    public static IEnumerable<string> PackageUsings(IReadOnlySet<string> packages) =>
        from path in Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.targets", SearchOption.AllDirectories)
        where Path.GetFileName(Path.GetDirectoryName(path)) == "buildTransitive"
        let package = Path.GetFileNameWithoutExtension(path)
        where package != "RxOfctl.Testing" && packages.Contains(package)
        from item in XDocument.Load(path).Descendants("Using")
        select item.Attribute("Include")!.Value;

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "RxOfctl.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run within the repository.");
    }
}
