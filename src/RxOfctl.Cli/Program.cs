using System.CommandLine;

namespace RxOfctl.Cli;

/// <summary>The <c>rxofctl</c> tool.</summary>
public static class Program
{
    /// <summary>Runs the tool on the console.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>0; 1 if a message is not valid; 2 if the command line is wrong.</returns>
    public static int Main(string[] args) => Run(args, Console.In, Console.Out, Console.Error);

    /// <summary>Runs the tool.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="input">The input with messages.</param>
    /// <param name="output">The output of results.</param>
    /// <param name="error">The output of command-line errors.</param>
    /// <returns>0; 1 if a message is not valid; 2 if the command line is wrong.</returns>
    public static int Run(string[] args, TextReader input, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("A tool for OpenFlow messages.") { DecodeCommand.Create(input) };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            error.WriteLine($"rxofctl: {parsed.Errors[0].Message} See 'rxofctl {parsed.CommandResult.Command.Name} --help'.".Replace(" rxofctl --help", " --help", StringComparison.Ordinal));
            return 2;
        }

        return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error });
    }
}
