namespace RxOfctl.Protocol.Nicira;

/// <summary>What a packet-in of properties and its resumption have in common on the wire (<c>nx_packet_in2_prop_type</c>).</summary>
public abstract record PacketInProperties : OpenFlowMessage
{
    private protected const string Layout = """
        property 0 bytes Packet
        property 1 u32 FullLen
        property 2 u32 BufferId
        property 3 u8 TableId
        property 4 PaddedUInt64 Cookie
        property 5 u8 Reason
        property 6 MatchFields Metadata
        property 8 PaddedBytes Continuation
        property 7 bytes Userdata
        """;

    /// <summary>The packet, or its first bytes (NXPINT_PACKET).</summary>
    public ByteString Packet { get; init; }

    /// <summary>How long the packet is in bytes where it is cut, or null (NXPINT_FULL_LEN).</summary>
    public uint? FullLen { get; init; }

    /// <summary>The packet's buffer, or <see cref="Messages.BufferId.NoBuffer"/> (NXPINT_BUFFER_ID).</summary>
    public uint BufferId { get; init; } = Messages.BufferId.NoBuffer;

    /// <summary>The table in which it was looked up, or null where the message does not tell (NXPINT_TABLE_ID).</summary>
    public TableId? TableId { get; init; }

    /// <summary>The cookie of the flow that sent it, or null if none did (NXPINT_COOKIE).</summary>
    public ulong? Cookie { get; init; }

    /// <summary>Why it comes, or null where the message does not tell (NXPINT_REASON).</summary>
    public PacketInReason? Reason { get; init; }

    /// <summary>The port by which the packet came, and other fields that are not in the packet itself (NXPINT_METADATA).</summary>
    public Match Metadata { get; init; } = Match.Any;

    /// <summary>
    /// The state of a packet that waits to be resumed, which only the datapath understands; empty if it does not wait
    /// (NXPINT_CONTINUATION).
    /// </summary>
    public ByteString Continuation { get; init; }

    /// <summary>The data that the flow's action gave (<see cref="ControllerAction.Userdata"/>; NXPINT_USERDATA).</summary>
    public ByteString Userdata { get; init; }

    /// <summary>Properties that this library does not know.</summary>
    public ValueList<UnknownProperty> UnknownProperties { get; init; }

    /// <summary>The port by which the packet came; <see cref="PortNumber.Any"/> where the message does not tell it.</summary>
    public PortNumber InPort => Metadata.Get(Oxm.InPort) ?? PortNumber.Any;
}

/// <summary>
/// A packet for the controller as a list of properties, perhaps waiting to be resumed (NXT_PACKET_IN2). The properties are written in the
/// order in which Open vSwitch writes them: that of the members.
/// </summary>
[NiciraCode(30)]
[WireLayout("1.0-1.5", Layout)]
public sealed partial record NiciraPacketIn2 : PacketInProperties
{
    /// <summary>The message that lets a waiting packet go on as it is. Change the packet or the metadata with <c>with</c>.</summary>
    public NiciraResume ToResume() => new()
    {
        Packet = Packet,
        TableId = TableId,
        Cookie = Cookie,
        Reason = Reason,
        Metadata = Metadata,
        Continuation = Continuation,
    };
}

/// <summary>Lets a packet go on that waits in the datapath (NXT_RESUME); each once, and soon.</summary>
[NiciraCode(28)]
[WireLayout("1.0-1.5", Layout)]
public sealed partial record NiciraResume : PacketInProperties, IOpenFlowCommand;
