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

    private static readonly Option<bool> Cut = new("--cut")
    {
        Description = "Cut a link of the demonstration: some pings are lost, and the exit code is 1.",
    };

    public static ExampleProgram Example { get; } = new()
    {
        Description = "A learning switch.",
        Options = [Verbose],
        DemonstrationOptions = [Cut],
        Demonstrate = (arguments, output) => new Demonstration().RunAsync(output, arguments.GetValue(Cut)),
        Start = (arguments, controller, output) => new Reporter(output, controller).Run(arguments.GetValue(Verbose)),
    };

    public static Task<int> Main(string[] args) => Example.RunAsync(args);
}
