using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Adds, changes or deletes flows with matches of Nicira (NXT_FLOW_MOD; <c>nx_flow_mod</c>): what OpenFlow 1.0 and 1.1 have in place of OXM.
/// </summary>
[NiciraCode(13)]
public sealed partial record NiciraFlowMod : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>A value of the controller's own, which comes back in statistics and flow-removed.</summary>
    public ulong Cookie { get; init; }

    /// <summary>The table, where <see cref="NiciraFlowModTableId"/> has turned it on; else 0.</summary>
    public TableId TableId { get; init; }

    /// <summary>What is done.</summary>
    public FlowModCommand Command { get; init; }

    /// <summary>After how many seconds without a packet the flow goes; 0 is never.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>After how many seconds the flow goes; 0 is never.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>The flow's priority.</summary>
    public ushort Priority { get; init; } = 0x8000;

    /// <summary>A packet in a buffer to which the new flow is applied, or <see cref="Messages.BufferId.NoBuffer"/>.</summary>
    public uint BufferId { get; init; } = Messages.BufferId.NoBuffer;

    /// <summary>For a deletion: only flows that output to this port, 16 bits, or <see cref="PortNumber.Any"/>.</summary>
    public PortNumber OutPort { get; init; } = PortNumber.Any;

    /// <summary>How the flow is added and kept.</summary>
    public FlowModFlags Flags { get; init; }

    /// <summary>What the flow matches.</summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>
    /// What the flow does. In OpenFlow 1.0 there are actions on the wire, and so at most <see cref="ApplyActions"/>; from 1.1 on instructions,
    /// as in a <see cref="FlowMod"/>.
    /// </summary>
    public ValueList<Instruction> Instructions
    {
        get => Program.List;
        init => Program = new(value);
    }

    /// <summary>The actions that the flow does at once: those of its <see cref="ApplyActions"/>. Setting them sets <see cref="Instructions"/>.</summary>
    public ValueList<OpenFlowAction> Actions
    {
        get => Program.Actions;
        init => Program = new(value);
    }

    private FlowInstructions Program { get; init; }

    internal static NiciraFlowMod ReadBody(ref WireReader reader)
    {
        var message = new NiciraFlowMod
        {
            Cookie = reader.ReadUInt64(),
            TableId = reader.ReadTableId(),
            Command = (FlowModCommand)reader.ReadByte(),
            IdleTimeout = reader.ReadUInt16(),
            HardTimeout = reader.ReadUInt16(),
            Priority = reader.ReadUInt16(),
            BufferId = reader.ReadUInt32(),
            OutPort = reader.ReadPortNumber16(),
            Flags = reader.ReadFlowModFlags(),
        };
        var length = reader.ReadUInt16();
        reader.Skip(6);
        return message with { Match = reader.ReadNxMatch(length), Program = FlowInstructions.Read(ref reader) };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt64(Cookie);
        writer.WriteTableId(TableId);
        writer.WriteByte((byte)Command);
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        writer.WriteUInt16(Priority);
        writer.WriteUInt32(BufferId);
        writer.WritePortNumber16(OutPort, nameof(OutPort));
        writer.WriteFlowModFlags(Flags, "NiciraFlowMod.Flags");
        var length = writer.Position;
        writer.WriteUInt16(0);
        writer.Pad(6);
        writer.SetLength(length, writer.WriteNxMatch(Match));
        Program.Write(ref writer, "NiciraFlowMod.Instructions");
    }
}
