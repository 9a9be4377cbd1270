using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>A packet that a datapath sends to the controller (OFPT_PACKET_IN; <c>ofp_packet_in</c>, OpenFlow 1.0.2 §5.4.1, 1.3.5 §7.4.1).</summary>
[WireCode(10)]
public sealed partial record PacketIn : OpenFlowMessage
{
    /// <summary>The buffer in which the datapath keeps the packet, or <see cref="Messages.BufferId.NoBuffer"/>.</summary>
    public uint BufferId { get; init; } = Messages.BufferId.NoBuffer;

    /// <summary>The length of the packet in bytes; <see cref="Data"/> may have fewer if the packet is in a buffer.</summary>
    public ushort TotalLen { get; init; }

    /// <summary>Why the packet came.</summary>
    public PacketInReason Reason { get; init; }

    /// <summary>The table of the flow that sent the packet. OpenFlow 1.1 and later.</summary>
    public TableId TableId { get; init; }

    /// <summary>The cookie of the flow that sent the packet. OpenFlow 1.3 and later.</summary>
    public ulong Cookie { get; init; }

    /// <summary>
    /// What the datapath knows of the packet beyond its bytes, the port by which it came above all. In OpenFlow 1.0 that
    /// port alone, in 1.1 also the physical port beneath it if it is another.
    /// </summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>The port by which the packet came: <see cref="Oxm.InPort"/> of <see cref="Match"/>, 0 where it is not there.</summary>
    public PortNumber InPort
    {
        get => Match.Get(Oxm.InPort) ?? default;
        init => Match = Match.OfInPort(value);
    }

    /// <summary>The packet, from its Ethernet header on.</summary>
    public ByteString Data { get; init; }

    internal static PacketIn ReadBody(ref WireReader reader)
    {
        var bufferId = reader.ReadUInt32();
        if (reader.Version == OpenFlowVersion.OpenFlow10)
        {
            var length10 = reader.ReadUInt16();
            var match10 = Match.OfInPort(reader.ReadPortNumber());
            var reason10 = (PacketInReason)reader.ReadByte();
            reader.Skip(1);
            return new() { BufferId = bufferId, TotalLen = length10, Match = match10, Reason = reason10, Data = reader.ReadRest() };
        }

        if (reader.Version == OpenFlowVersion.OpenFlow11)
            return Read11(ref reader, bufferId);

        var length = reader.ReadUInt16();
        var reason = (PacketInReason)reader.ReadByte();
        var tableId = reader.ReadTableId();
        var cookie = reader.Version >= OpenFlowVersion.OpenFlow13 ? reader.ReadUInt64() : 0;
        var match = Match.Read(ref reader);
        reader.Skip(2);
        return new()
        {
            BufferId = bufferId,
            TotalLen = length,
            Reason = reason,
            TableId = tableId,
            Cookie = cookie,
            Match = match,
            Data = reader.ReadRest(),
        };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32(BufferId);
        if (writer.Version == OpenFlowVersion.OpenFlow11)
            Write11(ref writer);
        else if (writer.Version == OpenFlowVersion.OpenFlow10)
        {
            writer.WriteUInt16(TotalLen);
            writer.RefuseIf(TableId != default, "PacketIn.TableId");
            writer.RefuseIf(Cookie != 0, "PacketIn.Cookie");
            if (Match.Count > 1 || !Match.TryFind(Oxm.InPort, out _))
                writer.Refuse("PacketIn.Match", Match);
            writer.WritePortNumber(InPort, "PacketIn.InPort");
            writer.WriteByte((byte)Reason);
            writer.Pad(1);
        }
        else
        {
            writer.WriteUInt16(TotalLen);
            writer.WriteByte((byte)Reason);
            writer.WriteTableId(TableId);
            if (writer.Version >= OpenFlowVersion.OpenFlow13)
                writer.WriteUInt64(Cookie);
            else
                writer.RefuseIf(Cookie != 0, "PacketIn.Cookie");
            Match.Write(ref writer);
            writer.Pad(2);
        }

        writer.WriteBytes(Data.Span);
    }

    private static PacketIn Read11(ref WireReader reader, uint bufferId)
    {
        var inPort = reader.ReadPortNumber();
        var inPhyPort = reader.ReadPortNumber();
        return new()
        {
            BufferId = bufferId,
            Match = inPhyPort == inPort ? Match.OfInPort(inPort) : [Oxm.InPort.Is(inPort), Oxm.InPhyPort.Is(inPhyPort)],
            TotalLen = reader.ReadUInt16(),
            Reason = (PacketInReason)reader.ReadByte(),
            TableId = reader.ReadTableId(),
            Data = reader.ReadRest(),
        };
    }

    private void Write11(ref WireWriter writer)
    {
        writer.RefuseIf(Cookie != 0, "PacketIn.Cookie");
        var inPhyPort = Match.Get(Oxm.InPhyPort);
        var isPlain = Match.TryFind(Oxm.InPort, out _) && Match.Count == (inPhyPort is null ? 1 : 2) && inPhyPort != InPort;
        if (!isPlain)
            writer.Refuse("PacketIn.Match", Match);
        writer.WritePortNumber(InPort, "PacketIn.InPort");
        writer.WritePortNumber(inPhyPort ?? InPort, "PacketIn.Match");
        writer.WriteUInt16(TotalLen);
        writer.WriteByte((byte)Reason);
        writer.WriteTableId(TableId);
    }
}
