using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>Adds, changes or deletes flows (OFPT_FLOW_MOD; <c>ofp_flow_mod</c>, OpenFlow 1.0.2 §5.3.3, 1.3.5 §7.3.4.1, 1.5.1).</summary>
[WireCode(14)]
public sealed partial record FlowMod : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>A value of the controller's own, which comes back in statistics and flow-removed.</summary>
    public ulong Cookie { get; init; }

    /// <summary>The bits of the cookie that a flow must have in common to be changed or deleted; 0 is any cookie. OpenFlow 1.1 and later.</summary>
    public ulong CookieMask { get; init; }

    /// <summary>
    /// The table; <see cref="TableId.All"/> for a deletion in all of them. OpenFlow 1.1 and later: 1.0 has one table as far as flow-mods
    /// go, and deletes in all.
    /// </summary>
    public TableId TableId { get; init; }

    /// <summary>What is done.</summary>
    public FlowModCommand Command { get; init; }

    /// <summary>After how many seconds without a packet the flow goes; 0 is never.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>After how many seconds the flow goes; 0 is never.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>The flow's priority: of all flows that match, that of the highest counts.</summary>
    public ushort Priority { get; init; } = 0x8000;

    /// <summary>A packet in a buffer to which the new flow is applied, or <see cref="Messages.BufferId.NoBuffer"/>.</summary>
    public uint BufferId { get; init; } = Messages.BufferId.NoBuffer;

    /// <summary>For a deletion: only flows that output to this port, or <see cref="PortNumber.Any"/>.</summary>
    public PortNumber OutPort { get; init; } = PortNumber.Any;

    /// <summary>For a deletion: only flows that use this group, or <see cref="GroupId.Any"/>. OpenFlow 1.1 and later.</summary>
    public GroupId OutGroup { get; init; } = GroupId.Any;

    /// <summary>How the flow is added and kept.</summary>
    public FlowModFlags Flags { get; init; }

    /// <summary>How much the flow counts when flows are evicted, the least first. OpenFlow 1.4 and later.</summary>
    public ushort Importance { get; init; }

    /// <summary>What the flow matches.</summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>What the flow does. In OpenFlow 1.0, at most one <see cref="ApplyActions"/>.</summary>
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

    internal static FlowMod ReadBody(ref WireReader reader) =>
        reader.Version == OpenFlowVersion.OpenFlow10 ? Read10(ref reader) : Read11(ref reader);

    internal override void WriteBody(ref WireWriter writer)
    {
        if (writer.Version == OpenFlowVersion.OpenFlow10)
            Write10(ref writer);
        else
            Write11(ref writer);
    }

    private static FlowMod Read10(ref WireReader reader)
    {
        var match = Match.Read(ref reader);
        var cookie = reader.ReadUInt64();
        var command = reader.ReadUInt16();
        if (command > byte.MaxValue)
            throw new OpenFlowDecodeException(OpenFlowError.FlowModFailedBadCommand, reader.Offset - 2, $"there is no flow-mod command {command}");
        return new()
        {
            Match = match,
            Cookie = cookie,
            Command = (FlowModCommand)command,
            IdleTimeout = reader.ReadUInt16(),
            HardTimeout = reader.ReadUInt16(),
            Priority = reader.ReadUInt16(),
            BufferId = reader.ReadUInt32(),
            OutPort = reader.ReadPortNumber(),
            Flags = reader.ReadFlowModFlags(),
            Program = FlowInstructions.Read(ref reader),
        };
    }

    private static FlowMod Read11(ref WireReader reader)
    {
        var cookie = reader.ReadUInt64();
        var cookieMask = reader.ReadUInt64();
        var tableId = reader.ReadTableId();
        var command = (FlowModCommand)reader.ReadByte();
        var idleTimeout = reader.ReadUInt16();
        var hardTimeout = reader.ReadUInt16();
        var priority = reader.ReadUInt16();
        var bufferId = reader.ReadUInt32();
        var outPort = reader.ReadPortNumber();
        var outGroup = reader.ReadGroupId();
        var flags = reader.ReadFlowModFlags();
        // Padding before 1.4.
        var importance = reader.ReadUInt16();
        return new()
        {
            Cookie = cookie,
            CookieMask = cookieMask,
            TableId = tableId,
            Command = command,
            IdleTimeout = idleTimeout,
            HardTimeout = hardTimeout,
            Priority = priority,
            BufferId = bufferId,
            OutPort = outPort,
            OutGroup = outGroup,
            Flags = flags,
            Importance = reader.Version >= OpenFlowVersion.OpenFlow14 ? importance : (ushort)0,
            Match = Match.Read(ref reader),
            Program = FlowInstructions.Read(ref reader),
        };
    }

    private void Write10(ref WireWriter writer)
    {
        var deletes = Command is FlowModCommand.Delete or FlowModCommand.DeleteStrict;
        writer.RefuseIf(CookieMask != 0, "FlowMod.CookieMask");
        if (TableId != default && !(deletes && TableId == TableId.All))
            writer.Refuse("FlowMod.TableId", TableId);
        writer.RefuseIf(OutGroup != GroupId.Any, "FlowMod.OutGroup");
        writer.RefuseIf(Importance != 0, "FlowMod.Importance");
        Match.Write(ref writer);
        writer.WriteUInt64(Cookie);
        writer.WriteUInt16((ushort)Command);
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        writer.WriteUInt16(Priority);
        writer.WriteUInt32(BufferId);
        writer.WritePortNumber(OutPort, "FlowMod.OutPort");
        writer.WriteFlowModFlags(Flags, "FlowMod.Flags");
        Program.Write(ref writer, "FlowMod.Instructions");
    }

    private void Write11(ref WireWriter writer)
    {
        writer.WriteUInt64(Cookie);
        writer.WriteUInt64(CookieMask);
        writer.WriteTableId(TableId);
        writer.WriteByte((byte)Command);
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        writer.WriteUInt16(Priority);
        writer.WriteUInt32(BufferId);
        writer.WritePortNumber(OutPort, "FlowMod.OutPort");
        writer.WriteGroupId(OutGroup);
        writer.WriteFlowModFlags(Flags, "FlowMod.Flags");
        writer.RefuseIf(Importance != 0 && writer.Version < OpenFlowVersion.OpenFlow14, "FlowMod.Importance");
        writer.WriteUInt16(Importance);
        Match.Write(ref writer);
        Program.Write(ref writer, "FlowMod.Instructions");
    }
}
