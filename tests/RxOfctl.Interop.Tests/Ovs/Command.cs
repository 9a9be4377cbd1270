using System.Diagnostics;

namespace RxOfctl.Interop.Tests.Ovs;

/// <summary>A command that ran to its end, and what it wrote.</summary>
public sealed record Command(string Line, int ExitCode, string Output, string Errors)
{
    /// <summary>Runs a program with no input and waits for its end. It is killed when the token is canceled.</summary>
    public static async Task<Command> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo(OvsTools.Find(program), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return new($"{program} {string.Join(' ', start.ArgumentList)}", process.ExitCode, await output, await errors);
    }

    /// <summary>What went wrong; null when the command ended with 0 and wrote nothing to stderr (ovs-vsctl ends with 0 when a bridge's set-up failed).</summary>
    public string? Complaint => ExitCode == 0 && string.IsNullOrWhiteSpace(Errors)
        ? null
        : $"'{Line}' ended with {ExitCode}: {(string.IsNullOrWhiteSpace(Errors) ? Output : Errors).Trim()}";

    /// <summary>What the command wrote to stdout.</summary>
    /// <exception cref="OpenVSwitchException">There is a <see cref="Complaint"/>.</exception>
    public string OutputOrThrow() => Complaint is { } complaint ? throw new OpenVSwitchException(complaint) : Output;
}
