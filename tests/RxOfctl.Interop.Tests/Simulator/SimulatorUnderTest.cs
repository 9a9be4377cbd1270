using Microsoft.Reactive.Testing;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator;

namespace RxOfctl.Interop.Tests.Simulator;

/// <summary>A simulated switch that runs one case.</summary>
internal sealed class SimulatorUnderTest : IFrameHandler
{
    private readonly List<(uint Xid, OpenFlowMessage Message)> _messages = [];

    public static IReadOnlyList<string> Run(SwitchCase of)
    {
        var handler = new SimulatorUnderTest();
        var scheduler = new TestScheduler();
        var network = new SimulatedNetwork(scheduler);
        var simulated = network.AddSwitch(1, new SimulatedSwitchOptions { Versions = [of.Version], TableCount = 254 });
        var frames = new List<byte[]>[SwitchRun.PortCount];
        for (var index = 0; index < frames.Length; index++)
        {
            var (port, heard) = ((uint)index + 1, frames[index] = []);
            var host = network.AddHost($"h{port}", new MacAddress(port), new Ipv4Address(10, 0, 0, (byte)port));
            network.Connect(simulated, port, host).Frames.Subscribe(frame => heard.Add(frame.Data.ToArray()));
        }

        var (own, other) = MemoryPipe.CreatePair(scheduler);
        var connection = new Connection(own);
        var serving = simulated.RunAsync(other);
        var reading = connection.ReadAsync(handler);
        connection.Write(Hello.Of([of.Version]), of.Version, 0);
        scheduler.AdvanceBy(TimeSpan.FromMilliseconds(1).Ticks);
        var run = new SwitchRun(of, 1);
        foreach (var message in run.Messages())
            connection.Write(message);
        scheduler.AdvanceBy(TimeSpan.FromMilliseconds(1).Ticks);
        Assert.False(serving.IsFaulted || reading.IsFaulted, $"{serving.Exception ?? reading.Exception}");
        return run.Describe(handler._messages, frames);
    }

    public bool OnFrame(FrameHeader header, ReadOnlySpan<byte> frame)
    {
        _messages.Add((header.Xid, OpenFlowCodec.Decode(frame, out _)));
        return true;
    }
}
