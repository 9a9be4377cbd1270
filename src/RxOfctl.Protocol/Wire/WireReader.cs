using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace RxOfctl.Protocol.Wire;

/// <summary>Reads one structure of one frame from its start to its end. Every read is checked against the structure's own end.</summary>
internal ref struct WireReader
{
    // Structures within structures of their own kind are read by recursion, which must end before the stack does.
    internal const int MaxDepth = 32;

    private const string PastTheEnd = "reaches past the end";

    // The offset of the end in the frame.
    private readonly int _end;
    private readonly WireScope _scope;
    private readonly byte _depth;

    // What is left, up to the end.
    private ReadOnlySpan<byte> _rest;

    /// <param name="bytes">The bytes of the structure.</param>
    /// <param name="version">The version in which to read them.</param>
    /// <param name="origin">The offset of the first of the bytes in the frame.</param>
    /// <param name="scope">What the structure is.</param>
    /// <param name="xid">The transaction id of the frame.</param>
    /// <param name="depth">How many structures of its own kind the structure is in.</param>
    public WireReader(
        ReadOnlySpan<byte> bytes,
        OpenFlowVersion version,
        int origin = 0,
        WireScope scope = WireScope.Request,
        uint xid = 0,
        byte depth = 0)
    {
        _rest = bytes;
        _end = origin + bytes.Length;
        _scope = scope;
        _depth = depth;
        Version = version;
        Xid = xid;
    }

    /// <summary>The version in which to read.</summary>
    public OpenFlowVersion Version { get; }

    /// <summary>The transaction id of the frame.</summary>
    public uint Xid { get; }

    /// <summary>The offset of the next byte in the frame.</summary>
    public readonly int Offset => _end - _rest.Length;

    /// <summary>How many bytes of the structure are left.</summary>
    public readonly int Remaining => _rest.Length;

    public byte ReadByte() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public int ReadInt32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    /// <summary>A number of 1 to 16 bytes.</summary>
    public UInt128 ReadNumber(int width)
    {
        var upper = width > sizeof(ulong) ? ReadUpTo64Bits(width - sizeof(ulong)) : 0;
        return new(upper, ReadUpTo64Bits(Math.Min(width, sizeof(ulong))));
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
        EnsureLeft(2);
        return BinaryPrimitives.ReadUInt16BigEndian(_rest);
    }

    /// <summary>The next four bytes, without moving past them.</summary>
    public readonly uint PeekUInt32()
    {
        EnsureLeft(4);
        return BinaryPrimitives.ReadUInt32BigEndian(_rest);
    }

    /// <summary>Passes over bytes, whatever they are.</summary>
    public void Skip(int length) => Take(length);

    /// <summary>Passes over what pads the structure to a multiple of eight bytes, which is less than eight; more stays unread.</summary>
    public void SkipPadding() => Skip(Remaining < 8 ? Remaining : 0);

    /// <summary>The next bytes as a structure of their own; this reader moves past them.</summary>
    public WireReader Slice(int length, WireScope? scope = null)
    {
        var offset = Offset;
        return new(Take(length), Version, offset, scope ?? _scope, Xid, _depth);
    }

    /// <summary>All that is left as structures within this one that are of its own kind; this reader moves past them.</summary>
    public WireReader SliceNested() => SliceNested(Remaining);

    /// <summary>The next bytes as a structure within this one that is of its own kind; this reader moves past them.</summary>
    public WireReader SliceNested(int length)
    {
        if (_depth == MaxDepth)
            Throw($"structures are within one another more than {MaxDepth} times");
        var offset = Offset;
        return new(Take(length), Version, offset, _scope, Xid, (byte)(_depth + 1));
    }

    /// <summary>
    /// The next structure, which has its own length in 16 bits <paramref name="lengthAt"/> bytes from its start. The reader moves past it.
    /// </summary>
    /// <returns>All of the structure, its length too.</returns>
    public WireReader ReadMeasured(int lengthAt, WireScope? scope = null)
    {
        var itsScope = scope ?? _scope;
        var (least, place) = (lengthAt + 2, Offset + lengthAt);
        if (Remaining < least)
            throw TooShort(least, itsScope);
        var length = BinaryPrimitives.ReadUInt16BigEndian(_rest[lengthAt..]);
        if (length < least)
            throw BadLength(length, "ends before its own field", place, itsScope);
        if (length > Remaining)
            throw BadLength(length, PastTheEnd, place, itsScope);
        return Slice(length, itsScope);
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
        var before = Remaining;
        var first = T.Read(ref this);
        // Most lists have one item, or items of one length: then there are as many as the first one says.
        var items = new T[1 + Remaining / (before - Remaining)];
        items[0] = first;
        var count = 1;
        for (; Remaining > 0; count++)
        {
            if (count == items.Length)
                Array.Resize(ref items, 2 * count);
            items[count] = T.Read(ref this);
        }

        Array.Resize(ref items, count);
        return new(items);
    }

    /// <summary>
    /// The next structure that begins with a type and its own length in 16 bits each: its bytes behind those four. The reader moves past
    /// it.
    /// </summary>
    /// <param name="type">Its type.</param>
    /// <param name="multiple">What the length must be a multiple of: 1 or 8.</param>
    /// <param name="scope">What the structure is.</param>
    public WireReader ReadTlv(out ushort type, int multiple, WireScope scope)
    {
        const int Header = 4;
        var start = Offset;
        if (Remaining < Header)
            throw TooShort(Header, scope);
        type = BinaryPrimitives.ReadUInt16BigEndian(_rest);
        var length = BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]);
        if (length < Math.Max(Header, multiple) || (length & (multiple - 1)) != 0)
            throw BadLength(length, multiple == 1 ? "ends before its own field" : "is not a multiple of 8 from 8 on", start + 2, scope);
        if (length > Remaining)
            throw BadLength(length, PastTheEnd, start + 2, scope);
        var body = new WireReader(_rest[Header..length], Version, start + Header, scope, Xid, _depth);
        _rest = _rest[length..];
        return body;
    }

    /// <summary>
    /// How many structures with a type and a length are left, so that they can be read into an array of that length. Where a length is
    /// wrong, reading them fails.
    /// </summary>
    /// <param name="multiple">To a multiple of what each is padded: 1 or 8.</param>
    public readonly int CountTlvs(int multiple)
    {
        const int Header = 4;
        var count = 0;
        for (var rest = _rest; !rest.IsEmpty; count++)
        {
            var length = rest.Length < Header ? Header : BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) + multiple - 1 & -multiple;
            rest = rest[Math.Min(Math.Max(length, Header), rest.Length)..];
        }

        return count;
    }

    /// <summary>
    /// Like <see cref="ReadTlv"/>, for a structure of any length that is padded to a multiple of eight bytes, which its length does not
    /// count.
    /// </summary>
    public WireReader ReadPaddedTlv(out ushort type, WireScope scope)
    {
        var start = Offset;
        var body = ReadTlv(out type, multiple: 1, scope);
        var padding = -(Offset - start) & 7;
        if (padding > Remaining)
            throw TooShort(padding, scope);
        _rest = _rest[padding..];
        return body;
    }

    /// <summary>Refuses the structure if it has not that many bytes any more.</summary>
    public readonly void EnsureLeft(int length)
    {
        if (length > _rest.Length)
            throw TooShort(length, _scope);
    }

    /// <summary>Refuses bytes behind the end of a structure.</summary>
    /// <param name="structure">What was read, or words for it.</param>
    public readonly void EnsureEnd(object structure)
    {
        if (Remaining != 0)
            throw TooLong(structure);
    }

    /// <summary>Refuses the structure because of its length.</summary>
    [DoesNotReturn]
    public readonly void Throw(string reason, int? offset = null) => throw Bad(reason, offset ?? Offset, _scope);

    // The texts of exceptions are made elsewhere, so that what reads stays short: making a text takes more code than reading a number.
    private readonly OpenFlowDecodeException TooShort(int length, WireScope scope) =>
        Bad($"{length} bytes wanted, {Remaining} are left", Offset, scope);

    private readonly OpenFlowDecodeException TooLong(object structure) =>
        Bad($"{Remaining} bytes too many for {structure as string ?? structure.GetType().Name}", Offset, _scope);

    private readonly OpenFlowDecodeException BadLength(int length, string reason, int offset, WireScope scope) =>
        Bad($"the length {length} {reason}: {Remaining} bytes are left", offset, scope);

    private readonly OpenFlowDecodeException Bad(string reason, int offset, WireScope scope) => new(ErrorOfLength(scope), offset, reason);

    private readonly OpenFlowError ErrorOfLength(WireScope scope) => scope switch
    {
        WireScope.Action => OpenFlowError.BadActionBadLen,
        WireScope.Instruction when Version >= OpenFlowVersion.OpenFlow12 => OpenFlowError.BadInstructionBadLen,
        WireScope.Instruction when Version >= OpenFlowVersion.OpenFlow11 => OpenFlowError.BadInstructionUnsupInst,
        WireScope.Match when Version >= OpenFlowVersion.OpenFlow11 => OpenFlowError.BadMatchBadLen,
        WireScope.Property when Version >= OpenFlowVersion.OpenFlow13 => OpenFlowError.BadPropertyBadLen,
        WireScope.Bucket when Version >= OpenFlowVersion.OpenFlow12 => OpenFlowError.GroupModFailedBadBucket,
        _ => OpenFlowError.BadRequestBadLen,
    };

    private ulong ReadUpTo64Bits(int width)
    {
        ulong number = 0;
        foreach (var octet in Take(width))
            number = (number << 8) | octet;
        return number;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        var rest = _rest;
        if ((uint)length > (uint)rest.Length)
            throw TooShort(length, _scope);
        _rest = rest[length..];
        return rest[..length];
    }
}
