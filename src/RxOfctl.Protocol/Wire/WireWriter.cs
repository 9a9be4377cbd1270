using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace RxOfctl.Protocol.Wire;

/// <summary>
/// Writes one frame into a span. Where the span is too short the writer goes on counting, so that <see cref="Position"/> says in the end
/// how many bytes are needed; what does not fit is not written.
/// </summary>
internal ref struct WireWriter(Span<byte> destination, OpenFlowVersion version, uint xid, EncodeOptions options = EncodeOptions.None)
{
    // Receives what no longer fits; never read.
    private static readonly byte[] Overflow = new byte[96];

    private readonly Span<byte> _destination = destination;

    /// <summary>The version in which to write.</summary>
    public OpenFlowVersion Version { get; } = version;

    /// <summary>What the receiver is known to understand.</summary>
    public EncodeOptions Options { get; } = options;

    /// <summary>The transaction id of the frame.</summary>
    public uint Xid { get; } = xid;

    /// <summary>How many bytes the frame has so far.</summary>
    public int Position { get; private set; }

    /// <summary>The next bytes, at most 96 of them, for the caller to fill in.</summary>
    public Span<byte> Next(int length)
    {
        var start = Position;
        Position = start + length;
        return start + length <= _destination.Length ? _destination.Slice(start, length) : Overflow.AsSpan(0, length);
    }

    public void WriteByte(byte value)
    {
        var start = Position++;
        if ((uint)start < (uint)_destination.Length)
            _destination[start] = value;
    }

    public void WriteUInt16(ushort value)
    {
        var start = Position;
        Position = start + sizeof(ushort);
        if (start + sizeof(ushort) <= _destination.Length)
            BinaryPrimitives.WriteUInt16BigEndian(_destination.Slice(start, sizeof(ushort)), value);
    }

    public void WriteUInt32(uint value)
    {
        var start = Position;
        Position = start + sizeof(uint);
        if (start + sizeof(uint) <= _destination.Length)
            BinaryPrimitives.WriteUInt32BigEndian(_destination.Slice(start, sizeof(uint)), value);
    }

    public void WriteInt32(int value) => WriteUInt32((uint)value);

    public void WriteUInt64(ulong value)
    {
        var start = Position;
        Position = start + sizeof(ulong);
        if (start + sizeof(ulong) <= _destination.Length)
            BinaryPrimitives.WriteUInt64BigEndian(_destination.Slice(start, sizeof(ulong)), value);
    }

    public void WriteMacAddress(MacAddress value, string member = "") => value.Write(Next(MacAddress.Length));

    public void WriteIpv4Address(Ipv4Address value) => value.Write(Next(Ipv4Address.Length));

    public void WriteDatapathId(DatapathId value) => WriteUInt64(value.Value);

    public void WriteGroupId(GroupId value) => WriteUInt32(value.Value);

    public void WriteTableId(TableId value) => WriteByte(value.Value);

    public void WriteMeterId(MeterId value) => WriteUInt32(value.Value);

    /// <summary>The lowest bytes of a number, the highest of them first.</summary>
    /// <param name="value">The number.</param>
    /// <param name="width">How many bytes, 1 to 16.</param>
    public void WriteNumber(UInt128 value, int width)
    {
        if (width > sizeof(ulong))
            WriteNumber(Next(width - sizeof(ulong)), (ulong)(value >> 64));
        WriteNumber((ulong)value, Math.Min(width, sizeof(ulong)));
    }

    /// <summary>The lowest bytes of a number, the highest of them first.</summary>
    /// <param name="value">The number.</param>
    /// <param name="width">How many bytes, 1 to 8.</param>
    public void WriteNumber(ulong value, int width)
    {
        switch (width)
        {
            case sizeof(byte):
                WriteByte((byte)value);
                break;
            case sizeof(ushort):
                WriteUInt16((ushort)value);
                break;
            case sizeof(uint):
                WriteUInt32((uint)value);
                break;
            case MacAddress.Length:
                WriteUInt16((ushort)(value >> 32));
                WriteUInt32((uint)value);
                break;
            case sizeof(ulong):
                WriteUInt64(value);
                break;
            default:
                WriteNumber(Next(width), value);
                break;
        }
    }

    /// <summary>The lowest bytes of a number, as many as there is room for, the highest of them first.</summary>
    public static void WriteNumber(Span<byte> destination, ulong value)
    {
        for (var index = destination.Length - 1; index >= 0; index--)
        {
            destination[index] = (byte)value;
            value >>= 8;
        }
    }

    /// <summary>A port number: 16 bits in OpenFlow 1.0, 32 bits later.</summary>
    /// <param name="value">The port.</param>
    /// <param name="member">The member that holds it, for the exception.</param>
    /// <exception cref="UnsupportedByVersionException">The port has no number in 16 bits.</exception>
    public void WritePortNumber(PortNumber value, string member)
    {
        if (Version != OpenFlowVersion.OpenFlow10)
            WriteUInt32(value.Value);
        else if (value.TryToUInt16(out var number))
            WriteUInt16(number);
        else
            Refuse(member, value);
    }

    /// <summary>A port number with what pads it to eight bytes.</summary>
    /// <exception cref="UnsupportedByVersionException">The port has no number in 16 bits.</exception>
    public void WritePaddedPortNumber(PortNumber value, string member)
    {
        WritePortNumber(value, member);
        Pad(Version == OpenFlowVersion.OpenFlow10 ? 6 : 4);
    }

    /// <summary>A port number in four bytes, which OpenFlow 1.0 pads.</summary>
    /// <exception cref="UnsupportedByVersionException">The port has no number in 16 bits.</exception>
    public void WriteWidePortNumber(PortNumber value, string member)
    {
        WritePortNumber(value, member);
        Pad(Version == OpenFlowVersion.OpenFlow10 ? 2 : 0);
    }

    /// <summary>A text of a fixed width, with zero bytes behind it.</summary>
    /// <exception cref="OpenFlowEncodeException">The text is longer, or has characters outside Latin-1.</exception>
    public void WriteText(string value, int width, string member)
    {
        if (value.Length > width || value.AsSpan().ContainsAnyExceptInRange('\u0001', '\u00ff'))
            throw new OpenFlowEncodeException($"{member} must have at most {width} characters of Latin-1, none of them zero: '{value}'.");
        Span<byte> bytes = stackalloc byte[width];
        bytes.Clear();
        Encoding.Latin1.GetBytes(value, bytes);
        WriteBytes(bytes);
    }

    /// <summary>A text as long as it is.</summary>
    /// <exception cref="OpenFlowEncodeException">The text has characters outside Latin-1.</exception>
    public void WriteRestOfText(string value)
    {
        if (value.AsSpan().ContainsAnyExceptInRange('\u0000', '\u00ff'))
            throw new OpenFlowEncodeException($"A text must have characters of Latin-1 alone: '{value}'.");
        WriteBytes(Encoding.Latin1.GetBytes(value));
    }

    /// <summary>Bytes as they are.</summary>
    public void WriteBytes(scoped ReadOnlySpan<byte> value)
    {
        if (Position + value.Length <= _destination.Length)
            value.CopyTo(_destination[Position..]);
        Position += value.Length;
    }

    /// <summary>Bytes as they are, of which there must be a fixed number.</summary>
    /// <exception cref="OpenFlowEncodeException">There is another number of bytes.</exception>
    public void WriteBytes(ByteString value, int length, string member)
    {
        if (value.Length != length)
            throw new OpenFlowEncodeException($"{member} must have {length} bytes, it has {value.Length}.");
        WriteBytes(value.Span);
    }

    /// <summary>One structure.</summary>
    public void WriteStructure<T>(T item)
        where T : IWireStructure<T> => item.Write(ref this);

    /// <summary>Structures, one after the other.</summary>
    public void WriteList<T>(ValueList<T> items)
        where T : IWireStructure<T>
    {
        foreach (var item in items)
            item.Write(ref this);
    }

    /// <summary>Zero bytes.</summary>
    public void Pad(int length)
    {
        if (length > 0 && Position + length <= _destination.Length)
            _destination.Slice(Position, length).Clear();
        Position += length;
    }

    /// <summary>Zero bytes up to a multiple of eight from <paramref name="start"/>.</summary>
    public void PadTo8(int start) => Pad(-(Position - start) & 7);

    /// <summary>
    /// Begins a structure that starts with its type and its length, in 16 bits each. <see cref="EndTlv"/> fills in the length.
    /// </summary>
    /// <returns>Where the structure starts.</returns>
    public int BeginTlv(int type)
    {
        var start = Position;
        WriteUInt32((uint)(ushort)type << 16);
        return start;
    }

    /// <summary>Ends a structure that <see cref="BeginTlv"/> began.</summary>
    public readonly void EndTlv(int start) => SetLength(start + 2, Position - start);

    /// <summary>Writes a length of 16 bits at a place passed before.</summary>
    /// <exception cref="OpenFlowEncodeException">The length does not fit in 16 bits.</exception>
    public readonly void SetLength(int position, int length)
    {
        if (length > ushort.MaxValue)
            ThrowTooLong(length);
        if (position + 2 <= _destination.Length)
            BinaryPrimitives.WriteUInt16BigEndian(_destination[position..], (ushort)length);
    }

    [DoesNotReturn]
    private static void ThrowTooLong(int length) =>
        throw new OpenFlowEncodeException($"A message or a part of it would have {length} bytes; the most is {ushort.MaxValue}.");

    /// <summary>Refuses a member that is set and that the version does not have.</summary>
    public readonly void RefuseIf(bool set, string member)
    {
        if (set)
            Refuse(member);
    }

    /// <summary>Refuses what the version cannot carry.</summary>
    [DoesNotReturn]
    public readonly void Refuse(string member) => throw new UnsupportedByVersionException(member, Version);

    /// <summary>Refuses a value that the version does not have for a member.</summary>
    [DoesNotReturn]
    public readonly void Refuse<T>(string member, T value) => Refuse($"{member} = {value}");
}
