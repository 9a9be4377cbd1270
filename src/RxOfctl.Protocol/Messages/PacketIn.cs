namespace RxOfctl.Protocol.Messages;

/// <summary>
/// A packet that a datapath sends to the controller (OFPT_PACKET_IN; <c>ofp_packet_in</c>, OpenFlow 1.0.2 §5.4.1, 1.3.5 §7.4.1). Open
/// vSwitch also sends it as Nicira's NXT_PACKET_IN (<c>nx_packet_in</c>), where <see cref="Nicira.NiciraSetPacketInFormat"/> asks for it.
/// </summary>
[WireCode(10)]
[NiciraCode(17, Layout = "Nicira")]
[WireLayout("1.0-1.1", """
    u32 BufferId
    InPorts Match in 1.1
    u16 TotalLen
    InPort Match in 1.0
    u8 Reason
    pad 1 in 1.0
    u8 TableId in 1.1
    bytes Data
    """)]
[WireLayout("1.2-1.5", """
    u32 BufferId
    u16 TotalLen
    u8 Reason
    u8 TableId
    u64 Cookie since 1.3
    Match Match
    pad 2
    bytes Data
    """)]
[WireLayout("Nicira", """
    u32 BufferId
    u16 TotalLen
    u8 Reason
    u8 TableId
    u64 Cookie
    u16 length Match
    pad 6
    NxMatch Match
    pad 2
    bytes Data
    """)]
public sealed partial record PacketIn : OpenFlowMessage
{
    /// <summary>The buffer in which the datapath keeps the packet, or <see cref="Messages.BufferId.NoBuffer"/>.</summary>
    public uint BufferId { get; init; } = Messages.BufferId.NoBuffer;

    /// <summary>The length of the packet in bytes; <see cref="Data"/> may have fewer if the packet is in a buffer.</summary>
    public ushort TotalLen { get; init; }

    /// <summary>Why the packet came.</summary>
    public PacketInReason Reason { get; init; }

    /// <summary>The table of the flow that sent the packet. OpenFlow 1.1 and later, and in Nicira's message.</summary>
    public TableId TableId { get; init; }

    /// <summary>
    /// The cookie of the flow that sent the packet. OpenFlow 1.3 and later, and in Nicira's message, where all ones is no flow.
    /// </summary>
    public ulong Cookie { get; init; }

    /// <summary>
    /// What the datapath knows of the packet beyond its bytes, the port by which it came above all. In OpenFlow 1.0 that
    /// port alone (but all in Nicira's message), in 1.1 also the physical port beneath it if it is another.
    /// </summary>
    public Match Match
    {
        get => _match;
        init => _match = value;
    }

    private Match _match = Match.Any;

    private Kept<byte> KeptForm
    {
        get => _match.Envelope;
        set => _match = _match.Of(value);
    }

    /// <summary>The port by which the packet came: <see cref="Oxm.InPort"/> of <see cref="Match"/>, 0 where it is not there.</summary>
    public PortNumber InPort
    {
        get => Match.Get(Oxm.InPort) ?? default;
        init => Match = Match.OfInPort(value);
    }

    /// <summary>The packet, from its Ethernet header on.</summary>
    public ByteString Data { get; init; }
}

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

/// <summary>Numbers of packets that a datapath keeps in a buffer.</summary>
public static class BufferId
{
    /// <summary>The packet is in no buffer (OFP_NO_BUFFER).</summary>
    public const uint NoBuffer = 0xffff_ffff;
}
