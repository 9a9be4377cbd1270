using System.IO.Pipelines;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Mono.Cecil;

namespace RxOfctl.Tests;

/// <summary>The structure of the engine: what its folders depend on, and that INTERNALS.md describes what there is.</summary>
public partial class ArchitectureTests
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Assembly Engine = typeof(OpenFlowController).Assembly;

    private static readonly string Source = Path.Combine(PathOfThisFile(), "../../../src/RxOfctl");

    [Fact]
    public void Folders_depend_on_one_another_without_a_cycle()
    {
        var folders = FoldersOfTypes();
        using var assembly = AssemblyDefinition.ReadAssembly(Engine.Location);
        var edges = folders.Values.Distinct().ToDictionary(folder => folder, _ => new Dictionary<string, string>());
        foreach (var type in assembly.MainModule.Types.Where(type => folders.ContainsKey(NameOf(type))))
        {
            var from = folders[NameOf(type)];
            foreach (var used in ReferencesOf(type).Where(used => folders.GetValueOrDefault(used, from) != from))
                edges[from].TryAdd(folders[used], $"{NameOf(type)} uses {used}");
        }

        Assert.Contains("Delivery", edges["Caching"].Keys);
        foreach (var folder in edges.Keys)
            AssertNoWayBack(edges, folder, []);
    }

    [Fact]
    public void Everything_that_the_internals_name_exists()
    {
        var text = File.ReadAllText(Path.Combine(Source, "INTERNALS.md"));
        Assembly[] assemblies = [Engine, typeof(Protocol.OpenFlowCodec).Assembly, typeof(IDuplexPipe).Assembly];
        var types = assemblies.SelectMany(assembly => assembly.GetTypes()).ToLookup(type => type.Name.Split('`')[0]);
        var members = types.SelectMany(each => each).SelectMany(type => type.GetMembers(Any)).Select(member => member.Name).ToHashSet();
        var names = CodeSpan().Matches(text).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.InRange(names.Count, 30, int.MaxValue);
        foreach (var name in names)
        {
            if (name.EndsWith('/') || name.EndsWith(".cs", StringComparison.Ordinal))
                Assert.True(Path.Exists(Path.Combine(Source, name)) || Exists(name), $"INTERNALS.md names {name}, which does not exist.");
            else if (name.Split('.') is [var typeName, var memberName])
                Assert.True(types[typeName].Any(type => type.GetMember(memberName, Any).Length > 0), $"INTERNALS.md names {name}, which does not exist.");
            else
                Assert.True(types.Contains(name) || members.Contains(name), $"INTERNALS.md names {name}, which does not exist.");
        }

        static bool Exists(string file) => Directory.EnumerateFiles(Source, file, SearchOption.AllDirectories).Any();
    }

    // Files at the top of the project are at both ends: the controller uses every folder, and every folder uses its options and its log.
    private static Dictionary<string, string> FoldersOfTypes()
    {
        var folders = new Dictionary<string, string>();
        foreach (var folder in Directory.EnumerateDirectories(Source).Where(path => Path.GetFileName(path) is not ("bin" or "obj")))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.cs"))
            {
                foreach (Match declared in Declaration().Matches(File.ReadAllText(file)))
                    folders[declared.Groups[1].Value] = Path.GetFileName(folder);
            }
        }

        return folders;
    }

    private static void AssertNoWayBack(Dictionary<string, Dictionary<string, string>> edges, string folder, List<string> way)
    {
        if (way.IndexOf(folder) is >= 0 and var start)
            Assert.Fail("Folders depend on one another: " + string.Join(", ", way[start..].Zip([.. way[(start + 1)..], folder], (from, to) => $"{from} -> {to}: {edges[from][to]}")));
        foreach (var next in edges[folder].Keys)
            AssertNoWayBack(edges, next, [.. way, folder]);
    }

    private static IEnumerable<string> ReferencesOf(TypeDefinition type)
    {
        var used = new List<TypeReference?> { type.BaseType };
        used.AddRange(type.Interfaces.Select(each => each.InterfaceType));
        used.AddRange(type.Fields.Select(field => field.FieldType));
        foreach (var method in type.Methods)
        {
            used.Add(method.ReturnType);
            used.AddRange(method.Parameters.Select(parameter => parameter.ParameterType));
            if (!method.HasBody)
                continue;
            used.AddRange(method.Body.Variables.Select(variable => variable.VariableType));
            foreach (var operand in method.Body.Instructions.Select(instruction => instruction.Operand))
            {
                used.Add(operand as TypeReference ?? (operand as MemberReference)?.DeclaringType);
                if (operand is GenericInstanceMethod generic)
                    used.AddRange(generic.GenericArguments);
            }
        }

        return used.OfType<TypeReference>().SelectMany(Parts).Select(NameOf).Concat(type.NestedTypes.SelectMany(ReferencesOf)).Distinct();
    }

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification composed => Parts(composed.ElementType),
        _ => [type],
    };

    // Of the outermost type: a nested one is where that is.
    private static string NameOf(TypeReference type) => type.DeclaringType is { } outer ? NameOf(outer) : type.Name.Split('`')[0];

    private static string PathOfThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^(?:public|internal)[\w ]* (?:class|struct|interface|enum|record|delegate [\w<>]+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex("`([A-Z][A-Za-z./]*)`")]
    private static partial Regex CodeSpan();
}
