namespace RxOfctl.Packets;

/// <summary>What an ICMP or ICMPv6 echo request says and its reply repeats, besides the data (RFC 792, RFC 4443 §4).</summary>
/// <param name="Identifier">The number of the conversation.</param>
/// <param name="SequenceNumber">The number of the request in it.</param>
public readonly record struct IcmpEcho(ushort Identifier, ushort SequenceNumber)
{
    internal static IcmpEcho FromRestOfHeader(uint rest) => new((ushort)(rest >> 16), (ushort)rest);

    internal uint ToRestOfHeader() => ((uint)Identifier << 16) | SequenceNumber;
}
