using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace RxOfctl.Cli;

/// <summary>The help under the name by which the tool is called, which is not that of its assembly.</summary>
internal sealed class NamedHelp(HelpAction help) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var text = new StringWriter();
        configuration.Output = text;
        try
        {
            var code = help.Invoke(parseResult);
            output.Write(text.ToString().Replace($" {RootCommand.ExecutableName} ", " rxofctl ", StringComparison.Ordinal));
            return code;
        }
        finally
        {
            configuration.Output = output;
        }
    }
}
