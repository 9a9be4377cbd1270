using System.Net;
using System.Net.Sockets;
using RxOfctl.Capture;
using RxOfctl.Capture.Tcp;

namespace RxOfctl.Recording.Files;

/// <summary>Writes messages as TCP connections of a pcapng file, which Wireshark dissects as OpenFlow by its port.</summary>
internal sealed class FrameWriter
{
    /// <summary>The port of the controller in files, whatever it listens at.</summary>
    public const int ControllerPort = 6653;

    // Addresses for documentation (RFC 5737, RFC 3849) stand for the controller's, and one of the range for benchmarks (RFC 2544), made
    // of the connection's number, for a peer that has no address.
    private static readonly IPAddress ControllerIpv4 = new([192, 0, 2, 1]);
    private static readonly IPAddress ControllerIpv6 = IPAddress.Parse("2001:db8::1");
    private const int NamelessPort = 49152;

    private readonly PcapngWriter _writer;
    private readonly TimeSpan _offset;
    private readonly int _interface;
    private long _packets;
    private long _lost;
    private long _lostBeforeNext;

    /// <summary>Begins a file.</summary>
    /// <param name="stream">The output.</param>
    /// <param name="offset">What is added to all times: pcapng has none before 1970.</param>
    public FrameWriter(Stream stream, TimeSpan offset)
    {
        _offset = offset;
        _writer = new(stream, application: "RxOfctl", RecordingText.Section(offset));
        _interface = _writer.AddInterface(new() { Name = "openflow", Description = "OpenFlow messages, tapped above TCP" });
    }

    /// <summary>What to add to the times of a scheduler whose clock is at a time.</summary>
    public static TimeSpan OffsetFor(DateTimeOffset now) =>
        now >= DateTimeOffset.UnixEpoch ? TimeSpan.Zero : DateTimeOffset.UnixEpoch - DateTimeOffset.MinValue;

    /// <summary>Begins a connection.</summary>
    /// <returns>What to pass with its messages.</returns>
    public TcpConnectionWriter Open(long id, string peer, DateTimeOffset time, bool isContinued = false)
    {
        var client = EndPointOf(id, peer);
        var server = new IPEndPoint(client.AddressFamily == AddressFamily.InterNetwork ? ControllerIpv4 : ControllerIpv6, ControllerPort);
        var connection = new TcpConnectionWriter(_writer, _interface, client, server);
        connection.Open(time + _offset, RecordingText.Connection(id, peer, isContinued));
        _packets += 3;
        return connection;
    }

    /// <summary>Writes a message.</summary>
    public void Write(TcpConnectionWriter connection, bool isSent, DateTimeOffset time, ReadOnlySpan<byte> frame, string? comment = null)
    {
        connection.Send(time + _offset, fromClient: !isSent, frame, comment, _lostBeforeNext);
        _lostBeforeNext = 0;
        _packets += (frame.Length + TcpConnectionWriter.MaxSegment - 1) / TcpConnectionWriter.MaxSegment;
    }

    /// <summary>Marks messages that are missing: as sequence numbers without a segment, and as a count at the next packet.</summary>
    public void Skip(TcpConnectionWriter connection, bool isSent, long count, long bytes)
    {
        for (; bytes > 0; bytes -= int.MaxValue)
            connection.Skip(fromClient: !isSent, (int)Math.Min(bytes, int.MaxValue));
        _lost += count;
        _lostBeforeNext += count;
    }

    /// <summary>Ends a connection.</summary>
    public void Close(TcpConnectionWriter connection, DateTimeOffset time, bool byPeer)
    {
        connection.Close(time + _offset, fromClient: byPeer, byPeer ? RecordingText.ClosedByPeer : RecordingText.ClosedByController);
        _packets += 3;
    }

    /// <summary>Writes the counters of the file.</summary>
    public void WriteStatistics(DateTimeOffset time) => _writer.Write(new CaptureStatistics(_interface, time + _offset, _packets + _lost, _lost));

    private static IPEndPoint EndPointOf(long id, string peer)
    {
        if (!IPEndPoint.TryParse(peer, out var known) || known.Port == 0)
            return new(new IPAddress([198, (byte)(18 + (id >> 16 & 1)), (byte)(id >> 8), (byte)id]), NamelessPort);
        return known.Address.IsIPv4MappedToIPv6 ? new(known.Address.MapToIPv4(), known.Port) : known;
    }
}
