namespace RxOfctl.Requests;

/// <summary>
/// Which of the last transaction ids were those of requests. What is answered late, when the request has ended, is known by it: a bit for
/// each id, and none is kept for long.
/// </summary>
internal sealed class RecentXids
{
    /// <summary>How many ids are known, up to that of the last request.</summary>
    public const int Length = 1 << 14;

    private const int BitsEach = 64;

    // A datapath that is only listened to costs nothing.
    private ulong[] _bits = [];
    private uint _last;

    /// <summary>The id of a request. They come in their order; those between were no requests'.</summary>
    public void Note(uint xid)
    {
        if (_bits.Length == 0)
        {
            _bits = new ulong[Length / BitsEach];
            _last = xid - 1;
        }

        for (var between = Math.Min(unchecked(xid - _last), Length) - 1; between > 0; between--)
            BitsOf(xid - between) &= ~BitOf(xid - between);
        BitsOf(xid) |= BitOf(xid);
        _last = xid;
    }

    /// <summary>Whether an id is one of the last, and was a request's.</summary>
    public bool IsRequest(uint xid) => _bits.Length > 0 && unchecked(_last - xid) < Length && (BitsOf(xid) & BitOf(xid)) != 0;

    private ref ulong BitsOf(uint xid) => ref _bits[xid % Length / BitsEach];

    private static ulong BitOf(uint xid) => 1ul << (int)(xid % BitsEach);
}
