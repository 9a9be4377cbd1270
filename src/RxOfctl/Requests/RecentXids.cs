namespace RxOfctl.Requests;

/// <summary>
/// Which of the last transaction ids were those of requests. What is answered late, when the request has ended, is known by it: a bit for
/// each id, and none is kept for long.
/// </summary>
internal sealed class RecentXids
{
    /// <summary>How many of the last ids are known.</summary>
    public const int Length = 1 << 14;

    private const int BitsEach = 64;

    // A datapath that is only listened to costs nothing.
    private ulong[] _bits = [];
    private uint _last;

    /// <summary>The next id, 0 included; they come in their order.</summary>
    public void Note(uint xid, bool isRequest)
    {
        _last = xid;
        if (_bits.Length == 0)
        {
            if (!isRequest)
                return;
            _bits = new ulong[Length / BitsEach];
        }

        ref var bits = ref _bits[xid % Length / BitsEach];
        var bit = 1ul << (int)(xid % BitsEach);
        bits = isRequest ? bits | bit : bits & ~bit;
    }

    /// <summary>Whether an id is one of the last, and was a request's.</summary>
    public bool IsRequest(uint xid) =>
        _bits.Length > 0 && unchecked(_last - xid) < Length && (_bits[xid % Length / BitsEach] & 1ul << (int)(xid % BitsEach)) != 0;
}
