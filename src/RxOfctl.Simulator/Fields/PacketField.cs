using RxOfctl.Packets;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Simulator.Fields;

/// <summary>A field that the simulated switches match and perhaps set: where it is in a packet, and what must be matched beside it.</summary>
internal sealed class PacketField
{
    private readonly Func<Match, (UInt128 Value, UInt128 Mask)> _inMatch;

    private PacketField(
        OxmType type,
        Func<Match, (UInt128 Value, UInt128 Mask)> inMatch,
        Func<Packet, UInt128?> inPacket,
        Func<EthernetFrame, Match, EthernetFrame>? set,
        Func<Match, bool> hasPrerequisites)
    {
        Type = type;
        _inMatch = inMatch;
        InPacket = inPacket;
        Set = set;
        HasPrerequisites = hasPrerequisites;
    }

    public OxmType Type { get; }

    /// <summary>The value in a packet, or null where the packet has no such field.</summary>
    public Func<Packet, UInt128?> InPacket { get; }

    /// <summary>A frame with the field set as the match says; null if the field cannot be set. A frame without the field stays as it is.</summary>
    public Func<EthernetFrame, Match, EthernetFrame>? Set { get; }

    /// <summary>Whether a match that has the field also has what tells that packets have it (OpenFlow 1.3.5 §7.2.3.6).</summary>
    public Func<Match, bool> HasPrerequisites { get; }

    /// <summary>The value and the mask in a match that has the field.</summary>
    public (UInt128 Value, UInt128 Mask) InMatch(Match match) => _inMatch(match);

    /// <summary>A field whose value is a <typeparamref name="T"/>.</summary>
    public static PacketField Of<T>(
        OxmType<T> type,
        Func<T, UInt128> toNumber,
        Func<Packet, T?> inPacket,
        Func<EthernetFrame, T, EthernetFrame>? set = null,
        Func<Match, bool>? hasPrerequisites = null)
        where T : struct, IEquatable<T> =>
        new(
            type,
            match => (toNumber(match.Get(type)!.Value), toNumber(match.GetMask(type)!.Value)),
            packet => inPacket(packet) is { } value ? toNumber(value) : null,
            set is null ? null : (frame, match) => set(frame, match.Get(type)!.Value),
            hasPrerequisites ?? (_ => true));
}
