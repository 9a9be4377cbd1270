using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Simulator.Tests;

/// <summary>A scripted controller that keeps what it receives.</summary>
internal sealed class RawController : IFrameHandler
{
    private readonly Connection _connection;
    private uint _xid = 100;

    public RawController(Bench bench, SimulatedSwitch to, OpenFlowVersion version, bool sayHello = true)
    {
        var (own, other) = MemoryPipe.CreatePair(bench.Scheduler);
        (Version, _connection) = (version, new(own));
        Serving = to.RunAsync(other);
        Reading = _connection.ReadAsync(this);
        if (sayHello)
            Send(Hello.Of([version]));
        bench.Settle();
    }

    public OpenFlowVersion Version { get; }

    /// <summary>The switch's end.</summary>
    public Task Serving { get; }

    public Task Reading { get; }

    public List<(uint Xid, OpenFlowMessage Message)> Received { get; } = [];

    public IEnumerable<T> All<T>()
        where T : OpenFlowMessage => Received.Select(received => received.Message).OfType<T>();

    public IReadOnlyList<OpenFlowError> Errors => [.. All<ErrorMessage>().Select(error => error.Error)];

    public uint Send(OpenFlowMessage message, OpenFlowVersion? version = null)
    {
        _connection.Write(message, version ?? Version, ++_xid);
        return _xid;
    }

    public void SendBytes(ReadOnlySpan<byte> bytes) => _connection.Write(bytes);

    public bool OnFrame(FrameHeader header, ReadOnlySpan<byte> frame)
    {
        Received.Add((header.Xid, OpenFlowCodec.Decode(frame, out _)));
        return true;
    }
}
