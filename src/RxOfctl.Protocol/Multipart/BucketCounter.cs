using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>The counters of a bucket of a group (<c>ofp_bucket_counter</c>, OpenFlow 1.3.5 §7.3.5.9).</summary>
[WireStructure]
public sealed partial record BucketCounter
{
    /// <summary>How many packets the bucket processed.</summary>
    [Field]
    public ulong PacketCount { get; init; }

    /// <summary>How many bytes the bucket processed.</summary>
    [Field]
    public ulong ByteCount { get; init; }
}
