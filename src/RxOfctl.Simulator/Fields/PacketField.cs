using RxOfctl.Protocol.Matching;

namespace RxOfctl.Simulator.Fields;

/// <summary>A match field of simulated switches: its place in a flow key, and how it is set.</summary>
internal sealed class PacketField
{
    private readonly Func<Match, (UInt128 Value, UInt128 Mask)> _inMatch;
    private readonly Func<UInt128, UInt128?, OxmField> _toOxm;
    private readonly Action<Packet, UInt128>? _store;
    private readonly int _word;
    private readonly int _shift;

    private PacketField(
        OxmType type,
        int word,
        int shift,
        int bits,
        Action<Packet, UInt128>? store,
        Func<Match, (UInt128 Value, UInt128 Mask)> inMatch,
        Func<UInt128, UInt128?, OxmField> toOxm)
    {
        (Type, Bits, _word, _shift, _store, _inMatch, _toOxm) = (type, bits, word, shift, store, inMatch, toOxm);
        AllOnes = bits == 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;
    }

    public OxmType Type { get; }

    public int Bits { get; }

    public UInt128 AllOnes { get; }

    /// <summary>True if actions can set it.</summary>
    public bool IsWritable => _store is not null;

    /// <summary>True for a pipeline field, which is not part of the packet's bytes.</summary>
    public bool IsPipelineField => _word is < FlowKey.FirstOfHeaders or >= FlowKey.EndOfHeaders;

    /// <summary>A field whose value is a <typeparamref name="T"/>.</summary>
    /// <param name="type">The field.</param>
    /// <param name="word">The word of the flow key that it is in; the first of two if it has 128 bits.</param>
    /// <param name="shift">How many bits are below it in that word.</param>
    /// <param name="toNumber">The value as a number.</param>
    /// <param name="fromNumber">The value that a number is.</param>
    /// <param name="store">Sets it in a packet; one without the field stays as it is. Null if it cannot be set.</param>
    public static PacketField Of<T>(
        OxmType<T> type,
        int word,
        int shift,
        Func<T, UInt128> toNumber,
        Func<UInt128, T> fromNumber,
        Action<Packet, UInt128>? store)
        where T : struct, IEquatable<T> =>
        new(
            type,
            word,
            shift,
            type.Bits,
            store,
            match => (toNumber(match.Get(type)!.Value), toNumber(match.GetMask(type)!.Value)),
            (value, mask) => mask is { } bits ? type.Is(fromNumber(value & bits), fromNumber(bits)) : type.Is(fromNumber(value)));

    /// <summary>A pipeline field, which is set in the key.</summary>
    public static PacketField OfPipeline<T>(
        OxmType<T> type, int word, int shift, Func<T, UInt128> toNumber, Func<UInt128, T> fromNumber)
        where T : struct, IEquatable<T>
    {
        PacketField? field = null;
        return field = Of(type, word, shift, toNumber, fromNumber, (packet, value) => field!.Put(packet.Key, value));
    }

    /// <summary>The value and the mask in a match that has the field.</summary>
    public (UInt128 Value, UInt128 Mask) InMatch(Match match) => _inMatch(match);

    /// <summary>The field with a value and, if it is not null, a mask.</summary>
    public OxmField ToOxm(UInt128 value, UInt128? mask = null) => _toOxm(value, mask);

    /// <summary>The value in a flow key.</summary>
    public UInt128 Get(ReadOnlySpan<ulong> key) =>
        Bits == 128 ? new UInt128(key[_word], key[_word + 1]) : (key[_word] >> _shift) & (ulong)AllOnes;

    /// <summary>Puts a value into a flow key.</summary>
    public void Put(Span<ulong> key, UInt128 value)
    {
        if (Bits == 128)
        {
            (key[_word], key[_word + 1]) = ((ulong)(value >> 64), (ulong)value);
            return;
        }

        key[_word] = (key[_word] & ~((ulong)AllOnes << _shift)) | (ulong)value << _shift;
    }

    /// <summary>The value in a packet; zero if the packet does not have the field.</summary>
    public UInt128 Get(Packet packet)
    {
        packet.Parse();
        return Get(packet.Key);
    }

    /// <summary>Sets some bits of the field in a packet; one that does not have the field stays as it is.</summary>
    /// <exception cref="InvalidOperationException">The field cannot be set.</exception>
    public void Set(Packet packet, UInt128 value, UInt128 mask)
    {
        if (_store is null)
            throw new InvalidOperationException($"{Type} cannot be set.");
        packet.Parse();
        _store(packet, mask == AllOnes ? value : (Get(packet.Key) & ~mask) | (value & mask));
    }
}
