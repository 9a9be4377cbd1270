using System.Buffers;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Datapaths;

/// <summary>A message that waits for the app.</summary>
/// <param name="Message">The message.</param>
/// <param name="ReceivedAtTicks">When it was read, in ticks of UTC.</param>
/// <param name="Xid">The transaction id in its header.</param>
/// <param name="Size">The bytes that it counts.</param>
internal readonly record struct QueuedMessage(OpenFlowMessage Message, long ReceivedAtTicks, uint Xid, int Size)
{
    /// <summary>Whether it may be dropped when too many messages wait.</summary>
    public bool IsDroppable => Message is PacketIn;
}

/// <summary>A ring of messages from which the oldest that may be dropped can be removed. It holds no memory while it is empty. Not
/// thread-safe.</summary>
internal sealed class MessageRing
{
    private const int LeastLength = 64;

    // Rented, of which the first _length are used, a power of two. A dropped message leaves an empty entry.
    private QueuedMessage[] _entries = [];
    private int _length;
    private long _head;
    private long _tail;
    private long _oldestDroppable;

    /// <summary>The number of messages.</summary>
    public int Count { get; private set; }

    public void Add(in QueuedMessage message)
    {
        if (_tail - _head == _length)
            MakeRoom();
        _entries[IndexOf(_tail++)] = message;
        Count++;
    }

    /// <summary>Takes the oldest.</summary>
    public bool TryTake(out QueuedMessage message)
    {
        while (_head < _tail)
        {
            ref var entry = ref _entries[IndexOf(_head++)];
            message = entry;
            entry = default;
            if (message.Message is null)
                continue;
            if (--Count == 0)
                Release();
            return true;
        }

        message = default;
        return false;
    }

    /// <summary>Drops the oldest message that may be dropped.</summary>
    public bool TryDropOldest(out int size)
    {
        for (_oldestDroppable = Math.Max(_oldestDroppable, _head); _oldestDroppable < _tail; _oldestDroppable++)
        {
            ref var entry = ref _entries[IndexOf(_oldestDroppable)];
            if (entry.Message is null || !entry.IsDroppable)
                continue;
            size = entry.Size;
            entry = default;
            if (--Count == 0)
                Release();
            return true;
        }

        size = 0;
        return false;
    }

    private int IndexOf(long place) => (int)place & (_length - 1);

    // Empty entries are removed first: only a ring that is full of messages grows.
    private void MakeRoom()
    {
        var length = Count >= _length / 2 ? Math.Max(LeastLength, 2 * _length) : _length;
        var entries = ArrayPool<QueuedMessage>.Shared.Rent(length);
        var count = 0;
        for (var place = _head; place < _tail; place++)
        {
            var entry = _entries[IndexOf(place)];
            if (entry.Message is not null)
                entries[count++] = entry;
        }

        Array.Clear(_entries, 0, _length);
        Return();
        (_entries, _length, _head, _tail, _oldestDroppable) = (entries, length, 0, count, 0);
    }

    // All its entries are empty.
    private void Release()
    {
        Return();
        (_entries, _length, _head, _tail, _oldestDroppable) = ([], 0, 0, 0, 0);
    }

    private void Return()
    {
        if (_length > 0)
            ArrayPool<QueuedMessage>.Shared.Return(_entries);
    }
}
