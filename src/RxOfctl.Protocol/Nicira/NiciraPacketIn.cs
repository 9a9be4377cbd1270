using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>A packet for the controller, with what goes with it between tables (NXT_PACKET_IN; <c>nx_packet_in</c>).</summary>
[NiciraCode(17)]
public sealed partial record NiciraPacketIn : OpenFlowMessage
{
    /// <summary>The packet's buffer, or <see cref="Messages.BufferId.NoBuffer"/>.</summary>
    public uint BufferId { get; init; } = Messages.BufferId.NoBuffer;

    /// <summary>How long the packet is, in bytes.</summary>
    public ushort TotalLen { get; init; }

    /// <summary>Why it comes.</summary>
    public PacketInReason Reason { get; init; }

    /// <summary>The table in which it was looked up.</summary>
    public TableId TableId { get; init; }

    /// <summary>The cookie of the flow that sent it; all ones if none did.</summary>
    public ulong Cookie { get; init; }

    /// <summary>The port by which the packet came, and other fields that are not in the packet itself.</summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>The packet, or its first bytes.</summary>
    public ByteString Data { get; init; }

    /// <summary>The port by which the packet came; <see cref="PortNumber.Any"/> where the message does not tell it.</summary>
    public PortNumber InPort => NiciraPacketIn2.InPortOf(Match);

    internal static NiciraPacketIn ReadBody(ref WireReader reader)
    {
        var message = new NiciraPacketIn
        {
            BufferId = reader.ReadUInt32(),
            TotalLen = reader.ReadUInt16(),
            Reason = (PacketInReason)reader.ReadByte(),
            TableId = reader.ReadTableId(),
            Cookie = reader.ReadUInt64(),
        };
        var length = reader.ReadUInt16();
        reader.Skip(6);
        var match = reader.ReadNxMatch(length);
        reader.Skip(2);
        return message with { Match = match, Data = reader.ReadRest() };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32(BufferId);
        writer.WriteUInt16(TotalLen);
        writer.WriteByte((byte)Reason);
        writer.WriteTableId(TableId);
        writer.WriteUInt64(Cookie);
        var length = writer.Position;
        writer.WriteUInt16(0);
        writer.Pad(6);
        writer.SetLength(length, writer.WriteNxMatch(Match));
        writer.Pad(2);
        writer.WriteBytes(Data.Span);
    }
}
