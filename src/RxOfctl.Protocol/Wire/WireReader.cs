using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using RxOfctl.Protocol.Errors;

namespace RxOfctl.Protocol.Wire;

/// <summary>Reads one structure of one frame from its start to its end. Every read is checked against the structure's own end.</summary>
internal ref struct WireReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _origin;
    private readonly WireScope _scope;
    private int _position;

    /// <param name="bytes">The bytes of the structure.</param>
    /// <param name="version">The version in which to read them.</param>
    /// <param name="origin">The offset of the first of the bytes in the frame.</param>
    /// <param name="scope">What the structure is.</param>
    /// <param name="xid">The transaction id of the frame.</param>
    public WireReader(ReadOnlySpan<byte> bytes, OpenFlowVersion version, int origin = 0, WireScope scope = WireScope.Request, uint xid = 0)
    {
        _bytes = bytes;
        _origin = origin;
        _scope = scope;
        Version = version;
        Xid = xid;
    }

    /// <summary>The version in which to read.</summary>
    public OpenFlowVersion Version { get; }

    /// <summary>The transaction id of the frame.</summary>
    public uint Xid { get; }

    /// <summary>The offset of the next byte in the frame.</summary>
    public readonly int Offset => _origin + _position;

    /// <summary>How many bytes of the structure are left.</summary>
    public readonly int Remaining => _bytes.Length - _position;

    public byte ReadByte() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public int ReadInt32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    /// <summary>A number of 1 to 16 bytes.</summary>
    public UInt128 ReadNumber(int width)
    {
        UInt128 number = 0;
        foreach (var octet in Take(width))
            number = (number << 8) | octet;
        return number;
    }

    public MacAddress ReadMacAddress() => MacAddress.Read(Take(MacAddress.Length));

    public Ipv4Address ReadIpv4Address() => Ipv4Address.Read(Take(Ipv4Address.Length));

    public DatapathId ReadDatapathId() => new(ReadUInt64());

    public GroupId ReadGroupId() => new(ReadUInt32());

    public TableId ReadTableId() => new(ReadByte());

    public MeterId ReadMeterId() => new(ReadUInt32());

    /// <summary>A port number: 16 bits in OpenFlow 1.0, 32 bits later.</summary>
    public PortNumber ReadPortNumber() => Version == OpenFlowVersion.OpenFlow10 ? PortNumber.FromUInt16(ReadUInt16()) : new(ReadUInt32());

    /// <summary>A port number with what pads it to eight bytes.</summary>
    public PortNumber ReadPaddedPortNumber()
    {
        var port = ReadPortNumber();
        Skip(Version == OpenFlowVersion.OpenFlow10 ? 6 : 4);
        return port;
    }

    /// <summary>A port number in four bytes, which OpenFlow 1.0 pads.</summary>
    public PortNumber ReadWidePortNumber()
    {
        var port = ReadPortNumber();
        Skip(Version == OpenFlowVersion.OpenFlow10 ? 2 : 0);
        return port;
    }

    /// <summary>A text of a fixed width, up to its first zero byte.</summary>
    public string ReadText(int width)
    {
        var bytes = Take(width);
        var end = bytes.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>All that is left as a text.</summary>
    public string ReadRestOfText() => Encoding.Latin1.GetString(Take(Remaining));

    /// <summary>The next bytes, copied.</summary>
    public ByteString ReadBytes(int length) => ByteString.CopyFrom(Take(length));

    /// <summary>All that is left, copied.</summary>
    public ByteString ReadRest() => ReadBytes(Remaining);

    /// <summary>The next two bytes, without moving past them.</summary>
    public readonly ushort PeekUInt16()
    {
        var ahead = this;
        return ahead.ReadUInt16();
    }

    /// <summary>The next four bytes, without moving past them.</summary>
    public readonly uint PeekUInt32()
    {
        var ahead = this;
        return ahead.ReadUInt32();
    }

    /// <summary>Passes over bytes, whatever they are.</summary>
    public void Skip(int length) => Take(length);

    /// <summary>Passes over what pads the structure to a multiple of eight bytes, which is less than eight; more stays unread.</summary>
    public void SkipPadding() => Skip(Remaining < 8 ? Remaining : 0);

    /// <summary>The next bytes as a structure of their own; this reader moves past them.</summary>
    public WireReader Slice(int length, WireScope? scope = null)
    {
        var offset = Offset;
        return new(Take(length), Version, offset, scope ?? _scope, Xid);
    }

    /// <summary>
    /// The next structure, which has its own length in 16 bits <paramref name="lengthAt"/> bytes from its start. The reader moves past it.
    /// </summary>
    /// <returns>All of the structure, its length too.</returns>
    public WireReader ReadMeasured(int lengthAt, WireScope? scope = null)
    {
        var ahead = new WireReader(_bytes[_position..], Version, Offset, scope ?? _scope, Xid);
        ahead.Skip(lengthAt);
        var length = ahead.ReadUInt16();
        if (length < lengthAt + 2)
            ahead.Throw($"the length {length} ends before its own field", ahead.Offset - 2);
        if (length > Remaining)
            ahead.Throw($"the length {length} reaches past the {Remaining} bytes that are left", ahead.Offset - 2);
        return Slice(length, scope);
    }

    /// <summary>One structure.</summary>
    public T ReadStructure<T>()
        where T : IWireStructure<T> => T.Read(ref this);

    /// <summary>Structures, one after the other, until the end.</summary>
    public ValueList<T> ReadList<T>()
        where T : IWireStructure<T>
    {
        if (Remaining == 0)
            return [];
        var items = new List<T>();
        while (Remaining > 0)
            items.Add(T.Read(ref this));
        return ValueList.Take(items);
    }

    /// <summary>
    /// The next structure that begins with a type and its own length in 16 bits each: its bytes behind those four. The reader moves past it.
    /// </summary>
    /// <param name="type">Its type.</param>
    /// <param name="multiple">What the length must be a multiple of.</param>
    /// <param name="scope">What the structure is.</param>
    public WireReader ReadTlv(out ushort type, int multiple, WireScope scope)
    {
        var start = Offset;
        var header = new WireReader(_bytes[_position..], Version, start, scope, Xid);
        type = header.ReadUInt16();
        var length = header.ReadUInt16();
        if (length < Math.Max(4, multiple) || length % multiple != 0)
            header.Throw($"the length {length} of type {type} is not a multiple of {multiple} from {Math.Max(4, multiple)} on", start + 2);
        if (length > Remaining)
            header.Throw($"the length {length} of type {type} reaches past the {Remaining} bytes that are left", start + 2);
        _position += length;
        return header.Slice(length - 4);
    }

    /// <summary>Like <see cref="ReadTlv"/>, for a structure of any length that is padded to a multiple of eight bytes, which its length does not count.</summary>
    public WireReader ReadPaddedTlv(out ushort type, WireScope scope)
    {
        var start = Offset;
        var body = ReadTlv(out type, multiple: 1, scope);
        var padding = -(Offset - start) & 7;
        if (padding > Remaining)
            body.Throw($"{padding} bytes of padding wanted behind type {type}, {Remaining} are left", Offset);
        _position += padding;
        return body;
    }

    /// <summary>Refuses bytes behind the end of what was read.</summary>
    public readonly void EnsureEnd(string structure)
    {
        if (Remaining != 0)
            Throw($"{Remaining} bytes too many for {structure}");
    }

    /// <summary>Refuses the structure because of its length.</summary>
    [DoesNotReturn]
    public readonly void Throw(string reason, int? offset = null) => throw new OpenFlowDecodeException(BadLength, offset ?? Offset, reason);

    private readonly OpenFlowError BadLength => _scope switch
    {
        WireScope.Action => OpenFlowError.BadActionBadLen,
        WireScope.Instruction when Version >= OpenFlowVersion.OpenFlow12 => OpenFlowError.BadInstructionBadLen,
        WireScope.Instruction when Version >= OpenFlowVersion.OpenFlow11 => OpenFlowError.BadInstructionUnsupInst,
        WireScope.Match when Version >= OpenFlowVersion.OpenFlow11 => OpenFlowError.BadMatchBadLen,
        WireScope.Property when Version >= OpenFlowVersion.OpenFlow13 => OpenFlowError.BadPropertyBadLen,
        WireScope.Bucket when Version >= OpenFlowVersion.OpenFlow12 => OpenFlowError.GroupModFailedBadBucket,
        _ => OpenFlowError.BadRequestBadLen,
    };

    private ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)Remaining)
            ThrowTooShort(length);
        var taken = _bytes.Slice(_position, length);
        _position += length;
        return taken;
    }

    [DoesNotReturn]
    private readonly void ThrowTooShort(int length) => Throw($"{length} bytes wanted, {Remaining} are left");
}
