using System.Net;
using System.Net.Sockets;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Simulator;

namespace LearningSwitch.Tests;

public class ProgramTests
{
    private const string Usage = "See --help.";

    [Fact]
    public async Task Without_arguments_all_pings_are_answered_and_the_exit_code_is_0()
    {
        var (code, output, error) = await RunAsync();

        Assert.Equal(0, code);
        Assert.Empty(error);
        Assert.Contains("Pings answered    24 of 24", output, StringComparison.Ordinal);
        Assert.Contains(" in the first round, 0 in the second", output, StringComparison.Ordinal);
        Assert.Contains("learned that 00:00:00:00:00:01 is at port 1", output, StringComparison.Ordinal);
        Assert.Contains("(OpenFlow 1.0, s2) joined with 3 ports", output, StringComparison.Ordinal);
        Assert.Contains("got the flow in_port=2,dl_src=00:00:00:00:00:02,dl_dst=00:00:00:00:00:01 -> output:1", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_print_the_same() => Assert.Equal((await RunAsync()).Output, (await RunAsync()).Output);

    [Fact]
    public async Task Where_pings_are_lost_the_exit_code_is_1()
    {
        var (code, output, error) = await RunAsync("--cut");

        Assert.Equal(1, code);
        Assert.Empty(error);
        Assert.Contains("h1 pinged h4: no answer", output, StringComparison.Ordinal);
        Assert.Contains("Pings answered    12 of 24", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_spanning_tree_all_pings_of_a_ring_are_answered()
    {
        var (code, output, error) = await RunAsync("--spanning-tree");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Pings answered    24 of 24", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--listen: 'nonsense' is not an address", "--listen", "nonsense")]
    [InlineData("--listen: '127.0.0.1:70000' is not an address", "--listen", "127.0.0.1:70000")]
    [InlineData("--connect: 'tcp:' is not an address", "--connect", "tcp:")]
    [InlineData("--listen: 'ssl:127.0.0.1:0' is not an address", "--listen", "ssl:127.0.0.1:0")]
    [InlineData("Required argument missing for option: '--listen'.", "--listen")]
    [InlineData("Unrecognized command or argument '--bogus'.", "--bogus")]
    [InlineData("Unrecognized command or argument 'word'.", "word")]
    [InlineData("--cut is for the demonstration", "--cut", "--listen", "127.0.0.1:0")]
    public async Task Wrong_usage_is_one_line_and_exit_code_2(string expected, params string[] args)
    {
        var (code, output, error) = await RunAsync(args);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
        Assert.EndsWith(Usage + Environment.NewLine, error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(character => character == '\n'));
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_and_exit_code_1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (code, _, error) = await RunAsync("--listen", $"{taken.LocalEndpoint}");

        Assert.Equal(1, code);
        Assert.Equal($"Cannot listen at {taken.LocalEndpoint}: Address already in use.{Environment.NewLine}", error);
    }

    [Fact]
    public async Task Help_lists_the_options()
    {
        var (code, output, error) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.Empty(error);
        Assert.All(["--listen <ADDRESS>", "--connect <ADDRESS>", "--cut"], option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_serves_switches_at_several_addresses_until_it_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        using var output = new Lines();

        var running = Program.Example.RunAsync(["--listen", "127.0.0.1:0", "--listen", "localhost:0"], output, TextWriter.Null, stop.Token);
        string[] listening = [await output.FindAsync("Listening at "), await output.FindAsync("Listening at ")];
        foreach (var line in listening)
        {
            var endPoint = EndPointText.Parse(line.Split(' ')[^1]);
            var added = new SimulatedNetwork(TaskPoolScheduler.Default).AddSwitch(1, OpenFlowVersion.OpenFlow13);
            var connection = added.ConnectAsync(endPoint);
            Assert.Contains($"{added.Id} (OpenFlow 1.3, ", await output.FindAsync(" joined with 0 ports"), StringComparison.Ordinal);
            added.Disconnect();
            await connection;
            await output.FindAsync(" left");
        }

        await stop.CancelAsync();
        Assert.Equal(0, await running);
    }

    [Theory]
    [InlineData(false, "Switches 1, addresses 2, flows installed 2, ", "got the flow")]
    [InlineData(true, "got the flow in_port=1,", "Switches 1")]
    public async Task Serving_prints_a_summary_each_second_or_each_event(bool isVerbose, string expected, string absent)
    {
        using var stop = new CancellationTokenSource();
        using var output = new Lines();
        var running = Program.Example.RunAsync(["--listen", "127.0.0.1:0", .. isVerbose ? ["--verbose"] : (string[])[]], output, TextWriter.Null, stop.Token);
        var listening = await output.FindAsync("Listening at ");
        var network = new SimulatedNetwork(TaskPoolScheduler.Default);
        var s1 = network.AddSwitch(1, OpenFlowVersion.OpenFlow13);
        var (h1, h2) = (network.AddHost("h1", new(1), new(10, 0, 0, 1)), network.AddHost("h2", new(2), new(10, 0, 0, 2)));
        network.Connect(s1, 1, h1);
        network.Connect(s1, 2, h2);
        var connection = s1.ConnectAsync(EndPointText.Parse(listening.Split(' ')[^1]));
        await output.FindAsync(" joined with 2 ports");

        using (Observable.Defer(() => h1.Ping(h2.Address)).Repeat().TakeUntil(ping => ping.IsAnswered).Subscribe())
            await output.FindAsync(expected);

        Assert.DoesNotContain(output.Read, line => line.Contains(absent, StringComparison.Ordinal));
        s1.Disconnect();
        await connection;
        await stop.CancelAsync();
        Assert.Equal(0, await running);
    }

    [Fact]
    public async Task It_dials_switches_that_listen()
    {
        using var stop = new CancellationTokenSource();
        using var output = new Lines();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var running = Program.Example.RunAsync(["--connect", $"tcp:{listener.LocalEndpoint}"], output, TextWriter.Null, stop.Token);
        using var accepted = await listener.AcceptSocketAsync(CancellationToken.None);
        var header = new byte[8];
        await using var stream = new NetworkStream(accepted);
        await stream.ReadExactlyAsync(header);
        await stop.CancelAsync();

        Assert.Equal(0, await running);
        Assert.True(FrameHeader.TryRead(header, out var hello));
        Assert.Equal(OpenFlowVersion.OpenFlow15, hello.Version);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Program.Example.RunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
