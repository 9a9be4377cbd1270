using System.Net;

namespace RxOfctl.Capture.Tcp;

/// <summary>
/// Puts the byte streams of TCP connections together from the segments of a capture: in order, without retransmissions, with the gaps that the
/// capture has. Not thread-safe.
/// </summary>
/// <remarks>
/// A hole is waited for until a later byte was acknowledged by its receiver (so the segment is missing in the capture only), more than
/// <see cref="MaxBufferedBytes"/> wait behind it, or the connection ends. Fragments of IP are not put together. Where retransmissions differ
/// from what was sent first, the first bytes count.
/// </remarks>
public sealed class TcpReassembler
{
    private readonly Dictionary<(IPEndPoint, IPEndPoint), TcpStreamPair> _connections = [];
    private readonly Queue<((IPEndPoint, IPEndPoint) Key, TcpStreamPair Pair)> _byAge = [];
    private readonly List<TcpEvent> _events = [];

    /// <summary>The bytes of one direction that wait behind a hole at most; then it is given up. 4 MiB by default.</summary>
    public int MaxBufferedBytes { get; init; } = 4 << 20;

    /// <summary>
    /// The connections that are known at a time, 65,536 by default; beyond, the one that began first is taken as ended.
    /// </summary>
    public int MaxConnections { get; init; } = 65_536;

    /// <summary>What all packets of a capture make known, read as it is enumerated, and then what the end of the capture does.</summary>
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

    /// <summary>Takes the next packet of the capture.</summary>
    /// <param name="packet">The packet. What is no TCP segment makes nothing known.</param>
    /// <param name="linkType">What its bytes begin with.</param>
    /// <returns>What it made known, in order. Valid until the next call.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="packet"/> is null.</exception>
    public IReadOnlyList<TcpEvent> Add(CapturedPacket packet, LinkType linkType)
    {
        ArgumentNullException.ThrowIfNull(packet);
        _events.Clear();
        if (TcpHeaders.Read(linkType, packet.Data) is { } segment && Find(segment, packet.Timestamp) is { } pair)
            pair.Add(segment, packet.Timestamp, MaxBufferedBytes, _events);
        return _events;
    }

    /// <summary>Takes the end of the capture: bytes behind holes come with their gaps, and every connection that is open ends.</summary>
    /// <returns>What that made known. Valid until the next call.</returns>
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

        // A connection whose beginning is missing is one from its first bytes on: an acknowledgment may be the last of one that ended.
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
