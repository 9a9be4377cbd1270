using Mono.Cecil;

namespace RxOfctl.Protocol.Tests;

/// <summary>What the folders of the project, which are its namespaces, depend on.</summary>
public class ArchitectureTests
{
    private const string Root = "RxOfctl.Protocol";

    // They stand on the model: text and JSON of whatever there is.
    private static readonly string[] Notations = ["Text", "Json"];

    // The members by which a record has its text. The model knows no other part of the notation.
    private static readonly string[] Doors = ["ToString", "ToText", "Parse", "TryParse", "ParseList", "TryParseList", "Check"];

    // The generated dispatch of a family names its members wherever they are; that is what they register with.
    private static readonly string[] Dispatches = ["ReadKnown", "ReadExperimenter"];

    [Fact]
    public void Folders_of_the_model_depend_on_one_another_without_a_cycle()
    {
        var edges = Edges();

        Assert.Contains("Matching", edges["Nicira"].Keys);
        foreach (var folder in edges.Keys.Except(Notations))
            AssertNoWayBack(edges, folder, []);
    }

    [Fact]
    public void The_model_reaches_the_notation_only_where_a_record_is_written_or_parsed()
    {
        var others = from edge in Edges().Where(edge => !Notations.Contains(edge.Key))
                     from notation in Notations
                     where edge.Value.ContainsKey(notation)
                     select edge.Value[notation];

        Assert.Empty(others);
    }

    // Of each folder those that it uses, with an example. The top of the project has the codec and the values that every folder uses: it is
    // at both ends.
    private static Dictionary<string, Dictionary<string, string>> Edges()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(OpenFlowCodec).Assembly.Location);
        var edges = new Dictionary<string, Dictionary<string, string>>();
        foreach (var type in assembly.MainModule.Types.Where(type => Folder(type).Length > 0))
        {
            var from = Folder(type);
            edges.TryAdd(from, []);
            foreach (var (member, used) in References(type))
            {
                var to = Folder(used);
                if (to.Length > 0 && to != from && !Dispatches.Contains(member) && !(Notations.Contains(to) && Doors.Contains(member)))
                    edges[from].TryAdd(to, $"{type.Name}.{member} uses {used.Name}");
            }
        }

        return edges;
    }

    private static string Folder(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type.Namespace.StartsWith(Root + ".", StringComparison.Ordinal) ? type.Namespace[(Root.Length + 1)..] : "";
    }

    private static IEnumerable<(string Member, TypeReference Type)> References(TypeDefinition type)
    {
        var used = new List<(string Member, TypeReference? Type)> { ("base", type.BaseType) };
        used.AddRange(type.Interfaces.Select(one => ("interface", (TypeReference?)one.InterfaceType)));
        used.AddRange(type.Fields.Select(field => (field.Name, (TypeReference?)field.FieldType)));
        foreach (var method in type.Methods)
        {
            used.Add((method.Name, method.ReturnType));
            used.AddRange(method.Parameters.Select(parameter => (method.Name, (TypeReference?)parameter.ParameterType)));
            if (!method.HasBody)
                continue;
            used.AddRange(method.Body.Variables.Select(variable => (method.Name, (TypeReference?)variable.VariableType)));
            foreach (var instruction in method.Body.Instructions)
            {
                used.Add((method.Name, instruction.Operand as TypeReference ?? (instruction.Operand as MemberReference)?.DeclaringType));
                if (instruction.Operand is GenericInstanceMethod generic)
                    used.AddRange(generic.GenericArguments.Select(argument => (method.Name, (TypeReference?)argument)));
            }
        }

        var own = from one in used where one.Type is not null from part in Parts(one.Type!) select (one.Member, part);
        return own.Concat(type.NestedTypes.SelectMany(nested => References(nested).Select(one => (Door(one.Member), one.Type))));
    }

    // The compiler puts lambdas into nested types, by the name of the method that has them: <Parse>b__0.
    private static string Door(string member) =>
        member.StartsWith('<') && member.IndexOf('>', StringComparison.Ordinal) is > 1 and var end ? member[1..end] : member;

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification composed => Parts(composed.ElementType),
        _ => [type],
    };

    private static void AssertNoWayBack(Dictionary<string, Dictionary<string, string>> edges, string folder, List<string> way)
    {
        if (way.IndexOf(folder) is >= 0 and var start)
        {
            var circle = way[start..].Zip([.. way[(start + 1)..], folder], (from, to) => $"{from} -> {to}: {edges[from][to]}");
            Assert.Fail("Folders depend on one another: " + string.Join(", ", circle));
        }

        foreach (var next in edges[folder].Keys.Except(Notations))
            AssertNoWayBack(edges, next, [.. way, folder]);
    }
}
