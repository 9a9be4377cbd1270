using System.CommandLine;
using RxOfctl.Examples;

namespace LearningSwitch;

/// <summary>The command line.</summary>
public static class Program
{
    private static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Print a line for each address learned and each flow installed.",
    };

    private static readonly Option<bool> SpanningTree = new("--spanning-tree")
    {
        Description = "Flood along a spanning tree, so that the network may have loops.",
    };

    private static readonly Option<bool> Cut = new("--cut")
    {
        Description = "Cut a link of the demonstration: some pings are lost, and the exit code is 1.",
    };

    public static ExampleProgram Example { get; } = new()
    {
        Description = "A learning switch.",
        Options = [Verbose, SpanningTree],
        DemonstrationOptions = [Cut],
        Demonstrate = (arguments, output) => new Demonstration(arguments.GetValue(SpanningTree)).RunAsync(output, arguments.GetValue(Cut)),
        Start = (arguments, controller, output) => new Reporter(output, controller).Run(
            arguments.GetValue(Verbose), arguments.GetValue(SpanningTree)),
    };

    public static Task<int> Main(string[] args) => Example.RunAsync(args);
}
