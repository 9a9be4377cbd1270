using System.CommandLine;
using System.CommandLine.Parsing;
using RxOfctl.Connections;
using RxOfctl.Protocol;

namespace RxOfctl.Cli;

/// <summary>The options that all commands share.</summary>
internal sealed class CommonOptions
{
    private const int DefaultTimeout = 10;
    private const string Dot = "dot";

    // Those of ovs-ofctl's names that are no versions of RxOfctl's own text.
    private static readonly (string Name, OpenFlowVersion Version)[] VersionNames =
        [.. Enum.GetValues<OpenFlowVersion>().Select(version => ($"{version}", version))];

    private readonly Option<OpenFlowVersion[]> _versions = new("--protocols", "-O")
    {
        Description = "Versions of OpenFlow to offer, separated by commas: OpenFlow13, 1.3 or 13 (default: all).",
        HelpName = "VERSION",
        CustomParser = ParseVersions,
        AllowMultipleArgumentsPerToken = false,
        Recursive = true,
    };

    private readonly Option<double> _timeout = new("--timeout", "-t")
    {
        Description = $"Seconds that connecting and each request may take.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => DefaultTimeout,
        Recursive = true,
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print JSON; of streams, one line for each event.",
        Recursive = true,
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "text, json (as --json), and of topology dot, for Graphviz.",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => "text",
        Recursive = true,
    };

    private readonly Option<bool> _noColor = new("--no-color")
    {
        Description = "Print no colors. NO_COLOR does the same.",
        Recursive = true,
    };

    private readonly Option<bool> _names = new("--names")
    {
        Description = "Print names of ports and tables (default: on terminals).",
        Recursive = true,
    };

    private readonly Option<bool> _noNames = new("--no-names")
    {
        Description = "Print and read numbers of ports and tables only.",
        Recursive = true,
    };

    private readonly Option<string?> _privateKey = TlsFile(
        "--private-key", "-p", "The private key of this side (PEM), for ssl: and pssl:.");

    private readonly Option<string?> _certificate = TlsFile(
        "--certificate", "-c", "The certificate of this side (PEM), for ssl: and pssl:.");

    private readonly Option<string?> _caCertificate = TlsFile("--ca-cert", "-C", "The certificates to trust (PEM), for ssl: and pssl:.");

    /// <summary>Adds the options to the root command, and so to all.</summary>
    public void AddTo(RootCommand root)
    {
        Option[] all = [_versions, _timeout, _json, _format, _noColor, _names, _noNames, _privateKey, _certificate, _caCertificate];
        foreach (var option in all)
            root.Options.Add(option);
        _timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 1_000_000))
                result.AddError("--timeout is a number of seconds above 0.");
        });
        _format.AcceptOnlyFromAmong("text", "json", Dot);
        _format.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() == Dot && CommandOf(result) != "topology")
                result.AddError("--format dot is for topology: write text or json.");
        });
        _versions.CompletionSources.Add(_ => VersionNames.Select(each => new System.CommandLine.Completions.CompletionItem(each.Name)));
    }

    /// <summary>What the command line says.</summary>
    public Settings Read(ParseResult parsed, ToolConsole console) => new()
    {
        Versions = parsed.GetValue(_versions) is { Length: > 0 } versions ? versions : [.. VersionNames.Select(each => each.Version)],
        Timeout = TimeSpan.FromSeconds(parsed.GetValue(_timeout)),
        Json = parsed.GetValue(_json) || parsed.GetValue(_format) == "json",
        IsDot = parsed.GetValue(_format) == Dot,
        Color = console.IsTerminal && !parsed.GetValue(_noColor) && string.IsNullOrEmpty(console.Variable("NO_COLOR")),
        ReadsNames = !parsed.GetValue(_noNames),
        WritesNames = parsed.GetValue(_names) || (console.IsTerminal && !parsed.GetValue(_noNames)),
        Tls = ReadTls(parsed),
    };

    // The option belongs to the root command: the command that it is given with is the innermost that was read.
    private static string CommandOf(SymbolResult result)
    {
        while (result.Parent is { } parent)
            result = parent;
        return ((CommandResult)result).Children.OfType<CommandResult>().FirstOrDefault()?.Command.Name ?? "";
    }

    private TlsOptions? ReadTls(ParseResult parsed)
    {
        string?[] files = [parsed.GetValue(_certificate), parsed.GetValue(_privateKey), parsed.GetValue(_caCertificate)];
        if (files.All(file => file is null))
            return null;
        if (files is not [{ } certificate, { } privateKey, { } trusted])
            throw new ToolException("TLS needs --private-key, --certificate and --ca-cert: give all three.");
        // As ovs-ofctl does: certificates of switches name switches, not hosts.
        return TlsOptions.FromPemFiles(certificate, privateKey, trusted) with { CheckTargetHost = false };
    }

    private static Option<string?> TlsFile(string name, string alias, string description) =>
        new(name, alias) { Description = description, HelpName = "FILE", Recursive = true };

    private static OpenFlowVersion[]? ParseVersions(ArgumentResult result)
    {
        var versions = new List<OpenFlowVersion>();
        foreach (var text in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
        {
            var found = Array.FindIndex(VersionNames, each => Digits(each.Name) == Digits(text));
            if (found < 0 || (!text.StartsWith("OpenFlow", StringComparison.OrdinalIgnoreCase) && !char.IsAsciiDigit(text[0])))
            {
                result.AddError($"'{text}' is not a version: write {string.Join(", ", VersionNames.Select(each => each.Name))}.");
                return null;
            }

            versions.Add(VersionNames[found].Version);
        }

        return [.. versions];
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}

/// <summary>What the common options say.</summary>
internal sealed record Settings
{
    public required IReadOnlyList<OpenFlowVersion> Versions { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required bool Json { get; init; }

    /// <summary>Whether a network is written for Graphviz. Default false.</summary>
    public bool IsDot { get; init; }

    public required bool Color { get; init; }

    public required bool ReadsNames { get; init; }

    public required bool WritesNames { get; init; }

    public required TlsOptions? Tls { get; init; }
}
