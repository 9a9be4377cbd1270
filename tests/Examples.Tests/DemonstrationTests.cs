using RxOfctl.Examples;

namespace Examples.Tests;

/// <summary>Each example without arguments.</summary>
public sealed class DemonstrationTests
{
    private static readonly Dictionary<string, (ExampleProgram Program, string Summary)> Examples = new()
    {
        ["Failover"] = (Failover.Program.Example, "c2 is Master of 0000000000000002"),
        ["Firewall"] = (Firewall.Program.Example, "block icmp   h1 pings h2: no answer"),
        ["LoadBalancer"] = (LoadBalancer.Program.Example, "server at 4"),
        ["NeutronAgent"] = (NeutronAgent.Program.Example, "Flows kept over the restart: 2 of 2"),
        ["Queries"] = (Queries.Program.Example, "Queries answered  7 of 7"),
        ["ShortestPath"] = (ShortestPath.Program.Example, "All hosts pinged each other: 240 of 240 answered"),
        ["TrafficMonitor"] = (TrafficMonitor.Program.Example, "Busy ports seen   2 of 2"),
    };

    public static TheoryData<string> Names => new(Examples.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_ends_with_a_summary_and_exit_code_0_the_same_each_time(string name)
    {
        var (program, summary) = Examples[name];
        var first = await RunAsync(program);

        Assert.Equal((0, ""), (first.Code, first.Error));
        Assert.Contains(summary, first.Output, StringComparison.Ordinal);
        Assert.Equal(first, await RunAsync(program));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(ExampleProgram program)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (await program.RunAsync([], output, error), output.ToString(), error.ToString());
    }
}
