using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// A packet that the datapath is to send (OFPT_PACKET_OUT; <c>ofp_packet_out</c>, OpenFlow 1.0.2 §5.3.6, 1.3.5 §7.3.7, 1.5.1): one that the message
/// brings, or one that the datapath has in a buffer.
/// </summary>
[WireCode(13)]
public sealed partial record PacketOut : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The buffer that has the packet, or <see cref="Messages.BufferId.NoBuffer"/> if <see cref="Data"/> does.</summary>
    public uint BufferId { get; init; } = Messages.BufferId.NoBuffer;

    /// <summary>
    /// What goes with the packet beyond its bytes (<c>ofp_packet_out.match</c>, OpenFlow 1.5): pipeline fields, the port by which it counts as
    /// received among them. Before OpenFlow 1.5, that port alone.
    /// </summary>
    public Match Match { get; init; } = Match.OfInPort(PortNumber.Controller);

    /// <summary>
    /// The port by which the packet counts as received, for actions that ask: <see cref="Oxm.InPort"/> of <see cref="Match"/>, 0 where it is not
    /// there. Setting it sets <see cref="Match"/>.
    /// </summary>
    public PortNumber InPort
    {
        get => Match.Get(Oxm.InPort) ?? default;
        init => Match = Match.OfInPort(value);
    }

    /// <summary>What is done to the packet. None drops it.</summary>
    public ValueList<OpenFlowAction> Actions { get; init; }

    /// <summary>The packet, from its Ethernet header on; empty if it is in a buffer.</summary>
    public ByteString Data { get; init; }

    internal static PacketOut ReadBody(ref WireReader reader)
    {
        var bufferId = reader.ReadUInt32();
        if (reader.Version >= OpenFlowVersion.OpenFlow15)
        {
            var length = reader.ReadUInt16();
            reader.Skip(2);
            return Read(ref reader, bufferId, Match.Read(ref reader), length);
        }

        var match = Match.OfInPort(reader.ReadPortNumber());
        var actionsLength = reader.ReadUInt16();
        reader.Skip(reader.Version == OpenFlowVersion.OpenFlow10 ? 0 : 6);
        return Read(ref reader, bufferId, match, actionsLength);
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        var is15 = writer.Version >= OpenFlowVersion.OpenFlow15;
        writer.WriteUInt32(BufferId);
        if (!is15)
        {
            if (Match.Count != 1 || !Match.TryFind(Oxm.InPort, out _))
                writer.Refuse("PacketOut.Match", Match);
            writer.WritePortNumber(InPort, "PacketOut.InPort");
        }

        var actionsLength = writer.Position;
        writer.WriteUInt16(0);
        writer.Pad(is15 ? 2 : writer.Version == OpenFlowVersion.OpenFlow10 ? 0 : 6);
        if (is15)
            Match.Write(ref writer);
        var actions = writer.Position;
        writer.WriteList(Actions);
        writer.SetLength(actionsLength, writer.Position - actions);
        writer.WriteBytes(Data.Span);
    }

    private static PacketOut Read(ref WireReader reader, uint bufferId, Match match, ushort actionsLength)
    {
        var actions = reader.Slice(actionsLength);
        return new()
        {
            BufferId = bufferId,
            Match = match,
            Actions = actions.ReadList<OpenFlowAction>(),
            Data = reader.ReadRest(),
        };
    }
}
