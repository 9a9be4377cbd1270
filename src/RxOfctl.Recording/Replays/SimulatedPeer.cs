using System.Buffers.Binary;
using System.Reactive.Concurrency;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator;

namespace RxOfctl.Recording.Replays;

/// <summary>A simulated switch that receives what the app sends in a replay, and answers what the recording cannot.</summary>
internal sealed class SimulatedPeer : IFrameHandler, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<uint> _asked = [];
    private readonly Connection _connection;
    private readonly Action<byte[]> _answer;

    public SimulatedPeer(IScheduler scheduler, DatapathId id, OpenFlowVersion version, IEnumerable<Port> ports, Action<byte[]> answer)
    {
        _answer = answer;
        var simulated = new SimulatedNetwork(scheduler).AddSwitch(id, version);
        foreach (var port in ports.Where(port => !port.PortNo.IsReserved))
            simulated.AddPort(port.PortNo.Value);
        var (own, its) = MemoryPipe.CreatePair(scheduler);
        _connection = new(own);
        Completion = Task.WhenAll(simulated.RunAsync(its, _stop.Token), _connection.ReadAsync(this));
        _connection.Write(Hello.Of([version]), version, xid: 0);
    }

    public Task Completion { get; }

    /// <summary>Passes on a message of the app.</summary>
    public void Observe(ReadOnlySpan<byte> frame) => _connection.Write(frame);

    /// <summary>Passes the answers to a message on to the app.</summary>
    public void Answer(uint xid) => _asked.Add(xid);

    public void Dispose()
    {
        _connection.Abort();
        _stop.Dispose();
    }

    bool IFrameHandler.OnFrame(FrameHeader header, ReadOnlySpan<byte> frame)
    {
        if (_asked.Contains(BinaryPrimitives.ReadUInt32BigEndian(frame[4..])))
            _answer(frame.ToArray());
        return true;
    }
}
