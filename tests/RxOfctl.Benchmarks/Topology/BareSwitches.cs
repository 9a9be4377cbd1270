using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RxOfctl.Benchmarks.Load;

namespace RxOfctl.Benchmarks.Topology;

/// <summary>
/// The process of the switches of a <see cref="BareNetwork"/>, each with a connection of its own, on one thread. It cuts and mends links as
/// the lines of its standard input say, and answers each with the time, as a timestamp of <see cref="Stopwatch"/>, before it does so.
/// </summary>
internal sealed class BareSwitches : IDisposable
{
    private const int ConnectedAtOnce = 64;

    private readonly BareNetwork _network;
    private readonly EndPoint _controller;
    private readonly List<BareSwitch> _switches = [];
    private readonly HashSet<BareSwitch> _toFlush = [];
    private readonly Linux.Event[] _events = new Linux.Event[256];
    private readonly byte[] _input = new byte[1 << 18];
    private readonly int _epoll;

    private BareSwitches(BareNetwork network, int port)
    {
        Linux.EnsureSupported();
        (_network, _controller, _epoll) = (network, new IPEndPoint(IPAddress.Loopback, port), Linux.CreateEpoll());
    }

    /// <param name="network">The network.</param>
    /// <param name="port">Where the controller listens.</param>
    public static void Run(BareNetwork network, int port)
    {
        using var switches = new BareSwitches(network, port);
        var commands = new ConcurrentQueue<string>();
        var reading = Task.Run(() =>
        {
            while (Console.In.ReadLine() is { } line)
                commands.Enqueue(line);
        });
        while (!reading.IsCompleted)
        {
            for (var count = 0; count < ConnectedAtOnce && switches._switches.Count < network.Switches; count++)
                switches.Connect();
            switches.Turn(1);
            while (commands.TryDequeue(out var command))
                Console.WriteLine(switches.Change(command));
        }
    }

    public void Dispose() => _switches.ForEach(each => each.Socket.Dispose());

    private void Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            LingerState = new(true, 0),
        };
        socket.Connect(_controller);
        var index = _switches.Count;
        var connected = new BareSwitch(index, socket);
        _switches.Add(connected);
        Linux.Control(_epoll, Linux.Add, connected.Handle, Linux.In, index);
        Queue(connected, SwitchFrames.Message(BareNetwork.Version, SwitchFrames.Hello, 1, [0, 1, 0, 8, 0, 0, 0, 1 << BareNetwork.Version]));
    }

    private void Turn(int milliseconds)
    {
        var count = Linux.Wait(_epoll, _events, milliseconds);
        foreach (ref readonly var what in _events.AsSpan(0, count))
        {
            var ready = _switches[(int)what.Data];
            if ((what.Events & Linux.Out) != 0)
                _toFlush.Add(ready);
            if ((what.Events & ~Linux.Out) != 0)
                Read(ready);
        }

        foreach (var each in _toFlush)
            Flush(each);
        _toFlush.Clear();
    }

    private void Read(BareSwitch reader)
    {
        reader.Unread.CopyTo(_input, 0);
        var received = Linux.Receive(reader.Handle, _input.AsSpan(reader.Unread.Length));
        if (received < 0)
            return;
        if (received == 0)
            throw new IOException($"The controller closed the connection of switch {reader.Index + 1}.");
        ReadOnlySpan<byte> bytes = _input.AsSpan(0, reader.Unread.Length + received);
        while (bytes.Length >= 8 && BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) is var length && bytes.Length >= length)
        {
            Handle(reader, bytes[..length]);
            bytes = bytes[length..];
        }

        reader.Unread = bytes.ToArray();
    }

    private void Handle(BareSwitch reader, ReadOnlySpan<byte> frame)
    {
        var xid = BinaryPrimitives.ReadUInt32BigEndian(frame[4..]);
        var datapathId = (ulong)reader.Index + 1;
        switch (frame[1])
        {
            case SwitchFrames.PacketOut:
                if (_network.TryForward(reader.Index, frame, out var to, out var packetIn)
                    && to < _switches.Count && _switches[to].IsDescribed)
                    Queue(_switches[to], packetIn);
                break;
            case SwitchFrames.EchoRequest:
                Queue(reader, SwitchFrames.Message(BareNetwork.Version, SwitchFrames.EchoReply, xid, frame[8..]));
                break;
            case SwitchFrames.FeaturesRequest:
                Queue(reader, SwitchFrames.Features(BareNetwork.Version, xid, datapathId, _network.PortsOf(reader.Index)));
                reader.IsDescribed = true;
                break;
            case SwitchFrames.GetConfigRequest:
                Queue(reader, SwitchFrames.Message(BareNetwork.Version, SwitchFrames.GetConfigReply, xid, [0, 0, 0xff, 0xff]));
                break;
            case var type when type == SwitchFrames.BarrierRequest(BareNetwork.Version):
                Queue(reader, SwitchFrames.Message(BareNetwork.Version, (byte)(type + 1), xid, []));
                break;
            case var type when type == SwitchFrames.MultipartRequest(BareNetwork.Version):
                Queue(reader, SwitchFrames.MultipartReply(BareNetwork.Version, xid, frame, datapathId, _network.PortsOf(reader.Index)));
                break;
        }
    }

    // "cut N" and "mend N": the two ports of link N go down or come up.
    private long Change(string command)
    {
        var words = command.Split(' ');
        var link = _network.Links[int.Parse(words[1], CultureInfo.InvariantCulture)];
        var isUp = words[0] == "mend";
        var start = Stopwatch.GetTimestamp();
        foreach (var (index, port) in new[] { (link.Switch, link.Port), (link.OtherSwitch, link.OtherPort) })
        {
            Queue(_switches[index], SwitchFrames.PortStatus13((ulong)index + 1, (int)port, isUp));
            Flush(_switches[index]);
        }

        return start;
    }

    private void Queue(BareSwitch writer, ReadOnlySpan<byte> frame)
    {
        writer.Unsent.Write(frame);
        _toFlush.Add(writer);
    }

    // What the socket does not take is sent when it can be written to.
    private void Flush(BareSwitch writer)
    {
        var output = writer.Unsent.WrittenSpan;
        while (output.Length > 0 && Linux.Send(writer.Handle, output) is var sent and >= 0)
            output = output[sent..];
        if (output.Length > 0 != writer.IsWaiting)
        {
            writer.IsWaiting = !writer.IsWaiting;
            Linux.Control(_epoll, Linux.Modify, writer.Handle, writer.IsWaiting ? Linux.In | Linux.Out : Linux.In, writer.Index);
        }

        var rest = output.ToArray();
        writer.Unsent.ResetWrittenCount();
        writer.Unsent.Write(rest);
    }

    private sealed class BareSwitch(int index, Socket socket)
    {
        public int Index => index;

        public Socket Socket => socket;

        public int Handle => (int)socket.Handle;

        public bool IsDescribed { get; set; }

        public bool IsWaiting { get; set; }

        public byte[] Unread { get; set; } = [];

        public ArrayBufferWriter<byte> Unsent { get; } = new();
    }
}
