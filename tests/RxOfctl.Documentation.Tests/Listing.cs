using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RxOfctl.Documentation.Tests;

/// <summary>A listing of C# in a page of documentation: a program, or statements that continue one.</summary>
/// <param name="Page">The page, relative to the root of the repository.</param>
/// <param name="Line">The line on which the listing begins.</param>
/// <param name="Code">The listing.</param>
public sealed partial record Listing(string Page, int Line, string Code)
{
    // What the .NET SDK's implicit usings give to every console program.
    private static readonly string[] ImplicitUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    // A package built for an older framework refers to older assemblies, which the SDK does not warn of either. Usings may be unused.
    private static readonly Dictionary<string, ReportDiagnostic> Suppressed = new()
    {
        ["CS1701"] = ReportDiagnostic.Suppress,
        ["CS1702"] = ReportDiagnostic.Suppress,
        ["CS8019"] = ReportDiagnostic.Suppress,
        ["CS8933"] = ReportDiagnostic.Suppress,
    };

    /// <summary>Whether the listing is a program of its own; otherwise it continues one that has a controller and a datapath s1.</summary>
    public bool IsProgram => Code.Contains("var controller =", StringComparison.Ordinal) || Code.Contains("var builder =", StringComparison.Ordinal);

    /// <summary>Whether the listing is a program that switches connect to.</summary>
    public bool Serves => IsProgram && (Code.Contains("OpenFlowController.Listen(", StringComparison.Ordinal)
        || Code.Contains("AddOpenFlowController(", StringComparison.Ordinal));

    /// <summary>All listings of all pages.</summary>
    public static IEnumerable<Listing> All() =>
        from page in Repository.Pages()
        let text = Repository.Read(page)
        from match in Fence().Matches(text)
        select new Listing(page, text.AsSpan(0, match.Index).Count('\n') + 2, match.Groups["code"].Value);

    /// <summary>Compiles the listing as the project of a user of the packages does.</summary>
    public CSharpCompilation Compile()
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var paths = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("xunit", StringComparison.Ordinal) && !path.EndsWith(".Tests.dll", StringComparison.Ordinal))
            .ToList();
        var packages = paths.Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet();
        var usings = string.Concat(ImplicitUsings.Concat(Repository.PackageUsings(packages)).Select(name => $"global using {name};\n"));
        var (code, kind) = IsProgram ? (Code, OutputKind.ConsoleApplication) : (AsMethod(), OutputKind.DynamicallyLinkedLibrary);
        return CSharpCompilation.Create(
            "Listing",
            [CSharpSyntaxTree.ParseText(usings, options), CSharpSyntaxTree.ParseText(code, options)],
            paths.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: Suppressed));
    }

    /// <summary>Runs the listing, which is a program, until it ends.</summary>
    /// <param name="args">Its arguments.</param>
    public Task RunAsync(params string[] args)
    {
        using var bytes = new MemoryStream();
        var emitted = Compile().Emit(bytes);
        Assert.True(emitted.Success, $"{this} does not compile: {string.Join('\n', emitted.Diagnostics)}");
        bytes.Position = 0;
        var entry = new AssemblyLoadContext(ToString(), isCollectible: true).LoadFromStream(bytes).EntryPoint!;
        return Task.Factory.StartNew(
            () => entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, entry.GetParameters().Length == 0 ? null : [args], null),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Page}, line {Line}";

    // A fragment's using directives stand before its statements.
    private string AsMethod()
    {
        var lines = Code.Split('\n');
        var usings = lines.TakeWhile(line => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal)).ToArray();
        return
            $$"""
            {{string.Join('\n', usings)}}
            #pragma warning disable CS1998
            internal static class Listing
            {
                public static async Task Run(OpenFlowController controller, Datapath s1, CancellationToken cancellationToken)
                {
            #line {{Line + usings.Length}} "{{Page}}"
            {{string.Join('\n', lines[usings.Length..])}}
                }
            }
            """;
    }

    [GeneratedRegex("^```csharp\\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
