using System.Buffers.Binary;
using RxOfctl.Protocol;

namespace RxOfctl.Simulator.Fields;

/// <summary>
/// A packet on its way through a switch: its bytes, which are copied before the first change, and the fields that flows look at. The bytes
/// are parsed when a field is asked for that they may have changed.
/// </summary>
internal sealed class Packet
{
    private byte[] _data = [];
    private int _offset;
    private bool _isShared = true;
    private bool _isParsed;
    private HeaderOffsets _headers;
    private Stack<(UInt128 Value, int Bits)>? _stack;

    public Packet(ByteString data, PortNumber inPort)
    {
        Reset(data, inPort);
    }

    private Packet(Packet other)
    {
        other._isShared = true;
        (_data, _offset, Length, _isParsed, _headers) = (other._data, other._offset, other.Length, other._isParsed, other._headers);
        other.Key.CopyTo(Key, 0);
        (InPort, QueueId) = (other.InPort, other.QueueId);
    }

    /// <summary>The fields as <see cref="FlowKey"/> has them. Those of headers are current after <see cref="Parse"/>.</summary>
    public ulong[] Key { get; } = new ulong[FlowKey.Words];

    public PortNumber InPort { get; private set; }

    public int Length { get; private set; }

    /// <summary>The queue that packets are sent to, set by set-queue.</summary>
    public uint? QueueId { get; set; }

    /// <summary>What Nicira's push and pop keep.</summary>
    public Stack<(UInt128 Value, int Bits)> Stack => _stack ??= new();

    public ReadOnlySpan<byte> Bytes => _data.AsSpan(_offset, Length);

    /// <summary>Where the headers begin.</summary>
    public ref readonly HeaderOffsets Headers
    {
        get
        {
            Parse();
            return ref _headers;
        }
    }

    /// <summary>Where the headers were before the last change, which moved none of them.</summary>
    public ref readonly HeaderOffsets KnownHeaders => ref _headers;

    public ushort EthType => (ushort)FieldWord(FlowKey.EthDst);

    public bool HasVlan => (FieldWord(FlowKey.EthSrc) & HeaderParser.VlanPresent) != 0;

    public byte TimeToLive => (byte)(FieldWord(FlowKey.Network) >> 40);

    public bool IsFragment => ((FieldWord(FlowKey.Network) >> 32) & FlowKey.Fragment) != 0;

    /// <summary>True for a TCP segment with FIN or RST set.</summary>
    public bool EndsTcpConnection
    {
        get
        {
            const ulong FinOrReset = 0b101;
            return Headers.Tcp != 0 && (Key[FlowKey.LabelAndFlags] >> 16 & FinOrReset) != 0;
        }
    }

    public ulong Metadata
    {
        get => Key[FlowKey.Metadata];
        set => Key[FlowKey.Metadata] = value;
    }

    /// <summary>The output of the packet's action set (OpenFlow 1.5.1 §7.2.3.8).</summary>
    public PortNumber ActionSetOutput
    {
        set => Key[FlowKey.TypeAndOutput] = (Key[FlowKey.TypeAndOutput] & ~0xffff_fffful) | value.Value;
    }

    /// <summary>Makes this another packet, which saves an allocation for each one.</summary>
    public void Reset(ByteString data, PortNumber inPort)
    {
        if (System.Runtime.InteropServices.MemoryMarshal.TryGetArray(data.Memory, out var segment))
            (_data, _offset) = (segment.Array!, segment.Offset);
        else
            (_data, _offset) = (data.ToArray(), 0);
        (Length, InPort, QueueId, _isShared, _isParsed) = (data.Length, inPort, null, true, false);
        _stack = null;
        Array.Clear(Key);
        SetInPort(inPort);
        Key[FlowKey.TypeAndOutput] = PortNumber.Unset.Value;
    }

    /// <summary>A packet of its own with the same content.</summary>
    public Packet Copy() => new(this);

    /// <summary>The packet as it enters the tables: without metadata, registers and queue.</summary>
    public Packet CopyForTables() => new(ToBytes(), InPort);

    /// <summary>The bytes as they are now; what is changed later does not change them.</summary>
    public ByteString ToBytes()
    {
        _isShared = true;
        return ByteString.Wrap(_data.AsMemory(_offset, Length));
    }

    public void SetInPort(PortNumber port)
    {
        InPort = port;
        Key[FlowKey.Ports] = (ulong)port.Value << 32 | port.Value;
    }

    /// <summary>Brings the fields of headers up to date.</summary>
    public void Parse()
    {
        if (_isParsed)
            return;
        _headers = HeaderParser.Parse(Bytes, Key);
        _isParsed = true;
    }

    public ulong FieldWord(int word)
    {
        Parse();
        return Key[word];
    }

    /// <summary>Puts bytes in the place of others and keeps the checksums right that cover them. Offsets of zero are no checksum.</summary>
    public void Store(int offset, ReadOnlySpan<byte> bytes, int checksum = 0, int secondChecksum = 0)
    {
        var data = Writable();
        var from = offset & ~1;
        var end = Math.Min((offset + bytes.Length + 1) & ~1, Length);
        var before = InternetSum.Of(data[from..end]);
        bytes.CopyTo(data[offset..]);
        var after = InternetSum.Of(data[from..end]);
        InternetSum.Update(data, checksum, before, after);
        InternetSum.Update(data, secondChecksum, before, after);
        _isParsed = false;
    }

    /// <summary>Updates a checksum for a word that it covers and that is not in the packet, or not in this form. An offset of zero is none.</summary>
    public void AdjustChecksum(int checksum, ushort before, ushort after) => InternetSum.Update(Writable(), checksum, before, after);

    public void Store16(int offset, ushort value, int checksum = 0)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        Store(offset, bytes, checksum);
    }

    public void Store32(int offset, uint value, int checksum = 0, int secondChecksum = 0)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        Store(offset, bytes, checksum, secondChecksum);
    }

    /// <summary>Makes room for bytes, which are zero.</summary>
    public void Insert(int at, int count)
    {
        var data = new byte[Length + count];
        Bytes[..at].CopyTo(data);
        Bytes[at..].CopyTo(data.AsSpan(at + count));
        Replace(data);
    }

    public void Remove(int at, int count)
    {
        var data = new byte[Length - count];
        Bytes[..at].CopyTo(data);
        Bytes[(at + count)..].CopyTo(data.AsSpan(at));
        Replace(data);
    }

    private void Replace(byte[] data) => (_data, _offset, Length, _isShared, _isParsed) = (data, 0, data.Length, false, false);

    private Span<byte> Writable()
    {
        if (_isShared)
        {
            var isParsed = _isParsed;
            Replace(Bytes.ToArray());
            _isParsed = isParsed;
        }

        return _data.AsSpan(_offset, Length);
    }
}
