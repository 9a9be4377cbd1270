using System.CommandLine;

namespace RxOfctl.Cli.Commands;

/// <summary>Scripts by which shells complete the command line: they ask the tool itself, by its directive <c>[suggest]</c>.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            _rxofctl() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(rxofctl "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _rxofctl rxofctl
            """,
        ["zsh"] = """
            _rxofctl() {
                local -a words
                words=(${(f)"$(rxofctl "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)"})
                compadd -a words || _files
            }
            compdef _rxofctl rxofctl
            """,
        ["fish"] = """
            complete -c rxofctl -f -a '(rxofctl "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
            """,
    };

    public static Command Create(CommandContext context)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        shell.HelpName = "SHELL";
        return context.Plain(
            "completion",
            "Prints a script for a shell that completes commands and options: source <(rxofctl completion bash).",
            (_, parsed, _) =>
            {
                context.Console.Out.WriteLine(Scripts[parsed.GetRequiredValue(shell)]);
                return Task.FromResult(0);
            },
            shell);
    }
}
