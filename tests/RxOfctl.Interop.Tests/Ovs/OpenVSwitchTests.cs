using System.Diagnostics;
using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Ovs;

/// <summary>The fixture against the real thing: what the other interop tests stand on.</summary>
public sealed class OpenVSwitchTests : IAsyncLifetime, IDisposable
{
    private const byte Hello = 0;

    // Bounds a test that waits for what never comes; it measures nothing.
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30));
    private OpenVSwitch _ovs = null!;

    private CancellationToken Limit => _limit.Token;

    public async Task InitializeAsync() => _ovs = await OpenVSwitch.StartAsync(Limit);

    public async Task DisposeAsync()
    {
        if (_ovs is not null)
            await _ovs.DisposeAsync();
    }

    public void Dispose() => _limit.Dispose();

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public async Task A_bridge_dials_its_controller_and_says_hello_in_its_version(OpenFlowVersion version)
    {
        using var controller = new TestController();
        await _ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Protocols = [version], Controllers = [controller.Target] });

        using var connection = await _ovs.PokeWhileAsync(controller.AcceptAsync(Limit));
        var hello = await _ovs.PokeWhileAsync(connection.ReceiveAsync(Limit));

        Assert.Equal([(byte)version, Hello], hello![..2]);
    }

    [OvsFact]
    public async Task Bridges_of_one_transaction_all_connect()
    {
        using var controller = new TestController();
        await _ovs.AddBridgeAsync([.. Enumerable.Range(1, 5).Select(number =>
            new Bridge($"s{number}", (ulong)number) { Controllers = [controller.Target], Ports = [$"s{number}p1", $"s{number}p2"] })]);

        for (var connected = 0; connected < 5; connected++)
        {
            using var connection = await _ovs.PokeWhileAsync(controller.AcceptAsync(Limit));
            Assert.NotNull(await _ovs.PokeWhileAsync(connection.ReceiveAsync(Limit)));
        }
    }

    [OvsFact]
    public async Task A_standalone_bridge_floods_a_frame_unchanged()
    {
        await _ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Ports = ["p1", "p2"], Standalone = true });
        using var p1 = await _ovs.ConnectPortAsync("p1", Limit);
        using var p2 = await _ovs.ConnectPortAsync("p2", Limit);
        var frame = SomeFrame(1);

        await p1.SendAsync(frame, Limit);

        Assert.Equal(frame, await p2.ReceiveAsync(Limit));
    }

    [OvsFact]
    public async Task A_flow_forwards_and_is_listed_with_its_count()
    {
        await _ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Ports = ["p1", "p2"] });
        using var p1 = await _ovs.ConnectPortAsync("p1", Limit);
        using var p2 = await _ovs.ConnectPortAsync("p2", Limit);
        Assert.Empty(await _ovs.DumpFlowsAsync("br0"));
        await _ovs.OfctlAsync("-O", "OpenFlow13", "add-flow", "br0", "in_port=1,actions=output:2");

        await p1.SendAsync(SomeFrame(2), Limit);
        Assert.Equal(SomeFrame(2), await p2.ReceiveAsync(Limit));
        await _ovs.AppctlAsync("revalidator/purge");

        var flow = Assert.Single(await _ovs.DumpFlowsAsync("br0"));
        Assert.Contains("n_packets=1,", flow, StringComparison.Ordinal);
        Assert.Contains("actions=output:", flow, StringComparison.Ordinal);
    }

    [OvsFact]
    public async Task A_port_can_be_taken_down_and_up()
    {
        await _ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Ports = ["p1"] });
        Assert.Contains("LIVE", await DescribeAsync(), StringComparison.Ordinal);

        await _ovs.SetPortAdminStateAsync("p1", up: false);
        Assert.Contains("LINK_DOWN", await DescribeAsync(), StringComparison.Ordinal);

        await _ovs.SetPortAdminStateAsync("p1", up: true);
        Assert.Contains("LIVE", await DescribeAsync(), StringComparison.Ordinal);

        async Task<string> DescribeAsync()
        {
            var ports = await _ovs.OfctlAsync("-O", "OpenFlow13", "dump-ports-desc", "br0");
            return ports[ports.IndexOf("1(p1)", StringComparison.Ordinal)..ports.IndexOf("LOCAL(br0)", StringComparison.Ordinal)];
        }
    }

    [OvsFact]
    public async Task A_killed_switch_ends_its_connections_and_a_restarted_one_dials_again()
    {
        using var controller = new TestController();
        await _ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Controllers = [controller.Target], Ports = ["p1", "p2"], Standalone = true });
        using var connection = await _ovs.PokeWhileAsync(controller.AcceptAsync(Limit));
        Assert.NotNull(await _ovs.PokeWhileAsync(connection.ReceiveAsync(Limit)));
        using var port = await _ovs.ConnectPortAsync("p1", Limit);

        _ovs.Kill();

        Assert.Null(await connection.ReceiveAsync(Limit));
        await Assert.ThrowsAnyAsync<IOException>(() => port.ReceiveAsync(Limit));

        await _ovs.RestartAsync(Limit);

        using var again = await _ovs.PokeWhileAsync(controller.AcceptAsync(Limit));
        Assert.NotNull(await _ovs.PokeWhileAsync(again.ReceiveAsync(Limit)));
        using var portAgain = await _ovs.ConnectPortAsync("p1", Limit);
    }

    [OvsFact]
    public async Task A_running_switch_restarts_too()
    {
        await _ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Ports = ["p1", "p2"], Standalone = true });

        await _ovs.RestartAsync(Limit);

        using var p1 = await _ovs.ConnectPortAsync("p1", Limit);
        using var p2 = await _ovs.ConnectPortAsync("p2", Limit);
        await p1.SendAsync(SomeFrame(1), Limit);
        Assert.Equal(SomeFrame(1), await p2.ReceiveAsync(Limit));
    }

    [OvsFact]
    public async Task A_controller_can_be_removed_and_set()
    {
        using var first = new TestController();
        using var second = new TestController();
        await _ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Controllers = [first.Target] });
        using var connection = await _ovs.PokeWhileAsync(first.AcceptAsync(Limit));
        Assert.NotNull(await _ovs.PokeWhileAsync(connection.ReceiveAsync(Limit)));

        await _ovs.DeleteControllerAsync("br0");
        Assert.Null(await connection.ReceiveAsync(Limit));
        await _ovs.SetControllerAsync("br0", second.Target);

        using var moved = await _ovs.PokeWhileAsync(second.AcceptAsync(Limit));
        Assert.NotNull(await _ovs.PokeWhileAsync(moved.ReceiveAsync(Limit)));
    }

    [OvsFact]
    public async Task A_deleted_bridge_ends_its_connection()
    {
        using var controller = new TestController();
        await _ovs.AddBridgeAsync(new Bridge("br0", 0xa1) { Controllers = [controller.Target] });
        using var connection = await _ovs.PokeWhileAsync(controller.AcceptAsync(Limit));
        Assert.NotNull(await _ovs.PokeWhileAsync(connection.ReceiveAsync(Limit)));

        await _ovs.DeleteBridgeAsync("br0");

        Assert.Null(await connection.ReceiveAsync(Limit));
    }

    [OvsFact]
    public async Task A_set_up_that_fails_throws_though_the_command_ends_with_0()
    {
        await _ovs.AddBridgeAsync(new Bridge("br0", 0xa1));

        var failure = await Assert.ThrowsAsync<OpenVSwitchException>(() =>
            _ovs.VsctlAsync(["add-port", "br0", "p9", "--", "set", "interface", "p9", "type=nonsense"], Limit));

        Assert.Contains("ended with 0", failure.Message, StringComparison.Ordinal);
        Assert.Contains("p9", failure.Message, StringComparison.Ordinal);
    }

    [OvsFact]
    public async Task A_daemon_that_does_not_start_says_why()
    {
        var failure = await Assert.ThrowsAsync<OpenVSwitchException>(() => OpenVSwitch.StartAsync(["--no-such-option"], Limit));

        Assert.Contains("ovs-vswitchd did not start", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--no-such-option", failure.Message, StringComparison.Ordinal);
    }

    [OvsFact]
    public async Task A_restart_without_its_database_fails_and_shows_the_log()
    {
        using (var database = Process.GetProcessById(_ovs.ProcessIds[0]))
        {
            database.Kill();
            await database.WaitForExitAsync(Limit);
        }

        var failure = await Assert.ThrowsAsync<OpenVSwitchException>(() => _ovs.RestartAsync(Limit));

        Assert.Contains("ovs-vswitchd did not start", failure.Message, StringComparison.Ordinal);
        Assert.Contains("opened log file", failure.Message, StringComparison.Ordinal);
    }

    [OvsFact]
    public async Task Disposal_leaves_no_process_and_no_file()
    {
        var instance = await OpenVSwitch.StartAsync(Limit);
        var processes = instance.ProcessIds;
        Assert.Equal(3, processes.Count);
        Assert.All(processes, id => Process.GetProcessById(id).Dispose());

        await instance.DisposeAsync();

        Assert.All(processes, id => Assert.Throws<ArgumentException>(() => Process.GetProcessById(id)));
        Assert.False(Directory.Exists(instance.DirectoryPath));
    }

    [OvsFact]
    public void Nothing_is_missing_where_the_test_runs_and_all_is_named_where_nothing_is_installed()
    {
        Assert.Null(new OvsFactAttribute().Skip);
        Assert.Null(new OvsTheoryAttribute().Skip);
        Assert.Contains("ovs-vswitchd", OvsTools.Missing([], OvsTools.Schema), StringComparison.Ordinal);
        Assert.Contains("no-such-schema", OvsTools.Missing([], "no-such-schema"), StringComparison.Ordinal);
    }

    // A broadcast of an EtherType that nothing interprets.
    private static byte[] SomeFrame(byte content)
    {
        var frame = new byte[60];
        frame.AsSpan(0, 6).Fill(0xff);
        byte[] sourceAndType = [0x02, 0, 0, 0, 0, 1, 0x88, 0xb5];
        sourceAndType.CopyTo(frame, 6);
        frame.AsSpan(14).Fill(content);
        return frame;
    }
}
