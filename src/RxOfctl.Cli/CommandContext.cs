using System.CommandLine;
using RxOfctl.Cli.Switches;

namespace RxOfctl.Cli;

/// <summary>What commands are made with.</summary>
/// <param name="Console">What they read from and write to.</param>
/// <param name="Options">The options that all of them have.</param>
internal sealed record CommandContext(ToolConsole Console, CommonOptions Options)
{
    /// <summary>A command that needs no switch.</summary>
    public Command Plain(
        string name, string description, Func<Settings, ParseResult, CancellationToken, Task<int>> run, params Symbol[] parts)
    {
        var command = new Command(name, description);
        foreach (var part in parts)
            Add(command, part);
        command.SetAction((parsed, cancellation) => run(Options.Read(parsed, Console), parsed, cancellation));
        return command;
    }

    /// <summary>A command on one switch, whose first argument names it.</summary>
    /// <param name="name">The command's name.</param>
    /// <param name="description">What it does, for the help.</param>
    /// <param name="run">What it does, once the switch is connected.</param>
    /// <param name="parts">Its further arguments and options.</param>
    public Command OnSwitch(string name, string description, Func<SwitchSession, ParseResult, Task> run, params Symbol[] parts)
    {
        var target = new Argument<string>("SWITCH")
        {
            Description = "tcp:HOST[:PORT], ssl:..., unix:PATH, ptcp:[PORT], pssl:..., or a bridge.",
        };
        return Plain(
            name,
            description,
            async (settings, parsed, cancellation) =>
            {
                var opening = SwitchSession.OpenAsync(Console, settings, parsed.GetRequiredValue(target), cancellation);
                await using var session = await opening;
                await run(session, parsed);
                return 0;
            },
            [target, .. parts]);
    }

    private static void Add(Command command, Symbol part)
    {
        if (part is Option option)
            command.Options.Add(option);
        else if (part is Argument argument)
            command.Arguments.Add(argument);
        else
            throw new ArgumentException($"{part.GetType().Name} is neither an option nor an argument.", nameof(part));
    }
}
