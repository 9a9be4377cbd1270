using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RxOfctl.Analyzers.Tests;

public sealed class UnusedRequestTests
{
    private const string NotSubscribed = "Nothing is sent: the observable that {0} returns is not subscribed to";
    private const string NotAwaited = "A failure of {0} goes unnoticed: its task is not awaited";

    [Theory]
    [InlineData("s1.SendMsg(new FlowMod());", "SendMsg")]
    [InlineData("s1.SendMsg(new PortDescRequest());", "SendMsg")]
    [InlineData("controller.SendMsg(1, new FlowMod());", "SendMsg")]
    [InlineData("s1.SendMsgs([new FlowMod()]);", "SendMsgs")]
    [InlineData("s1.SendBundle([new FlowMod()]);", "SendBundle")]
    [InlineData("s1.SetRole(ControllerRole.Master, 1);", "SetRole")]
    [InlineData("s1.BecomeMaster();", "BecomeMaster")]
    [InlineData("_ = s1.SendMsg(new FlowMod());", "SendMsg")]
    [InlineData("s1.SendMsg(new FlowMod()).Retry(3).Select(_ => 1);", "SendMsg")]
    [InlineData("maybe?.SendMsg(new FlowMod());", "SendMsg")]
    [InlineData("controller.Datapaths.Connect().Subscribe(_ => s1.SendMsg(new FlowMod()));", "SendMsg")]
    [InlineData("Action send = () => s1.SendMsg(new FlowMod());", "SendMsg")]
    [InlineData("var asked = s1.SendMsg(new FlowMod());", "SendMsg")]
    [InlineData("IObservable<object> asked; asked = s1.SendMsg(new PortDescRequest()); var other = s1.SendMsg(new FlowMod());", "SendMsg")]
    public async Task An_observable_that_is_not_subscribed_to_is_reported(string code, string method) =>
        Assert.Equal([NotSubscribed.Replace("{0}", method, StringComparison.Ordinal)], await DiagnoseAsync(code));

    [Theory]
    [InlineData("s1.SendMsgAsync(new FlowMod());", "SendMsgAsync")]
    [InlineData("controller.SendMsgAsync(1, new FlowMod());", "SendMsgAsync")]
    [InlineData("s1.SendMsgsAsync([new FlowMod()]);", "SendMsgsAsync")]
    [InlineData("var sending = s1.SendMsgAsync(new FlowMod());", "SendMsgAsync")]
    [InlineData("s1.SendMsg(new PortDescRequest()).ToTask();", "SendMsg")]
    public async Task A_task_that_is_not_awaited_is_reported(string code, string method) =>
        Assert.Equal([NotAwaited.Replace("{0}", method, StringComparison.Ordinal)], await DiagnoseAsync(code));

    [Theory]
    [InlineData("s1.SendMsg(new FlowMod()).Subscribe();")]
    [InlineData("s1.SendMsg(new PortDescRequest()).Select(_ => 1).Subscribe();")]
    [InlineData("s1.SendMsgAndWait(new FlowMod());")]
    [InlineData("s1.SendMsgAsync(new FlowMod()).Wait();")]
    [InlineData("_ = s1.SendMsgAsync(new FlowMod());")]
    [InlineData("s1.Send(new FlowMod());")]
    [InlineData("var asked = s1.SendMsg(new FlowMod()); asked.Subscribe();")]
    [InlineData("var asked = s1.SendMsg(new FlowMod()); Action later = () => asked.Subscribe();")]
    [InlineData("IObservable<object> asked; asked = s1.SendMsg(new PortDescRequest()); asked.Subscribe();")]
    [InlineData("Func<object> ask = () => s1.SendMsg(new FlowMod());")]
    [InlineData("controller.Datapaths.Connect().Select(_ => s1.SendMsg(new FlowMod())).Merge().Subscribe();")]
    public async Task A_request_that_is_used_is_not_reported(string code) => Assert.Empty(await DiagnoseAsync(code));

    [Fact]
    public async Task A_method_with_the_same_name_elsewhere_is_not_reported() =>
        Assert.Empty(await DiagnoseAsync("SendMsg();", "static IObservable<int> SendMsg() => Observable.Return(1);"));

    private static async Task<IEnumerable<string>> DiagnoseAsync(string statements, string members = "")
    {
        var code =
            $$"""
            using System;
            using System.Reactive.Linq;
            using System.Reactive.Threading.Tasks;
            using RxOfctl;
            using RxOfctl.Protocol;
            using RxOfctl.Protocol.Messages;
            using RxOfctl.Protocol.Multipart;
            class App
            {
                {{members}}
                void Run(OpenFlowController controller, Datapath s1, Datapath? maybe)
                {
                    {{statements}}
                }
            }
            """;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "App",
            [CSharpSyntaxTree.ParseText(code, new(LanguageVersion.Latest))],
            references,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        var found = await compilation.WithAnalyzers(ImmutableArray.Create<DiagnosticAnalyzer>(new UnusedRequestAnalyzer())).GetAnalyzerDiagnosticsAsync();
        Assert.All(found, diagnostic => Assert.Equal("RXOF001", diagnostic.Id));
        return found.Select(diagnostic => diagnostic.GetMessage(null));
    }
}
