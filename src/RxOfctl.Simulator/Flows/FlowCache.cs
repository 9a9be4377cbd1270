
namespace RxOfctl.Simulator.Flows;

/// <summary>
/// The results of earlier lookups in a table, by the bits that any of its flows matches: one probe for a packet like an earlier one, however many
/// masks there are. It is cleared when the flows change, and grows while entries displace each other.
/// </summary>
internal sealed class FlowCache
{
    private const int InitialSize = 64;
    private const int MaxSize = 1 << 15;

    private FlowMask _mask = new([]);
    private Slot[] _slots = [];
    private ulong[] _values = [];
    private uint _generation = 1;
    private int _displaced;

    /// <summary>Removes all results.</summary>
    public void Clear() => _generation++;

    /// <summary>Removes all results, and uses other bits from now on.</summary>
    public void Clear(FlowMask mask)
    {
        (_mask, _slots, _values) = (mask, [], []);
        Clear();
    }

    /// <summary>Finds the result of an earlier lookup.</summary>
    /// <param name="key">The packet's key.</param>
    /// <param name="hash">For <see cref="Add"/>, if there is no result yet.</param>
    /// <param name="flow">The flow; null if the packet matched none.</param>
    /// <returns>False if there is no result.</returns>
    public bool TryFind(ReadOnlySpan<ulong> key, out uint hash, out FlowEntry? flow)
    {
        hash = _mask.Hash(key);
        flow = null;
        if (_slots.Length == 0)
            return false;
        var index = (int)(hash & (uint)(_slots.Length - 1));
        ref readonly var slot = ref _slots[index];
        if (slot.Generation != _generation || slot.Hash != hash)
            return false;
        var width = _mask.Words.Length;
        if (!_mask.Matches(key, _values.AsSpan(index * width, width)))
            return false;
        flow = slot.Flow;
        return true;
    }

    public void Add(ReadOnlySpan<ulong> key, uint hash, FlowEntry? flow)
    {
        if (_slots.Length == 0 || (_displaced > _slots.Length && _slots.Length < MaxSize))
            Grow();
        var index = (int)(hash & (uint)(_slots.Length - 1));
        ref var slot = ref _slots[index];
        if (slot.Generation == _generation)
            _displaced++;
        slot = new(_generation, hash, flow);
        var words = _mask.Words;
        var values = _values.AsSpan(index * words.Length, words.Length);
        for (var word = 0; word < words.Length; word++)
            values[word] = key[words[word]] & _mask.Bits[word];
    }

    private void Grow()
    {
        var size = _slots.Length == 0 ? InitialSize : Math.Min(MaxSize, _slots.Length * 4);
        _slots = new Slot[size];
        _values = new ulong[size * _mask.Words.Length];
        _displaced = 0;
    }

    private readonly record struct Slot(uint Generation, uint Hash, FlowEntry? Flow);
}
