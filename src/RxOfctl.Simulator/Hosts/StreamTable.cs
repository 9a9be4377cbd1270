using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Packets;
using RxOfctl.Protocol;

namespace RxOfctl.Simulator.Hosts;

/// <summary>The streams of a host, and the ports that it accepts streams to.</summary>
internal sealed class StreamTable(NetworkLock networkLock, Action<Ipv4Address, TcpSegment> send)
{
    private const ushort FirstEphemeralPort = 49152;

    private readonly Dictionary<(ushort Local, Ipv4Address Remote, ushort RemotePort), SimulatedStream> _streams = [];
    private readonly Dictionary<ushort, IObserver<SimulatedStream>> _listeners = [];
    private ushort _nextPort = FirstEphemeralPort;

    public IObservable<SimulatedStream> Listen(ushort port) => Observable.Create<SimulatedStream>(observer =>
    {
        using var scope = networkLock.Enter();
        if (!_listeners.TryAdd(port, observer))
            throw new InvalidOperationException($"Streams to port {port} are accepted already.");
        return Disposable.Create(() =>
        {
            using var closing = networkLock.Enter();
            _listeners.Remove(port);
        });
    });

    public SimulatedStream Connect(Ipv4Address target, ushort port)
    {
        while (_streams.ContainsKey((_nextPort, target, port)))
            _nextPort = NextPort();
        var stream = Add(_nextPort, target, port);
        _nextPort = NextPort();
        stream.Open();
        return stream;
    }

    public void OnSegment(Ipv4Address source, TcpSegment segment)
    {
        if (_streams.TryGetValue((segment.DestinationPort, source, segment.SourcePort), out var stream))
            stream.OnSegment(segment);
        else if ((segment.Flags & (TcpFlags.Syn | TcpFlags.Ack)) == TcpFlags.Syn && _listeners.TryGetValue(segment.DestinationPort, out var listener))
        {
            stream = Add(segment.DestinationPort, source, segment.SourcePort);
            networkLock.Notify(() => listener.OnNext(stream));
            stream.OnSegment(segment);
        }
        else if ((segment.Flags & TcpFlags.Rst) == 0)
            Refuse(source, segment);
    }

    private SimulatedStream Add(ushort localPort, Ipv4Address remote, ushort remotePort)
    {
        var key = (localPort, remote, remotePort);
        return _streams[key] = new(networkLock, segment => send(remote, segment), () => _streams.Remove(key), localPort, remote, remotePort);
    }

    private ushort NextPort() => _nextPort == ushort.MaxValue ? FirstEphemeralPort : (ushort)(_nextPort + 1);

    private void Refuse(Ipv4Address source, TcpSegment segment) => send(source, new()
    {
        SourcePort = segment.DestinationPort,
        DestinationPort = segment.SourcePort,
        SequenceNumber = segment.AcknowledgmentNumber,
        AcknowledgmentNumber = segment.SequenceNumber + (uint)segment.Payload.Length + ((segment.Flags & TcpFlags.Syn) != 0 ? 1u : 0u),
        Flags = TcpFlags.Rst | TcpFlags.Ack,
    });
}
