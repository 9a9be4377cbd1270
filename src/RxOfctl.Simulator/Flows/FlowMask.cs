using System.Numerics;

namespace RxOfctl.Simulator.Flows;

/// <summary>The bits of a flow key that a match compares. Flows with equal masks share one, and are found by one probe of a hash table.</summary>
internal sealed class FlowMask : IEquatable<FlowMask>
{
    private readonly int[] _words;
    private readonly ulong[] _bits;
    private readonly int _hash;

    /// <summary>The mask whose bits are those set in a key.</summary>
    public FlowMask(ReadOnlySpan<ulong> key)
    {
        var words = new List<int>();
        for (var word = 0; word < key.Length; word++)
        {
            if (key[word] != 0)
                words.Add(word);
        }

        _words = [.. words];
        _bits = new ulong[_words.Length];
        for (var index = 0; index < _words.Length; index++)
            _bits[index] = key[_words[index]];
        var hash = new HashCode();
        for (var index = 0; index < _words.Length; index++)
        {
            hash.Add(_words[index]);
            hash.Add(_bits[index]);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>The words of the key that have bits in the mask.</summary>
    public ReadOnlySpan<int> Words => _words;

    /// <summary>The bits of each of <see cref="Words"/>.</summary>
    public ReadOnlySpan<ulong> Bits => _bits;

    /// <summary>True if it has no bits.</summary>
    public bool IsEmpty => _words.Length == 0;

    /// <summary>The masked words of a key.</summary>
    public ulong[] Compact(ReadOnlySpan<ulong> key)
    {
        var values = new ulong[_words.Length];
        for (var index = 0; index < values.Length; index++)
            values[index] = key[_words[index]] & _bits[index];
        return values;
    }

    /// <summary>The bits of one word.</summary>
    public ulong BitsOf(int word)
    {
        var index = _words.AsSpan().IndexOf(word);
        return index < 0 ? 0 : _bits[index];
    }

    /// <summary>True if every bit of the other mask is in this one.</summary>
    public bool Covers(FlowMask other)
    {
        for (var index = 0; index < other._words.Length; index++)
        {
            if ((BitsOf(other._words[index]) & other._bits[index]) != other._bits[index])
                return false;
        }

        return true;
    }

    /// <summary>Adds the bits to a key.</summary>
    public void AddTo(Span<ulong> key)
    {
        for (var index = 0; index < _words.Length; index++)
            key[_words[index]] |= _bits[index];
    }

    /// <summary>A hash of the masked words of a key.</summary>
    public uint Hash(ReadOnlySpan<ulong> key)
    {
        var hash = 0ul;
        var words = _words;
        var bits = _bits;
        for (var index = 0; index < words.Length && index < bits.Length; index++)
            hash = Mix(hash, key[words[index]] & bits[index]);
        return Finish(hash);
    }

    /// <summary>The same hash of words that were compacted before.</summary>
    public static uint HashCompact(ReadOnlySpan<ulong> values)
    {
        var hash = 0ul;
        foreach (var value in values)
            hash = Mix(hash, value);
        return Finish(hash);
    }

    /// <summary>True if the masked words of a key are those given.</summary>
    public bool Matches(ReadOnlySpan<ulong> key, ReadOnlySpan<ulong> values)
    {
        var words = _words;
        var bits = _bits;
        for (var index = 0; index < words.Length; index++)
        {
            if ((key[words[index]] & bits[index]) != values[index])
                return false;
        }

        return true;
    }

    public bool Equals(FlowMask? other) => ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && _words.AsSpan().SequenceEqual(other._words) && _bits.AsSpan().SequenceEqual(other._bits));

    public override bool Equals(object? obj) => Equals(obj as FlowMask);

    public override int GetHashCode() => _hash;

    private static ulong Mix(ulong hash, ulong value) => (BitOperations.RotateLeft(hash, 29) ^ value) * 0x9e37_79b9_7f4a_7c15;

    private static uint Finish(ulong hash) => (uint)(hash ^ (hash >> 32));
}
