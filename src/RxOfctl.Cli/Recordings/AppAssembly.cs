using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Reactive.Disposables;
using System.Reflection;
using System.Runtime.Loader;

namespace RxOfctl.Cli.Recordings;

/// <summary>
/// An app in an assembly: a public class with a constructor that takes a controller, and with a method <c>Start</c> without parameters, as
/// the apps of RxOfctl.Hosting have.
/// </summary>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The tool is not trimmed: an app may use anything.")]
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "As above.")]
internal sealed class AppAssembly
{
    private const string Shape = "a public class with a constructor that takes an OpenFlowController, and a method Start() that returns IDisposable";

    private readonly ConstructorInfo _constructor;
    private readonly MethodInfo _start;

    private AppAssembly(ConstructorInfo constructor, MethodInfo start) => (_constructor, _start) = (constructor, start);

    /// <summary>The name of the app's class.</summary>
    public string Name => _constructor.DeclaringType!.Name;

    /// <summary>An option whose value is an app.</summary>
    public static Option<string?> Option(string name, string description) => new(name)
    {
        Description = $"{description} It is {Shape}. The class is named where the assembly has several.",
        HelpName = "ASSEMBLY[,CLASS]",
    };

    /// <summary>Loads an app.</summary>
    /// <param name="text">The path of the assembly, and the name of the class where it has several apps: <c>bin/My.dll,MyApp</c>.</param>
    /// <exception cref="ToolException">There is no such app.</exception>
    public static AppAssembly Load(string text)
    {
        var (path, name) = text.Split(',', 2, StringSplitOptions.TrimEntries) is [var first, var second] ? (first, second) : (text, null);
        List<AppAssembly> apps = [.. Types(path).Where(type => name is null || type.Name == name || type.FullName == name).Select(TryCreate).OfType<AppAssembly>()];
        return apps switch
        {
            [var only] => only,
            [] => throw new ToolException($"{path} has no app{(name is null ? "" : $" '{name}'")}: {Shape}."),
            _ => throw new ToolException($"{path} has several apps: write {path},{apps[0].Name} or {string.Join(" or ", apps.Skip(1).Select(app => app.Name))}."),
        };
    }

    /// <summary>Starts the app.</summary>
    /// <returns>Ends the app.</returns>
    /// <exception cref="ToolException">The app threw.</exception>
    public IDisposable Start(OpenFlowController controller)
    {
        try
        {
            object?[] arguments = [controller, .. _constructor.GetParameters().Skip(1).Select(parameter => parameter.DefaultValue)];
            var app = _constructor.Invoke(arguments);
            return _start.Invoke(app, []) as IDisposable ?? app as IDisposable ?? Disposable.Empty;
        }
        catch (TargetInvocationException error)
        {
            throw new ToolException($"{Name} did not start: {error.InnerException}", error);
        }
    }

    private static Type[] Types(string path)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
            throw new ToolException($"{path}: there is no such assembly.");
        try
        {
            return new Context(full).LoadFromAssemblyPath(full).GetExportedTypes();
        }
        catch (Exception error) when (error is BadImageFormatException or FileLoadException or FileNotFoundException)
        {
            throw new ToolException($"{path}: {error.Message}", error);
        }
    }

    private static AppAssembly? TryCreate(Type type)
    {
        if (type.IsAbstract || type.ContainsGenericParameters || type.GetMethod("Start", []) is not { IsStatic: false } start)
            return null;
        var constructor = type.GetConstructors().FirstOrDefault(each =>
            each.GetParameters() is [var first, .. var rest]
            && first.ParameterType.IsAssignableFrom(typeof(OpenFlowController)) && first.ParameterType != typeof(object)
            && rest.All(parameter => parameter.HasDefaultValue));
        return constructor is null ? null : new(constructor, start);
    }

    // The app uses the tool's RxOfctl and Rx, since it gets the tool's controller, and everything else of its own.
    private sealed class Context(string path) : AssemblyLoadContext(path)
    {
        private static readonly HashSet<string> OfTool =
        [
            .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator).Select(each => Path.GetFileNameWithoutExtension(each)),
        ];

        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            !OfTool.Contains(assemblyName.Name!) && _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
    }
}
