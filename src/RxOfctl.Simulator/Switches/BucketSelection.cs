using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>Selects the bucket of a group that takes a packet (OpenFlow 1.3.5 §5.6.1).</summary>
internal sealed class BucketSelection(GroupTable groups, SwitchOutput output)
{
    private const int MaxWatchDepth = 64;

    /// <summary>The bucket that takes a packet; null if none is live. Not for groups of type ALL, all of whose buckets take it.</summary>
    public SwitchBucket? Select(SwitchGroup group, Packet packet) => group.Type switch
    {
        GroupType.Select => SelectByHash(group, packet),
        GroupType.FastFailover => group.Buckets.FirstOrDefault(bucket => IsLive(bucket, MaxWatchDepth)),
        _ => group.Buckets[0],
    };

    // Weighted rendezvous hashing: each live bucket has a score from a hash of the packet's headers and the bucket's id, and the highest score
    // wins, with a chance in proportion to the weight. Adding or removing a bucket moves only the packets of that bucket.
    private SwitchBucket? SelectByHash(SwitchGroup group, Packet packet)
    {
        packet.Parse();
        var headers = FlowMask.HashCompact(packet.Key.AsSpan(FlowKey.FirstOfHeaders, FlowKey.EndOfHeaders - FlowKey.FirstOfHeaders));
        SwitchBucket? best = null;
        var bestScore = double.NegativeInfinity;
        foreach (var bucket in group.Buckets)
        {
            if (bucket.Bucket.Weight == 0 || !IsLive(bucket, MaxWatchDepth))
                continue;
            var drawn = (Scramble((ulong)headers << 32 | bucket.Bucket.BucketId.GetValueOrDefault()) + 0.5) / ((double)uint.MaxValue + 1);
            var score = -bucket.Bucket.Weight / Math.Log(drawn);
            if (score > bestScore)
                (best, bestScore) = (bucket, score);
        }

        return best;
    }

    // The finalizer of MurmurHash3: every input bit changes each output bit with even chance, so that the buckets' scores are independent.
    private static uint Scramble(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xff51_afd7_ed55_8ccd;
        value = (value ^ (value >> 33)) * 0xc4ce_b9fe_1a85_ec53;
        return (uint)(value ^ (value >> 33));
    }

    // A bucket that watches nothing is live.
    private bool IsLive(SwitchBucket bucket, int depth)
    {
        var (port, group) = (bucket.Bucket.WatchPort, bucket.Bucket.WatchGroup);
        if (port == PortNumber.Any && group == GroupId.Any)
            return true;
        return (port != PortNumber.Any && output.IsLive(port))
            || (group != GroupId.Any && depth > 0 && groups.Find(group)?.Buckets.Any(watched => IsLive(watched, depth - 1)) == true);
    }
}
