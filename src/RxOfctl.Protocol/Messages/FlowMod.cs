namespace RxOfctl.Protocol.Messages;

/// <summary>
/// Adds, changes or deletes flows (OFPT_FLOW_MOD; <c>ofp_flow_mod</c>, OpenFlow 1.0.2 §5.3.3, 1.3.5 §7.3.4.1, 1.5.1). Where the
/// structures of 1.0 and 1.1 cannot carry the match, and the datapath is known to understand it
/// (<see cref="EncodeOptions.NiciraFlowMod"/>), it is sent as Nicira's NXT_FLOW_MOD (<c>nx_flow_mod</c>).
/// </summary>
[WireCode(Standard)]
[NiciraCode(Nicira, ReadBy = nameof(ReadKept), Layout = "Nicira")]
[WireLayout("1.0", """
    Match Match
    u64 Cookie
    Table10 Table
    u8 Command
    u16 IdleTimeout
    u16 HardTimeout
    u16 Priority
    u32 BufferId
    PortNumber OutPort
    FlowModFlags Flags
    FlowInstructions Program
    """)]
[WireLayout("1.1-1.5", """
    u64 Cookie
    u64 CookieMask
    Table Table
    u8 Command
    u16 IdleTimeout
    u16 HardTimeout
    u16 Priority
    u32 BufferId
    PortNumber OutPort
    u32 OutGroup
    FlowModFlags Flags
    pad 2 until 1.3
    u16 Importance since 1.4
    Match Match
    FlowInstructions Program
    """)]
[WireLayout("Nicira", """
    u64 Cookie
    Table10 Table
    u8 Command
    u16 IdleTimeout
    u16 HardTimeout
    u16 Priority
    u32 BufferId
    PortNumber16 OutPort
    FlowModFlags Flags
    u16 length Match
    pad 6
    NxMatch Match
    FlowInstructions Program
    """)]
public sealed partial record FlowMod : OpenFlowMessage, IOpenFlowCommand, IKeepsForm
{
    private const int Standard = 14;
    private const int Nicira = 13;

    // Nicira's form among the codes; and the standard's in 1.0 with the table in the command.
    private const byte NiciraForm = 2;
    private const byte TableInCommandForm = 3;

    /// <summary>A value of the controller's own, which comes back in statistics and flow-removed.</summary>
    public ulong Cookie { get; init; }

    /// <summary>
    /// The bits of the cookie that a flow must have in common to be changed or deleted; 0 is any cookie. OpenFlow 1.1 and later.
    /// </summary>
    public ulong CookieMask { get; init; }

    /// <summary>
    /// The table; <see cref="TableId.All"/> for a deletion in all of them. OpenFlow 1.1 and later. In 1.0, where a flow-mod has no table
    /// and a deletion is one in all tables, only for a switch that reads it by Nicira's extension
    /// (<see cref="EncodeOptions.FlowModTableId"/>).
    /// </summary>
    public TableId TableId
    {
        get => Table.Id;
        init => Table = new(value, Table.Form);
    }

    private KeptTable Table { get; set; }

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

    /// <summary>
    /// The actions that the flow does at once: those of its <see cref="ApplyActions"/>. Setting them sets <see cref="Instructions"/>.
    /// </summary>
    public ValueList<OpenFlowAction> Actions
    {
        get => Program.Actions;
        init => Program = new(value);
    }

    private FlowInstructions Program { get; init; }

    Kept<byte> IKeepsForm.Form
    {
        get => Table.Form;
        set => Table = new(TableId, value);
    }

    private bool IsKept(byte form, OpenFlowVersion version) => Table.Form.TryGet(version, out var kept) && kept == form;

    internal override WireForm FormIn(OpenFlowVersion version, EncodeOptions options)
    {
        var isNicira = IsKept(NiciraForm, version)
            || (version <= OpenFlowVersion.OpenFlow11 && (options & EncodeOptions.NiciraFlowMod) != 0 && !Match.Fits(version));
        return isNicira && FitsNicira(version) && OutPort.TryToUInt16(out _)
            ? new(NiciraForm, Nicira, Experimenters.Nicira)
            : new(1, Standard);
    }

    /// <summary>The flow in the form that Nicira gave OpenFlow 1.0.</summary>
    internal FlowMod AsNicira10() =>
        this with { Match = Match.ToNicira(), Table = new(TableId, new(OpenFlowVersion.OpenFlow10, NiciraForm)) };

    internal static FlowMod ReadKept(ref WireReader reader)
    {
        var mod = ReadNicira(ref reader);
        mod.Table = new(mod.TableId, new(reader.Version, NiciraForm));
        return mod;
    }

    // What was decoded goes on as it came.
    private Match NxMatch(OpenFlowVersion version) => IsKept(NiciraForm, version) ? Match : Match.ToNicira();

