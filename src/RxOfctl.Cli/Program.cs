namespace RxOfctl.Cli;

/// <summary>The <c>rxofctl</c> tool.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => CommandLine.RunAsync(args, ToolConsole.OfProcess());
}
