using System.Net;

namespace RxOfctl.Capture.Tcp;

/// <summary>
/// Reassembles the byte streams of TCP connections from the segments of a capture: in order, without retransmissions, with the gaps of the
/// capture. Not thread-safe.
/// </summary>
/// <remarks>
/// A hole stays open until its receiver has acknowledged a later byte (so that the segment is missing in the capture only), more than
/// <see cref="MaxBufferedBytes"/> are buffered after it, or the connection ends. IP fragments are not reassembled. If a retransmission
/// differs from the first transmission, the first bytes count.
/// </remarks>
public sealed class TcpReassembler
{
    private readonly Dictionary<(IPEndPoint, IPEndPoint), TcpStreamPair> _connections = [];
    private readonly Queue<((IPEndPoint, IPEndPoint) Key, TcpStreamPair Pair)> _byAge = [];
    private readonly List<TcpEvent> _events = [];

    /// <summary>
    /// The maximum number of bytes of one direction that are buffered after a hole; then it becomes a gap. Default 4 MiB.
    /// </summary>
    public int MaxBufferedBytes { get; init; } = 4 << 20;

    /// <summary>
    /// The maximum number of open connections; beyond it, the oldest one ends. Default 65,536.
    /// </summary>
    public int MaxConnections { get; init; } = 65_536;

    /// <summary>The events of all packets of a capture, which is read during enumeration, and of its end.</summary>
    /// <param name="capture">The capture. It is not disposed of.</param>
    /// <exception cref="ArgumentNullException"><paramref name="capture"/> is null.</exception>
    /// <exception cref="CaptureFormatException">Thrown while enumerating: the capture breaks the rules of its format.</exception>
    public static IEnumerable<TcpEvent> Read(CaptureReader capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        return ReadAll(capture);

        static IEnumerable<TcpEvent> ReadAll(CaptureReader capture)
        {
            var reassembler = new TcpReassembler();
            foreach (var packet in capture.ReadAll())
            {
                foreach (var made in reassembler.Add(packet, capture.Interfaces[packet.Interface].LinkType))
                    yield return made;
            }

            foreach (var made in reassembler.Complete())
                yield return made;
        }
    }

    /// <summary>Adds the next packet of the capture.</summary>
    /// <param name="packet">The packet. A packet without a TCP segment has no events.</param>
    /// <param name="linkType">Its link type.</param>
    /// <returns>Its events, in order. Valid until the next call.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="packet"/> is null.</exception>
    public IReadOnlyList<TcpEvent> Add(CapturedPacket packet, LinkType linkType)
    {
        ArgumentNullException.ThrowIfNull(packet);
        _events.Clear();
        if (TcpHeaders.Read(linkType, packet.Data) is { } segment && Find(segment, packet.Timestamp) is { } pair)
            pair.Add(segment, packet.Timestamp, MaxBufferedBytes, _events);
        return _events;
    }

    /// <summary>Ends the capture: buffered bytes are emitted with their gaps, and all open connections end.</summary>
    /// <returns>The events. Valid until the next call.</returns>
    public IReadOnlyList<TcpEvent> Complete()
    {
        _events.Clear();
        foreach (var (_, pair) in _byAge)
            pair.Close(pair.LastSeen, _events);
        _byAge.Clear();
        _connections.Clear();
        return _events;
    }

    private TcpStreamPair? Find(in TcpHeaders segment, DateTimeOffset timestamp)
    {
        var isOpening = (segment.Flags & TcpFlags.Syn) != 0;
        var isAccepting = isOpening && (segment.Flags & TcpFlags.Ack) != 0;
        var known = _connections.GetValueOrDefault((segment.Source, segment.Destination))
            ?? _connections.GetValueOrDefault((segment.Destination, segment.Source));
        if (known is not null && !(isOpening && known.IsOtherThan(segment)))
            return known;

        // A connection without its SYN begins with its first data: a lone acknowledgment may belong to one that has ended.
        if (!isOpening && segment.PayloadLength == 0)
            return null;
        known?.Close(timestamp, _events);
        var isFromClient = isOpening ? !isAccepting : segment.Source.Port >= segment.Destination.Port;
        var (client, server) = isFromClient ? (segment.Source, segment.Destination) : (segment.Destination, segment.Source);
        var pair = new TcpStreamPair(new(client, server, isOpening));
        _connections.Remove((server, client));
        _connections[(client, server)] = pair;
        _byAge.Enqueue(((client, server), pair));
        if (_byAge.Count > MaxConnections)
            Forget(timestamp);
        _events.Add(new(TcpEventKind.Opened, pair.Connection, timestamp));
        return pair;
    }

    private void Forget(DateTimeOffset timestamp)
    {
        var (key, oldest) = _byAge.Dequeue();
        oldest.Close(timestamp, _events);
        if (_connections.GetValueOrDefault(key) == oldest)
            _connections.Remove(key);
    }
}