    // The upper half of the command, which is zero unless NXT_FLOW_MOD_TABLE_ID made Open vSwitch read the table there.
    private static KeptTable ReadTable10(ref WireReader reader)
    {
        var id = reader.ReadTableId();
        return id == default ? default : new(id, new(reader.Version, TableInCommandForm));
    }

    private void WriteTable10(ref WireWriter writer)
    {
        var deletesInAll = Command is FlowModCommand.Delete or FlowModCommand.DeleteStrict && TableId == TableId.All;
        var hasTable = IsKept(TableInCommandForm, writer.Version) || IsKept(NiciraForm, writer.Version)
            || (writer.Options & EncodeOptions.FlowModTableId) != 0;
        if (!hasTable && TableId != default && !deletesInAll)
            writer.Refuse("FlowMod.TableId", TableId);
        writer.WriteTableId(hasTable ? TableId : default);
    }

    private static KeptTable ReadTable(ref WireReader reader) => new(reader.ReadTableId());

    private void WriteTable(ref WireWriter writer) => writer.WriteTableId(TableId);
}

/// <summary>What a flow-mod does (<c>ofp_flow_mod_command</c>, OpenFlow 1.3.5 §7.3.4.1).</summary>
public enum FlowModCommand : byte
{
    /// <summary>Adds a flow (OFPFC_ADD).</summary>
    Add = 0,

    /// <summary>Changes all flows that match (OFPFC_MODIFY).</summary>
    Modify = 1,

    /// <summary>Changes the flow of the same match and priority (OFPFC_MODIFY_STRICT).</summary>
    ModifyStrict = 2,

    /// <summary>Deletes all flows that match (OFPFC_DELETE).</summary>
    Delete = 3,

    /// <summary>Deletes the flow of the same match and priority (OFPFC_DELETE_STRICT).</summary>
    DeleteStrict = 4,
}

/// <summary>
/// How a flow is added and kept (<c>ofp_flow_mod_flags</c>, OpenFlow 1.0.2 §5.3.3, 1.3.5 §7.3.4.1). OpenFlow 1.0 has its emergency flag
/// where later versions have <see cref="ResetCounts"/>.
/// </summary>
[Flags]
public enum FlowModFlags : uint
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>The datapath sends a flow-removed when the flow goes (OFPFF_SEND_FLOW_REM).</summary>
    SendFlowRem = 1 << 0,

    /// <summary>A flow of the same priority that overlaps is an error (OFPFF_CHECK_OVERLAP).</summary>
    CheckOverlap = 1 << 1,

    /// <summary>The counters start anew (OFPFF_RESET_COUNTS). OpenFlow 1.2 and later.</summary>
    ResetCounts = 1 << 2,

    /// <summary>Packets need not be counted (OFPFF_NO_PKT_COUNTS). OpenFlow 1.3 and later.</summary>
    NoPktCounts = 1 << 3,

    /// <summary>Bytes need not be counted (OFPFF_NO_BYT_COUNTS). OpenFlow 1.3 and later.</summary>
    NoBytCounts = 1 << 4,

    /// <summary>The flow is for when there is no connection to a controller (OFPFF_EMERG). OpenFlow 1.0.</summary>
    Emerg = 1 << 16,
}

/// <summary>
/// The flags of a flow on the wire, 16 bits. The low bits are the same in all versions that define them; bits that a version does not
/// define go where no other version's flags are, and come back from there. So 1.0's bit 2 becomes <see cref="FlowModFlags.Emerg"/>.
/// </summary>
internal static class FlowModFlagsWire
{
    private const int Shift10 = 14;
    private const int Shift11 = 15;

    public static FlowModFlags ReadFlowModFlags(this ref WireReader reader)
    {
        var (defined, shift) = Layout(reader.Version);
        uint bits = reader.ReadUInt16();
        return (FlowModFlags)((bits & defined) | (bits & ~defined) << shift);
    }

    public static void WriteFlowModFlags(this ref WireWriter writer, FlowModFlags flags, string member)
    {
        var (defined, shift) = Layout(writer.Version);
        var own = (ushort.MaxValue & ~defined) << shift;
        var missing = flags & (FlowModFlags)~(defined | own);
        if (missing != FlowModFlags.None)
            writer.Refuse(member, missing);
        writer.WriteUInt16((ushort)(((uint)flags & defined) | ((uint)flags & own) >> shift));
    }

    // From 1.3 on all bits are as they are, those that are not defined yet too.
    private static (uint Defined, int Shift) Layout(OpenFlowVersion version) => version switch
    {
        OpenFlowVersion.OpenFlow10 => (0x3, Shift10),
        OpenFlowVersion.OpenFlow11 => (0x3, Shift11),
        OpenFlowVersion.OpenFlow12 => (0x7, Shift11),
        _ => (ushort.MaxValue, 0),
    };
}
