using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>A change of a flow (<c>nx_flow_update_full</c>, <c>nx_flow_update_abbrev</c>).</summary>
[WireStructure]
public sealed partial record NiciraFlowUpdate
{
    private const int HeaderLength = 4;
    private const int TypeOxm = 1;

    /// <summary>What happened. With <see cref="NiciraFlowUpdateEvent.Abbrev"/> there is <see cref="Xid"/> only, else all but that.</summary>
    public NiciraFlowUpdateEvent Event { get; init; }

    /// <summary>The transaction id of the controller's own message that did it.</summary>
    public uint Xid { get; init; }

    /// <summary>Why a flow is gone.</summary>
    public FlowRemovedReason Reason { get; init; }

    /// <summary>The flow's priority.</summary>
    public ushort Priority { get; init; }

    /// <summary>The flow's idle timeout in seconds.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>The flow's hard timeout in seconds.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>The flow's table.</summary>
    public TableId TableId { get; init; }

    /// <summary>The flow's cookie.</summary>
    public ulong Cookie { get; init; }

    /// <summary>What the flow matches.</summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>What the flow does, if the monitor asks for it. Up to OpenFlow 1.2, at most one <see cref="ApplyActions"/>.</summary>
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

    internal static NiciraFlowUpdate ReadBody(ref WireReader reader)
    {
        var start = reader.Offset;
        var length = reader.PeekUInt16();
        if (length < HeaderLength)
            reader.Throw($"the length {length} of a change of a flow is less than that of its header");
        var entry = reader.Slice(length);
        entry.Skip(2);
        var what = (NiciraFlowUpdateEvent)entry.ReadUInt16();
        if (what > NiciraFlowUpdateEvent.Abbrev)
            throw new OpenFlowDecodeException(OpenFlowError.NiciraBadRequestFmBadEvent, start + 2, $"there is no change {(ushort)what} of a flow");
        var update = what == NiciraFlowUpdateEvent.Abbrev ? new() { Event = what, Xid = entry.ReadUInt32() } : ReadFull(ref entry, what);
        entry.EnsureEnd(nameof(NiciraFlowUpdate));
        return update;
    }

    internal void WriteBody(ref WireWriter writer)
    {
        if (Event != NiciraFlowUpdateEvent.Abbrev && Xid != 0)
            throw new OpenFlowEncodeException($"NiciraFlowUpdate.Xid is there only where Event is Abbrev; it is {Event}.");
        if (Event == NiciraFlowUpdateEvent.Abbrev && this != new NiciraFlowUpdate { Event = Event, Xid = Xid })
            throw new OpenFlowEncodeException("A NiciraFlowUpdate whose Event is Abbrev has nothing but Xid.");
        var start = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteUInt16((ushort)Event);
        if (Event == NiciraFlowUpdateEvent.Abbrev)
            writer.WriteUInt32(Xid);
        else
            WriteFull(ref writer);
        writer.SetLength(start, writer.Position - start);
    }

    /// <summary>Writes a match as OpenFlow 1.3 has it, with its padding.</summary>
    /// <returns>Its length without the padding.</returns>
    internal static int WriteOxmMatch(ref WireWriter writer, Match match)
    {
        var start = writer.BeginTlv(TypeOxm);
        foreach (var field in match)
            OxmWire.Write(ref writer, field);
        var length = writer.Position - start;
        writer.EndTlv(start);
        writer.PadTo8(start);
        return length;
    }

    private static NiciraFlowUpdate ReadFull(ref WireReader reader, NiciraFlowUpdateEvent what)
    {
        var reason = reader.ReadUInt16();
        if (reason > byte.MaxValue)
            throw new OpenFlowDecodeException(OpenFlowError.NiciraBadRequestFmBadEvent, reader.Offset - 2, $"there is no reason {reason} for which a flow goes");
        var update = new NiciraFlowUpdate
        {
            Event = what,
            Reason = (FlowRemovedReason)reason,
            Priority = reader.ReadUInt16(),
            IdleTimeout = reader.ReadUInt16(),
            HardTimeout = reader.ReadUInt16(),
        };
        var length = reader.ReadUInt16();
        var tableId = reader.ReadTableId();
        reader.Skip(1);
        update = update with { TableId = tableId, Cookie = reader.ReadUInt64() };
        return reader.Version == OpenFlowVersion.OpenFlow13
            ? update with { Match = Match.Read(ref reader), Instructions = reader.ReadList<Instruction>() }
            : update with { Match = reader.ReadNxMatch(length), Actions = reader.ReadList<OpenFlowAction>() };
    }

    private void WriteFull(ref WireWriter writer)
    {
        writer.WriteUInt16((ushort)Reason);
        writer.WriteUInt16(Priority);
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        var length = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteTableId(TableId);
        writer.Pad(1);
        writer.WriteUInt64(Cookie);
        if (writer.Version == OpenFlowVersion.OpenFlow13)
        {
            writer.SetLength(length, WriteOxmMatch(ref writer, Match));
            writer.WriteList(Instructions);
            return;
        }

        writer.SetLength(length, writer.WriteNxMatch(Match));
        foreach (var instruction in Instructions)
        {
            if (instruction is not ApplyActions apply)
                writer.Refuse($"NiciraFlowUpdate.Instructions with {instruction.GetType().Name}");
            else
                writer.WriteList(apply.Actions);
        }
    }
}
