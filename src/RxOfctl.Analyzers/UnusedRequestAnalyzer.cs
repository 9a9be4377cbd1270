using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace RxOfctl.Analyzers;

/// <summary>
/// RXOF001: the result of <c>SendMsg</c>, <c>SendMsgs</c>, <c>SendBundle</c>, <c>SetRole</c>, <c>BecomeMaster</c> or their asynchronous forms is not used.
/// An observable that is not subscribed to sends nothing; the failure of a task that is not awaited goes unnoticed.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedRequestAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The id of the rule.</summary>
    public const string Id = "RXOF001";

    private const string Title = "The result of a request is not used";
    private const string Category = "Usage";
    private const string Explanation =
        "SendMsg, SendMsgs, SendBundle, SetRole and BecomeMaster send when their observable is subscribed to. Subscribe to it, or await the form "
        + "that ends in Async.";

    // Declared in full, since release tracking looks for the id in the constructor's arguments.
    private static readonly DiagnosticDescriptor NotSubscribed = new(
        Id, Title, "Nothing is sent: the observable that {0} returns is not subscribed to", Category, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, Explanation);

    private static readonly DiagnosticDescriptor NotAwaited = new(
        Id, Title, "A failure of {0} goes unnoticed: its task is not awaited", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, Explanation);

    private static readonly ImmutableHashSet<string> Requests = ["SendMsg", "SendMsgs", "SendBundle", "SetRole", "BecomeMaster"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [NotSubscribed, NotAwaited];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(compilation =>
        {
            if (Types.Of(compilation.Compilation) is not { } types)
                return;
            compilation.RegisterOperationAction(operation => CheckStatement(operation, types), OperationKind.ExpressionStatement);
            compilation.RegisterOperationBlockAction(block => CheckLocals(block, types));
        });
    }

    // request; or _ = request; also as the body of a lambda that returns nothing.
    private static void CheckStatement(OperationAnalysisContext context, Types types)
    {
        var expression = ((IExpressionStatementOperation)context.Operation).Operation;
        var isDiscarded = expression is ISimpleAssignmentOperation { Target: IDiscardOperation };
        if (expression is ISimpleAssignmentOperation { Target: IDiscardOperation } discard)
            expression = discard.Value;
        // Discarding a task states that its failure is ignored.
        if (Find(expression, types) is { } found && !(isDiscarded && types.IsTask(found.Result)))
            context.ReportDiagnostic(found.Diagnose(types));
    }

    // var name = request; and the name is not used.
    private static void CheckLocals(OperationBlockAnalysisContext context, Types types)
    {
        List<(ILocalSymbol Local, Unused Request)>? candidates = null;
        HashSet<ISymbol>? used = null;
        foreach (var operation in context.OperationBlocks.SelectMany(block => block.Descendants()))
        {
            if (operation is IVariableDeclaratorOperation { Initializer.Value: { } value } declarator && Find(value, types) is { } found)
                (candidates ??= []).Add((declarator.Symbol, found));
            else if (operation is ILocalReferenceOperation { Parent: not ISimpleAssignmentOperation } reference)
                (used ??= new(SymbolEqualityComparer.Default)).Add(reference.Local);
            else if (operation is ISimpleAssignmentOperation { Value: ILocalReferenceOperation assigned })
                (used ??= new(SymbolEqualityComparer.Default)).Add(assigned.Local);
        }

        foreach (var (local, request) in candidates ?? [])
        {
            if (used?.Contains(local) != true)
                context.ReportDiagnostic(request.Diagnose(types));
        }
    }

    // The request at the beginning of a chain of operators, if the chain ends in an observable or a task.
    private static Unused? Find(IOperation? operation, Types types)
    {
        var result = operation?.Type;
        while (operation is not null)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IConditionalAccessOperation conditional:
                    operation = conditional.WhenNotNull;
                    break;
                case IInvocationOperation invocation when types.IsObservable(invocation.Type) || types.IsTask(invocation.Type):
                    if (IsRequest(invocation.TargetMethod))
                        return new(invocation, result);
                    operation = invocation.Instance ?? invocation.Arguments.FirstOrDefault()?.Value;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static bool IsRequest(IMethodSymbol method)
    {
        const string suffix = "Async";
        var name = method.Name.EndsWith(suffix, StringComparison.Ordinal)
            ? method.Name.Substring(0, method.Name.Length - suffix.Length)
            : method.Name;
        var outermost = method.ContainingNamespace;
        while (outermost is { ContainingNamespace: { IsGlobalNamespace: false } parent })
            outermost = parent;
        return Requests.Contains(name) && outermost?.Name == "RxOfctl";
    }

    private sealed class Unused(IInvocationOperation request, ITypeSymbol? result)
    {
        public ITypeSymbol? Result => result;

        public Diagnostic Diagnose(Types types) =>
            Diagnostic.Create(types.IsTask(result) ? NotAwaited : NotSubscribed, request.Syntax.GetLocation(), request.TargetMethod.Name);
    }

    private sealed class Types(INamedTypeSymbol observable, ImmutableArray<INamedTypeSymbol> tasks)
    {
        public static Types? Of(Compilation compilation)
        {
            string[] names = ["Task", "Task`1", "ValueTask", "ValueTask`1"];
            var tasks = names.Select(name => compilation.GetTypeByMetadataName($"System.Threading.Tasks.{name}")).OfType<INamedTypeSymbol>();
            return compilation.GetTypeByMetadataName("RxOfctl.OpenFlowController") is not null
                && compilation.GetTypeByMetadataName("System.IObservable`1") is { } observable
                    ? new(observable, [.. tasks])
                    : null;
        }

        public bool IsObservable(ITypeSymbol? type) =>
            type is not null && (Is(type, observable) || type.AllInterfaces.Any(implemented => Is(implemented, observable)));

        public bool IsTask(ITypeSymbol? type) => type is not null && tasks.Any(task => Is(type, task));

        private static bool Is(ITypeSymbol type, INamedTypeSymbol definition) =>
            SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, definition);
    }
}
