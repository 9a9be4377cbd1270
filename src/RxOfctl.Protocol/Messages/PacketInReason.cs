namespace RxOfctl.Protocol.Messages;

/// <summary>Why a packet came to the controller (<c>ofp_packet_in_reason</c>, OpenFlow 1.3.5 §7.4.1, 1.5.1).</summary>
public enum PacketInReason : byte
{
    /// <summary>No flow matched it (OFPR_NO_MATCH); from 1.4 on, the table-miss flow sent it (OFPR_TABLE_MISS).</summary>
    NoMatch = 0,

    /// <summary>An output action sent it (OFPR_ACTION).</summary>
    Action = 1,

    /// <summary>Its TTL is invalid (OFPR_INVALID_TTL). OpenFlow 1.2 and later.</summary>
    InvalidTtl = 2,

    /// <summary>An output action of the action set sent it (OFPR_ACTION_SET). OpenFlow 1.4 and later.</summary>
    ActionSet = 3,

    /// <summary>A bucket of a group sent it (OFPR_GROUP). OpenFlow 1.4 and later.</summary>
    Group = 4,

    /// <summary>A packet-out sent it (OFPR_PACKET_OUT). OpenFlow 1.4 and later.</summary>
    PacketOut = 5,
}
