using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// A packet that the datapath is to send (OFPT_PACKET_OUT; <c>ofp_packet_out</c>, OpenFlow 1.0.2 §5.3.6, 1.3.5 §A.3.7): one that the message
/// brings, or one that the datapath has in a buffer.
/// </summary>
[WireCode(13)]
public sealed partial record PacketOut : OpenFlowMessage, ICommand
{
    /// <summary>The buffer that has the packet, or <see cref="Messages.BufferId.NoBuffer"/> if <see cref="Data"/> does.</summary>
    public uint BufferId { get; init; } = Messages.BufferId.NoBuffer;

    /// <summary>The port by which the packet counts as received, for actions that ask.</summary>
    public PortNumber InPort { get; init; } = PortNumber.Controller;

    /// <summary>What is done to the packet. None drops it.</summary>
    public ValueList<OpenFlowAction> Actions { get; init; }

    /// <summary>The packet, from its Ethernet header on; empty if it is in a buffer.</summary>
    public ByteString Data { get; init; }

    internal static PacketOut ReadBody(ref WireReader reader)
    {
        var bufferId = reader.ReadUInt32();
        var inPort = reader.ReadPortNumber();
        var actionsLength = reader.ReadUInt16();
        reader.Skip(reader.Version == OpenFlowVersion.OpenFlow10 ? 0 : 6);
        var actions = reader.Slice(actionsLength);
        return new()
        {
            BufferId = bufferId,
            InPort = inPort,
            Actions = actions.ReadList<OpenFlowAction>(),
            Data = reader.ReadRest(),
        };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32(BufferId);
        writer.WritePortNumber(InPort, "PacketOut.InPort");
        var actionsLength = writer.Position;
        writer.WriteUInt16(0);
        writer.Pad(writer.Version == OpenFlowVersion.OpenFlow10 ? 0 : 6);
        var actions = writer.Position;
        writer.WriteList(Actions);
        writer.SetLength(actionsLength, writer.Position - actions);
        writer.WriteBytes(Data.Span);
    }
}
