using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>What a packet-in of properties and its resumption have in common on the wire (<c>nx_packet_in2_prop_type</c>).</summary>
public abstract record PacketInProperties : OpenFlowMessage
{
    private const ushort TypePacket = 0;
    private const ushort TypeFullLen = 1;
    private const ushort TypeBufferId = 2;
    private const ushort TypeTableId = 3;
    private const ushort TypeCookie = 4;
    private const ushort TypeReason = 5;
    private const ushort TypeMetadata = 6;
    private const ushort TypeUserdata = 7;
    private const ushort TypeContinuation = 8;

    private protected PacketInProperties()
    {
    }

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

    /// <summary>The state of a packet that waits to be resumed, which only the datapath understands; empty if it does not wait (NXPINT_CONTINUATION).</summary>
    public ByteString Continuation { get; init; }

    /// <summary>The data that the flow's action gave (<see cref="Controller2Action.Userdata"/>; NXPINT_USERDATA).</summary>
    public ByteString Userdata { get; init; }

    /// <summary>Properties that this library does not know.</summary>
    public ValueList<UnknownProperty> UnknownProperties { get; init; }

    /// <summary>The port by which the packet came; <see cref="PortNumber.Any"/> where the message does not tell it.</summary>
    public PortNumber InPort => InPortOf(Metadata);

    internal static PortNumber InPortOf(Match match) => match.Get(Oxm.InPort) ?? match.Get(Nxm.InPort) ?? PortNumber.Any;

    private protected static T ReadProperties<T>(T message, ref WireReader reader)
        where T : PacketInProperties
    {
        var unknown = new List<UnknownProperty>();
        while (reader.Remaining > 0)
        {
            var value = NiciraPropertyWire.Read(ref reader, out var type);
            switch (type)
            {
                case TypePacket:
                    message = message with { Packet = value.ReadRest() };
                    break;
                case TypeFullLen:
                    message = message with { FullLen = value.ReadUInt32() };
                    break;
                case TypeBufferId:
                    message = message with { BufferId = value.ReadUInt32() };
                    break;
                case TypeTableId:
                    message = message with { TableId = value.ReadTableId() };
                    break;
                case TypeCookie:
                    message = message with { Cookie = NiciraPropertyWire.ReadUInt64(ref value) };
                    break;
                case TypeReason:
                    message = message with { Reason = (PacketInReason)value.ReadByte() };
                    break;
                case TypeMetadata:
                    message = message with { Metadata = Match.ReadFields(ref value) };
                    break;
                case TypeUserdata:
                    message = message with { Userdata = value.ReadRest() };
                    break;
                case TypeContinuation:
                    value.Skip(4);
                    message = message with { Continuation = value.ReadRest() };
                    break;
                default:
                    unknown.Add(new(type, value.ReadRest()));
                    break;
            }

            value.EnsureEnd("a property of a packet-in");
        }

        return unknown.Count == 0 ? message : message with { UnknownProperties = ValueList.Take(unknown) };
    }

    private protected void WriteProperties(ref WireWriter writer)
    {
        NiciraPropertyWire.WriteBytes(ref writer, TypePacket, Packet);
        if (FullLen is { } fullLen)
            NiciraPropertyWire.WriteUInt32(ref writer, TypeFullLen, fullLen);
        if (BufferId != Messages.BufferId.NoBuffer)
            NiciraPropertyWire.WriteUInt32(ref writer, TypeBufferId, BufferId);
        if (TableId is { } table)
            NiciraPropertyWire.WriteByte(ref writer, TypeTableId, table.Value);
        if (Cookie is { } cookie)
            NiciraPropertyWire.WriteUInt64(ref writer, TypeCookie, cookie);
        if (Reason is { } reason)
            NiciraPropertyWire.WriteByte(ref writer, TypeReason, (byte)reason);
        if (Metadata.Count > 0)
        {
            var metadata = writer.BeginTlv(TypeMetadata);
            Metadata.WriteFields(ref writer);
            NiciraPropertyWire.End(ref writer, metadata);
        }

        if (!Continuation.IsEmpty)
        {
            var continuation = writer.BeginTlv(TypeContinuation);
            writer.Pad(4);
            writer.WriteBytes(Continuation.Span);
            NiciraPropertyWire.End(ref writer, continuation);
        }

        if (!Userdata.IsEmpty)
            NiciraPropertyWire.WriteBytes(ref writer, TypeUserdata, Userdata);
        NiciraPropertyWire.WriteUnknown(ref writer, UnknownProperties);
    }
}

/// <summary>
/// A packet for the controller as a list of properties, perhaps waiting to be resumed (NXT_PACKET_IN2). The properties are written in the order
/// in which Open vSwitch writes them: that of the members.
/// </summary>
[NiciraCode(30)]
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

    internal static NiciraPacketIn2 ReadBody(ref WireReader reader) => ReadProperties(new NiciraPacketIn2(), ref reader);

    internal override void WriteBody(ref WireWriter writer) => WriteProperties(ref writer);
}

/// <summary>Lets a packet go on that waits in the datapath (NXT_RESUME); each once, and soon.</summary>
[NiciraCode(28)]
public sealed partial record NiciraResume : PacketInProperties, IOpenFlowCommand
{
    internal static NiciraResume ReadBody(ref WireReader reader) => ReadProperties(new NiciraResume(), ref reader);

    internal override void WriteBody(ref WireWriter writer) => WriteProperties(ref writer);
}
