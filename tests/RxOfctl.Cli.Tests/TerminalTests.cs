namespace RxOfctl.Cli.Tests;

/// <summary>What a person sees on a terminal only: a page at a time, and how far long work has come.</summary>
public sealed class TerminalTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rxofctl-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task What_a_switch_holds_goes_through_the_pager()
    {
        var page = Path.Combine(_directory.FullName, "page");
        var (code, output, _) = await RunAsync($"cat >{page}", "dump-desc", "tcp:s1");

        Assert.Equal((0, ""), (code, output));
        Assert.Contains("Manufacturer: ", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_ends_the_pager_has_seen_enough()
    {
        var (code, output, error) = await RunAsync("false", "dump-ports", "tcp:s1");

        Assert.Equal((0, "", ""), (code, output, error));
    }

    [Theory]
    [InlineData("", "dump-desc")]
    [InlineData("no-such-program-is-here", "dump-desc")]
    [InlineData("false", "probe")]
    public async Task Without_a_pager_and_for_other_commands_it_is_not_used(string pager, string command)
    {
        var (code, output, error) = await RunAsync(pager, command, "tcp:s1");

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(command == "dump-desc", output.Contains("Manufacturer: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Long_work_shows_how_far_it_has_come()
    {
        var file = Path.Combine(_directory.FullName, "flows");
        await File.WriteAllLinesAsync(file, Enumerable.Range(1, 1500).Select(port => $"tcp,tp_dst={port},actions=output:1"));

        var (code, output, error) = await RunAsync("", "add-flows", "tcp:s1", file);

        Assert.Equal((0, ""), (code, output));
        Assert.Equal(["", "Applied: 0 of 1500", "Applied: 1000 of 1500"], error.Split('\r')[..3]);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string pager, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = ToolRun.Console(ToolRun.Network(), "", output, error) with
        {
            IsTerminal = true,
            IsInteractive = true,
            Variable = name => name == "PAGER" ? pager : Environment.GetEnvironmentVariable(name),
        };
        var code = await CommandLine.RunAsync(arguments, console).WaitAsync(TimeSpan.FromSeconds(60));
        return (code, output.ToString(), error.ToString());
    }
}
