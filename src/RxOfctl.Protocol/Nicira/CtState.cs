using RxOfctl.Protocol.Matching;

namespace RxOfctl.Protocol.Nicira;

/// <summary>What connection tracking knows of a packet: the bits of <see cref="Nxm.CtState"/>.</summary>
[Flags]
public enum CtState : uint
{
    /// <summary>Nothing: the packet has not passed connection tracking.</summary>
    None = 0,

    /// <summary>It begins a connection (<c>new</c>).</summary>
    New = 1 << 0,

    /// <summary>It belongs to a connection that is there (<c>est</c>).</summary>
    Established = 1 << 1,

    /// <summary>It is related to a connection that is there (<c>rel</c>).</summary>
    Related = 1 << 2,

    /// <summary>It goes in the direction of replies (<c>rpl</c>).</summary>
    ReplyDirection = 1 << 3,

    /// <summary>It could not be made sense of (<c>inv</c>).</summary>
    Invalid = 1 << 4,

    /// <summary>It has passed connection tracking (<c>trk</c>).</summary>
    Tracked = 1 << 5,

    /// <summary>Its source was translated (<c>snat</c>).</summary>
    SourceNat = 1 << 6,

    /// <summary>Its destination was translated (<c>dnat</c>).</summary>
    DestinationNat = 1 << 7,
}
