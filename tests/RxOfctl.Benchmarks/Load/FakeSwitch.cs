using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RxOfctl.Benchmarks.Load;

/// <summary>
/// A switch with four ports and 64 hosts behind each, that answers what a controller asks and reports packets: at first one of every
/// host to everybody, by which a learning switch learns them, then packets from each host to another.
/// </summary>
internal sealed class FakeSwitch : IDisposable
{
    private const int Ports = 4;
    private const int Hosts = 256;
    private const ulong Broadcast = 0xffff_ffff_ffff;

    // A buffer id names the slot that the packet-in is in, and how often the slot was used: an answer counts once, and none is mistaken.
    private const int SlotBits = 16;
    private const uint GenerationMask = 0x3fff;

    private readonly LoadGenerator _load;
    private readonly Socket _socket;
    private readonly int _index;
    private readonly byte _version;
    private readonly long[] _sentAt;
    private readonly uint[] _buffers;
    private byte[] _unread = [];
    private byte[] _unsent = [];
    private uint _host;
    private uint _round;
    private bool _isDescribed;

    public FakeSwitch(LoadGenerator load, int index, EndPoint controller)
    {
        _load = load;
        _index = index;
        _version = load.Options.Version;
        _sentAt = new long[Math.Max(1, load.Options.InFlight)];
        _buffers = new uint[_sentAt.Length];
        _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            // Thousands of connections at a time would leave no port to the next run.
            LingerState = new(true, 0),
        };
        _socket.Connect(controller);
        _load.Watch(this, Linux.Add, Linux.In);
        // HELLO with the bitmap of the one version, but in 1.0, which has none.
        Queue(SwitchFrames.Message(_version, SwitchFrames.Hello, 1, SwitchFrames.Is10(_version) ? [] : [0, 1, 0, 8, 0, 0, 0, (byte)(1 << _version)]));
        Flush();
    }

    public int Index => _index;

    public int Handle => (int)_socket.Handle;

    /// <summary>True once the controller has answered a packet-in.</summary>
    public bool IsReady { get; private set; }

    /// <summary>How many packet-ins were answered.</summary>
    public long Answered { get; set; }

    private ulong DatapathId => (ulong)_index + 1;

    /// <summary>Reads what has come and answers it.</summary>
    public void OnReadable()
    {
        var buffer = _load.InputBuffer.AsSpan();
        _unread.CopyTo(buffer);
        var received = Linux.Receive(Handle, buffer[_unread.Length..]);
        if (received < 0)
            return;
        if (received == 0)
            throw new IOException($"The controller closed the connection of switch {DatapathId}.");
        var now = Stopwatch.GetTimestamp();
        ReadOnlySpan<byte> bytes = buffer[..(_unread.Length + received)];
        while (bytes.Length >= 8)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
            if (length < 8)
                throw new IOException($"The controller sent a message of {length} bytes.");
            if (bytes.Length < length)
                break;
            OnMessage(bytes[..length], now);
            bytes = bytes[length..];
        }

        if (bytes.Length > 0 || _unread.Length > 0)
            _unread = bytes.ToArray();
        Flush();
    }

    public void OnWritable() => Flush();

    /// <summary>Says again what a controller that was not ready yet did not hear.</summary>
    public void Probe()
    {
        if (IsReady || !_isDescribed)
            return;
        SendPacketIn(0, Stopwatch.GetTimestamp());
        Flush();
    }

    public long CountOlderThan(long timestamp) => _load.Options.InFlight == 0 ? 0 : _sentAt.Count(sent => sent < timestamp);

    public void Dispose() => _socket.Dispose();

    private void OnMessage(ReadOnlySpan<byte> frame, long now)
    {
        var type = frame[1];
        if (type is SwitchFrames.FlowMod or SwitchFrames.PacketOut)
        {
            var buffer = BinaryPrimitives.ReadUInt32BigEndian(frame[(type == SwitchFrames.PacketOut ? 8 : SwitchFrames.FlowModBuffer(_version))..]);
            OnAnswer(buffer, now);
            return;
        }

        var xid = BinaryPrimitives.ReadUInt32BigEndian(frame[4..]);
        if (type == SwitchFrames.EchoRequest)
        {
            Queue(SwitchFrames.Message(_version, SwitchFrames.EchoReply, xid, frame[8..]));
        }
        else if (type == SwitchFrames.FeaturesRequest)
        {
            Queue(SwitchFrames.Features(_version, xid, DatapathId, Ports));
            _isDescribed = true;
            if (SwitchFrames.Is10(_version))
                SendPacketIn(0, now);
        }
        else if (type == SwitchFrames.GetConfigRequest)
        {
            Queue(SwitchFrames.Message(_version, SwitchFrames.GetConfigReply, xid, [0, 0, 0xff, 0xff]));
        }
        else if (type == SwitchFrames.BarrierRequest(_version))
        {
            Queue(SwitchFrames.Message(_version, (byte)(type + 1), xid, []));
        }
        else if (type == SwitchFrames.MultipartRequest(_version))
        {
            Queue(SwitchFrames.MultipartReply(_version, xid, frame, DatapathId, Ports));
            if (!IsReady)
                SendPacketIn(0, now);
        }
    }

    private void OnAnswer(uint buffer, long now)
    {
        _load.Messages++;
        var slot = (int)(buffer & ((1 << SlotBits) - 1));
        // No buffer, or one that was answered before: a learning switch may send a flow-mod and a packet-out for one packet.
        if (slot >= _buffers.Length || _buffers[slot] != buffer)
            return;
        if (!IsReady)
        {
            IsReady = true;
            _load.OnReady();
            for (var other = 1; other < _buffers.Length; other++)
                SendPacketIn(other, now);
        }

        _load.Answered++;
        Answered++;
        _load.Latencies.Add((now - _sentAt[slot]) * LoadGenerator.NanosecondsPerTick);
        if (_load.Options.InFlight > 0)
            SendPacketIn(slot, now);
        else
            _buffers[slot] = uint.MaxValue;
    }

    private void SendPacketIn(int slot, long now)
    {
        var buffer = (((_buffers[slot] >> SlotBits) + 1) & GenerationMask) << SlotBits | (uint)slot;
        _buffers[slot] = buffer;
        _sentAt[slot] = now;
        if (++_host == Hosts)
        {
            _host = 0;
            _round++;
        }

        var source = Mac(_host);
        var destination = _round == 0 ? Broadcast : Mac((_host * 7 + _round) % Hosts);
        var frame = _load.Reserve(_load.PacketIn.Length);
        _load.PacketIn.CopyTo(frame);
        SwitchFrames.Fill(frame, _version, buffer, _host % Ports + 1, destination, source);
    }

    private ulong Mac(uint host) => (2UL << 40) | (DatapathId << 16) | (host + 1);

    private void Queue(byte[] frame) => frame.CopyTo(_load.Reserve(frame.Length));

    // What the turn has to say is in the generator's buffer, which all switches share; what the socket does not take is kept here.
    private void Flush()
    {
        var waited = _unsent.Length > 0;
        ReadOnlySpan<byte> output = _load.TakeOutput();
        if (waited)
            output = (byte[])[.. _unsent, .. output];
        while (output.Length > 0)
        {
            var sent = Linux.Send(Handle, output);
            if (sent < 0)
                break;
            output = output[sent..];
        }

        if (waited || output.Length > 0)
            _unsent = output.ToArray();
        if (waited != output.Length > 0)
            _load.Watch(this, Linux.Modify, output.Length > 0 ? Linux.In | Linux.Out : Linux.In);
    }
}
