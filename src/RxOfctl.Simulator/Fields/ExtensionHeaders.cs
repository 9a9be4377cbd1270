using System.Buffers.Binary;

namespace RxOfctl.Simulator.Fields;

/// <summary>The extension headers of an IPv6 packet, as the pseudo-field ipv6_exthdr has them (OpenFlow 1.3.5 §7.2.3.8).</summary>
/// <param name="Protocol">What follows the last of them.</param>
/// <param name="End">Where that begins.</param>
/// <param name="Flags">Which headers there are (<c>ofp_ipv6exthdr_flags</c>).</param>
/// <param name="Fragment">The fragment bits of <see cref="FlowKey"/>.</param>
internal readonly record struct ExtensionHeaders(byte Protocol, int End, ushort Flags, byte Fragment)
{
    public const ushort NoNext = 1 << 0;
    public const ushort Esp = 1 << 1;
    public const ushort Auth = 1 << 2;
    public const ushort Destination = 1 << 3;
    public const ushort Fragmented = 1 << 4;
    public const ushort Router = 1 << 5;
    public const ushort Hop = 1 << 6;
    public const ushort Repeated = 1 << 7;
    public const ushort OutOfSequence = 1 << 8;

    private const byte AuthProtocol = 51;
    private const byte FragmentProtocol = 44;

    /// <summary>Walks along the headers.</summary>
    /// <param name="data">The packet up to its end.</param>
    /// <param name="at">Where the first header begins.</param>
    /// <param name="protocol">What it is.</param>
    public static ExtensionHeaders Parse(ReadOnlySpan<byte> data, int at, byte protocol)
    {
        ushort flags = 0;
        byte fragment = 0;
        var lastRank = -1;
        while (FlagOf(protocol) is var flag and not 0)
        {
            // Destination options may come twice: before a routing header, and last (RFC 8200 §4.1).
            var isRepeated = (flags & flag) != 0;
            if (isRepeated && (flag != Destination || lastRank > RankOf(Auth)))
                flags |= Repeated;
            var rank = flag == Destination && (isRepeated || lastRank > RankOf(Destination)) ? RankOf(Esp) + 1 : RankOf(flag);
            if (rank < lastRank)
                flags |= OutOfSequence;
            lastRank = Math.Max(lastRank, rank);
            flags |= flag;
            // What follows these is nothing, or cannot be read.
            if (flag is NoNext or Esp || data.Length < at + 8)
                break;
            var length = protocol switch
            {
                FragmentProtocol => 8,
                AuthProtocol => (data[at + 1] + 2) * 4,
                _ => (data[at + 1] + 1) * 8,
            };
            if (protocol == FragmentProtocol)
            {
                var field = BinaryPrimitives.ReadUInt16BigEndian(data[(at + 2)..]);
                fragment = (field & 0xfff8) != 0 ? (byte)(FlowKey.Fragment | FlowKey.LaterFragment)
                    : (field & 1) != 0 ? FlowKey.Fragment
                    : (byte)0;
            }

            protocol = data[at];
            at += length;
            if (at > data.Length || (fragment & FlowKey.LaterFragment) != 0)
                break;
        }

        return new(protocol, at, flags, fragment);
    }

    private static ushort FlagOf(byte protocol) => protocol switch
    {
        0 => Hop,
        43 => Router,
        FragmentProtocol => Fragmented,
        50 => Esp,
        AuthProtocol => Auth,
        59 => NoNext,
        60 => Destination,
        _ => 0,
    };

    // The order that RFC 8200 §4.1 recommends.
    private static int RankOf(ushort flag) => flag switch
    {
        Hop => 0,
        Destination => 1,
        Router => 2,
        Fragmented => 3,
        Auth => 4,
        Esp => 5,
        _ => 7,
    };
}
