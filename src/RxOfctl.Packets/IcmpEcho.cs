namespace RxOfctl.Packets;

/// <summary>The header fields of an ICMP or ICMPv6 echo request, which its reply repeats (RFC 792, RFC 4443 §4).</summary>
/// <param name="Identifier">The identifier, usually one per process that pings.</param>
/// <param name="SequenceNumber">The sequence number of the request.</param>
public readonly record struct IcmpEcho(ushort Identifier, ushort SequenceNumber)
{
    internal static IcmpEcho FromRestOfHeader(uint rest) => new((ushort)(rest >> 16), (ushort)rest);

    internal uint ToRestOfHeader() => ((uint)Identifier << 16) | SequenceNumber;
}
