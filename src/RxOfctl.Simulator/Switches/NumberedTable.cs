using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>Entries by number, such as groups, in order. Changes can be undone by their transaction.</summary>
internal sealed class NumberedTable<TEntry>
    where TEntry : class
{
    private readonly SortedDictionary<uint, TEntry> _entries = [];

    public IEnumerable<TEntry> Entries => _entries.Values;

    public TEntry? Find(uint number) => _entries.GetValueOrDefault(number);

    /// <summary>Sets the entry of a number; null removes it.</summary>
    public void Replace(uint number, TEntry? entry, Transaction change)
    {
        var before = Find(number);
        change.Undo(() => Set(number, before));
        Set(number, entry);
    }

    private void Set(uint number, TEntry? entry)
    {
        if (entry is null)
            _entries.Remove(number);
        else
            _entries[number] = entry;
    }
}
