using System.Numerics;

namespace RxOfctl.Benchmarks.Load;

/// <summary>Counts times in buckets that are a 64th of their value wide, as HdrHistogram does: two digits, at a few nanoseconds a count.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private const int SubCount = 1 << SubBits;

    private readonly long[] _counts = new long[(64 - SubBits + 1) * SubCount];
    private long _total;

    public void Add(long nanoseconds)
    {
        _counts[BucketOf((ulong)nanoseconds)]++;
        _total++;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        _total = 0;
    }

    /// <summary>The time that a part of all took at most, in microseconds.</summary>
    /// <param name="part">0 to 1.</param>
    public double Microseconds(double part)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(part * _total));
        var seen = 0L;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank)
                return UpperEnd(bucket) / 1000.0;
        }

        return 0;
    }

    private static int BucketOf(ulong value)
    {
        if (value < SubCount)
            return (int)value;
        var shift = BitOperations.Log2(value) - SubBits;
        return (shift + 1) * SubCount + (int)((value >> shift) - SubCount);
    }

    private static ulong UpperEnd(int bucket)
    {
        if (bucket < SubCount)
            return (ulong)bucket;
        var shift = bucket / SubCount - 1;
        return ((ulong)(bucket % SubCount + SubCount + 1) << shift) - 1;
    }
}
