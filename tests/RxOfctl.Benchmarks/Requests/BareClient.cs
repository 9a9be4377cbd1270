using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using RxOfctl.Benchmarks.Load;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Benchmarks.Requests;

/// <summary>
/// The process that shows how far the switch itself goes: it says HELLO, sends bytes that were made before, and looks for nothing in what comes
/// but the replies to its barriers, on one thread that blocks while nothing comes.
/// </summary>
internal sealed class BareClient : IDisposable
{
    private const byte Version = 4;
    private const byte BarrierReply = 21;
    private const int XidOffset = 4;

    private readonly Socket _socket;
    private readonly byte[][] _flowMods = [.. Enumerable.Range(0, RequestHost.Flows).Select(flow => WithBarrier(RequestHost.FlowMod(flow)))];
    private readonly byte[] _flowStats = WithBarrier(new FlowStatsRequest());
    private readonly byte[] _input = new byte[1 << 18];
    private readonly LatencyHistogram _latencies = new();
    private readonly Queue<long> _sentAt = new();
    private byte[] _output = new byte[1 << 20];
    private int _outputLength;
    private int _unread;
    private long _answered;
    private int _turn;

    private BareClient(Socket socket) => _socket = socket;

    /// <inheritdoc cref="RequestHost.RunAsync"/>
    public static void Run(int port, IReadOnlyList<string> workloads, double warmUp, double seconds)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen();
        using var client = new BareClient(listener.Accept());
        client._socket.NoDelay = true;
        client._socket.Send(SwitchFrames.Message(Version, SwitchFrames.Hello, 1, []));
        client.Measure("flow-mod", RequestHost.Flows, 0, 0);
        foreach (var workload in workloads)
        {
            var parts = workload.Split(':');
            Console.WriteLine(JsonSerializer.Serialize(client.Measure(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), warmUp, seconds)));
        }

        _ = Console.In.ReadLine();
    }

    public void Dispose() => _socket.Dispose();

    private static byte[] WithBarrier(OpenFlowMessage message) => [
        .. OpenFlowCodec.Encode(message, OpenFlowVersion.OpenFlow13, 0), .. OpenFlowCodec.Encode(new BarrierRequest(), OpenFlowVersion.OpenFlow13, 0),
    ];

    private RequestResult Measure(string kind, int inFlight, double warmUp, double seconds)
    {
        for (var count = 0; count < inFlight; count++)
            Ask(kind);
        TurnFor(kind, warmUp);
        _answered = 0;
        _latencies.Clear();
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        TurnFor(kind, seconds);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var result = new RequestResult(
            _answered / elapsed, _latencies.Microseconds(0.5), _latencies.Microseconds(0.99),
            (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / elapsed);
        while (_sentAt.Count > 0)
            Turn(next: null);
        return result;
    }

    private void TurnFor(string kind, double seconds)
    {
        var end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < end)
            Turn(kind);
    }

    // Sends what was asked, takes what came, and asks the next for each that is answered.
    private void Turn(string? next)
    {
        for (var sent = 0; sent < _outputLength;)
            sent += _socket.Send(_output.AsSpan(sent, _outputLength - sent));
        _outputLength = 0;
        var received = _socket.Receive(_input.AsSpan(_unread));
        if (received == 0)
            throw new IOException("The switch closed the connection.");
        var now = Stopwatch.GetTimestamp();
        ReadOnlySpan<byte> bytes = _input.AsSpan(0, _unread + received);
        while (bytes.Length >= 8 && BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) is var length && bytes.Length >= length)
        {
            if (bytes[1] == BarrierReply)
            {
                _answered++;
                _latencies.Add((now - _sentAt.Dequeue()) * LoadGenerator.NanosecondsPerTick);
                if (next is not null)
                    Ask(next);
            }
            else if (bytes[1] == SwitchFrames.EchoRequest)
            {
                var echo = bytes[..length].ToArray();
                echo[1] = SwitchFrames.EchoReply;
                Write(echo);
            }

            bytes = bytes[length..];
        }

        bytes.CopyTo(_input);
        _unread = bytes.Length;
    }

    private void Ask(string kind)
    {
        _turn++;
        var request = kind == "flow-mod" ? _flowMods[_turn % RequestHost.Flows] : _flowStats;
        Write(request);
        // Both messages may have the same transaction id here: only the switch could tell them apart.
        BinaryPrimitives.WriteInt32BigEndian(_output.AsSpan(_outputLength - request.Length + XidOffset), _turn);
        BinaryPrimitives.WriteInt32BigEndian(_output.AsSpan(_outputLength - 8 + XidOffset), _turn);
        _sentAt.Enqueue(Stopwatch.GetTimestamp());
    }

    private void Write(ReadOnlySpan<byte> frame)
    {
        if (_output.Length - _outputLength < frame.Length)
            Array.Resize(ref _output, 2 * _output.Length);
        frame.CopyTo(_output.AsSpan(_outputLength));
        _outputLength += frame.Length;
    }
}
