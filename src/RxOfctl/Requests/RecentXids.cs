namespace RxOfctl.Requests;

/// <summary>
/// The last transaction ids, and which of them were those of requests, so that a reply that arrives after its request has ended is
/// recognized: one bit for each id. Also which of the last requests ended without their reply.
/// </summary>
internal sealed class RecentXids
{
    /// <summary>How many ids are known, up to that of the last request.</summary>
    public const int Length = 1 << 14;

    private const int BitsEach = 64;

    // How many of the last requests whose reply was missing are remembered.
    private const int MissingLength = 16;

    private readonly Queue<uint> _missing = new();

    // A datapath to which no request was sent needs none.
    private ulong[] _bits = [];
    private uint _last;

    /// <summary>Notes the id of a request. Ids are noted in their order; those between two are of no request.</summary>
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

    /// <summary>Notes that a request ended without its reply.</summary>
    public void NoteMissing(uint xid)
    {
        if (_missing.Count == MissingLength)
            _missing.Dequeue();
        _missing.Enqueue(xid);
    }

    /// <summary>Whether an id is one of the last, and was a request's.</summary>
    public bool IsRequest(uint xid) => _bits.Length > 0 && unchecked(_last - xid) < Length && (BitsOf(xid) & BitOf(xid)) != 0;

    /// <summary>Whether the request of an id ended without its reply.</summary>
    public bool IsMissing(uint xid) => _missing.Contains(xid);

    private ref ulong BitsOf(uint xid) => ref _bits[xid % Length / BitsEach];

    private static ulong BitOf(uint xid) => 1ul << (int)(xid % BitsEach);
}
