using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RxOfctl.Documentation.Tests;

public sealed class SnippetTests
{
    // What the .NET SDK's implicit usings give to every console program.
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // A package built for an older framework refers to older assemblies; the SDK keeps quiet about it too.
    private static readonly Dictionary<string, ReportDiagnostic> FrameworkUnification = new()
    {
        ["CS1701"] = ReportDiagnostic.Suppress,
        ["CS1702"] = ReportDiagnostic.Suppress,
    };

    public static TheoryData<string, string> Snippets
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var snippet in Snippet.All())
                data.Add(snippet.ToString(), snippet.Code);
            return data;
        }
    }

    [Fact]
    public void The_readme_has_snippets() => Assert.NotEmpty(Snippet.All());

    [Theory]
    [MemberData(nameof(Snippets))]
    public void A_snippet_compiles_as_a_program(string place, string code)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(ImplicitUsings, options), CSharpSyntaxTree.ParseText(code, options)],
            references,
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication,
                nullableContextOptions: NullableContextOptions.Enable,
                specificDiagnosticOptions: FrameworkUnification));

        var complaints = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

        Assert.True(!complaints.Any(), $"{place}:\n{string.Join('\n', complaints)}");
    }
}
