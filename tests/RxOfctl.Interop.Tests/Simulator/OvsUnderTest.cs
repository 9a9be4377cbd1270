using System.Diagnostics;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Interop.Tests.Simulator;

/// <summary>A bridge of Open vSwitch that runs cases, one after the other.</summary>
internal sealed class OvsUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly OpenVSwitch _ovs;
    private readonly string _bridge;
    private readonly OpenFlowVersion _version;
    private readonly TestController _controller;
    private readonly TestConnection _connection;
    private readonly DummyPort[] _ports;
    private uint _xid = 0x1000_0000;
    private uint _run;

    private OvsUnderTest(
        OpenVSwitch ovs, string bridge, OpenFlowVersion version, TestController controller, TestConnection connection, DummyPort[] ports) =>
        (_ovs, _bridge, _version, _controller, _connection, _ports) = (ovs, bridge, version, controller, connection, ports);

    public static async Task<OvsUnderTest> StartAsync(OpenVSwitch ovs, OpenFlowVersion version, CancellationToken cancellationToken)
    {
        var controller = new TestController();
        var name = $"br{version}";
        string[] ports = [.. Enumerable.Range(1, SwitchRun.PortCount).Select(port => $"{version}p{port}".Replace("OpenFlow", "v", StringComparison.Ordinal))];
        var accepting = controller.AcceptAsync(cancellationToken);
        await ovs.AddBridgeAsync(new Bridge(name, (ulong)version) { Protocols = [version], Controllers = [controller.Target], Ports = ports });
        var connection = await ovs.PokeWhileAsync(accepting);
        await connection.SendAsync(OpenFlowCodec.Encode(Hello.Of([version]), version, 0), cancellationToken);
        var cables = new DummyPort[ports.Length];
        for (var index = 0; index < ports.Length; index++)
            cables[index] = await ovs.ConnectPortAsync(ports[index], cancellationToken);
        return new(ovs, name, version, controller, connection, cables);
    }

    public async Task<IReadOnlyList<string>> RunAsync(SwitchCase of, int removals, CancellationToken cancellationToken)
    {
        await ResetAsync(of.Kind, cancellationToken);
        var run = new SwitchRun(of, ++_run);
        await _connection.SendAsync(run.Messages().SelectMany(message => message).ToArray(), cancellationToken);
        var receiving = _ports.Select(port => ReceiveAsync(port, run, cancellationToken)).ToArray();
        var messages = await ReceiveUntilAsync(run.LastXid, cancellationToken);
        // Packet-ins and removed flows wait in queues of their own, and may come after the barrier; on a busy machine, long after it.
        var waiting = Stopwatch.StartNew();
        while (waiting.Elapsed < Patience && (messages.Count(run.IsRemoval) < removals || !messages.Exists(run.IsLast)))
        {
            await _connection.SendAsync(OpenFlowCodec.Encode(new BarrierRequest(), _version, ++_xid), cancellationToken);
            messages.AddRange(await ReceiveUntilAsync(_xid, cancellationToken));
        }

        return run.Describe(messages, await Task.WhenAll(receiving));
    }

    public ValueTask DisposeAsync()
    {
        foreach (var port in _ports)
            port.Dispose();
        _connection.Dispose();
        _controller.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<IReadOnlyList<byte[]>> ReceiveAsync(DummyPort port, SwitchRun run, CancellationToken cancellationToken)
    {
        var frames = new List<byte[]>();
        do
        {
            frames.Add(await port.ReceiveAsync(cancellationToken));
        }
        while (!run.IsLast(frames[^1]));
        return frames;
    }

    private async Task ResetAsync(CaseKind next, CancellationToken cancellationToken)
    {
        // What NORMAL learned is not the controller's to delete.
        if (next == CaseKind.Normal)
            await _ovs.AppctlAsync("fdb/flush", _bridge);
        var messages = new List<OpenFlowMessage> { new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All } };
        if (_version >= OpenFlowVersion.OpenFlow11)
            messages.Add(new GroupMod { Command = GroupModCommand.Delete, GroupId = GroupId.All });
        if (_version >= OpenFlowVersion.OpenFlow13)
            messages.Add(new MeterMod { Command = MeterModCommand.Delete, MeterId = MeterId.All });
        messages.Add(new BarrierRequest());
        await _connection.SendAsync(
            messages.SelectMany(message => OpenFlowCodec.Encode(message, _version, message is BarrierRequest ? ++_xid : 0)).ToArray(), cancellationToken);
        await ReceiveUntilAsync(_xid, cancellationToken);
    }

    private async Task<List<(uint Xid, OpenFlowMessage Message)>> ReceiveUntilAsync(uint barrier, CancellationToken cancellationToken)
    {
        var messages = new List<(uint Xid, OpenFlowMessage Message)>();
        while (true)
        {
            var frame = await _connection.ReceiveAsync(cancellationToken) ?? throw new IOException("Open vSwitch closed the connection.");
            var message = OpenFlowCodec.Decode(frame, out var xid);
            if (message is EchoRequest echo)
                await _connection.SendAsync(OpenFlowCodec.Encode(new EchoReply { Data = echo.Data }, _version, xid), cancellationToken);
            else
                messages.Add((xid, message));
            if (messages.Exists(received => received.Xid == barrier && received.Message is BarrierReply))
                return messages;
        }
    }
}
