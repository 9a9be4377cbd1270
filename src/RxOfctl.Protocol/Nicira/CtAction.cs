namespace RxOfctl.Protocol.Nicira;

/// <summary>Sends the packet through connection tracking (NXAST_CT).</summary>
[NiciraCode(35)]
public sealed partial record CtAction : OpenFlowAction
{
    /// <summary>What is done with the connection.</summary>
    public CtFlags Flags { get; init; }

    /// <summary>
    /// The bits that tell the zone, at most 16 of a field that is not an experimenter's; null where <see cref="Zone"/> does.
    /// </summary>
    public Subfield? ZoneSrc { get; init; }

    /// <summary>The zone: connections of one are not seen in another. Counts only where <see cref="ZoneSrc"/> is null.</summary>
    public ushort Zone { get; init; }

    /// <summary>
    /// The table in which a copy of the packet goes on after connection tracking, with <see cref="Nxm.CtState"/> and the other fields set;
    /// 255 (NX_CT_RECIRC_NONE) is none.
    /// </summary>
    public TableId RecircTable { get; init; } = TableId.All;

    /// <summary>The well-known port of the protocol of which related connections are to be found: 21 is FTP, 69 TFTP, 0 none.</summary>
    public ushort Alg { get; init; }

    /// <summary>What is done with the connection besides: <see cref="NatAction"/>, and actions that set its mark and label.</summary>
    /// <exception cref="ArgumentException">Actions are within one another more than 32 times.</exception>
    public ValueList<OpenFlowAction> Actions
    {
        get;
        init => field = value.Bounded();
    }

    internal override int Depth => 1 + Actions.Depth();

    internal static CtAction ReadBody(ref WireReader reader)
    {
        var flags = (CtFlags)reader.ReadUInt16();
        Subfield? zoneSrc = null;
        ushort zone = 0;
        if (reader.PeekUInt32() == 0)
        {
            reader.Skip(4);
            zone = reader.ReadUInt16();
        }
        else
        {
            var field = reader.ReadShortFieldHeader();
            var (start, bits) = reader.ReadShortRange();
            zoneSrc = reader.ToSubfield(field, start, bits);
        }

        var table = reader.ReadTableId();
        reader.Skip(3);
        var alg = reader.ReadUInt16();
        return new()
        {
            Flags = flags,
            ZoneSrc = zoneSrc,
            Zone = zone,
            RecircTable = table,
            Alg = alg,
            Actions = reader.ReadNestedActions(),
        };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        if (ZoneSrc is not null && Zone != 0)
            throw new OpenFlowEncodeException("CtAction has Zone and ZoneSrc: the zone is either a number or in a field.");
        writer.WriteUInt16((ushort)Flags);
        if (ZoneSrc is null)
        {
            writer.WriteUInt32(0);
            writer.WriteUInt16(Zone);
        }
        else
        {
            writer.WriteShortFieldHeader(ZoneSrc.Field, "CtAction.ZoneSrc");
            writer.WriteShortRange(ZoneSrc, "CtAction.ZoneSrc");
        }

        writer.WriteTableId(RecircTable);
        writer.Pad(3);
        writer.WriteUInt16(Alg);
        writer.WriteList(Actions);
    }
}

/// <summary>What connection tracking does with the packet's connection (<c>nx_conntrack_flags</c>).</summary>
[Flags]
public enum CtFlags : ushort
{
    /// <summary>Looks it up.</summary>
    None = 0,

    /// <summary>Keeps it (NX_CT_F_COMMIT).</summary>
    Commit = 1 << 0,

    /// <summary>
    /// Keeps it in the packet's direction, in place of one that is there (NX_CT_F_FORCE). With <see cref="Commit"/> only.
    /// </summary>
    Force = 1 << 1,
}

/// <summary>Makes the packet forget what connection tracking knows of it (NXAST_CT_CLEAR).</summary>
[NiciraCode(43)]
public sealed partial record CtClearAction : OpenFlowAction;

/// <summary>What connection tracking knows of a packet: the bits of <see cref="Nxm.CtState"/>.</summary>
[Flags]
public enum CtState : uint
{
    /// <summary>Nothing: the packet has not passed connection tracking.</summary>
    None = 0,

    /// <summary>It begins a connection (<c>new</c>).</summary>
    New = 1 << 0,

    /// <summary>It belongs to a connection that is there (<c>est</c>).</summary>
    Established = 1 << 1,

    /// <summary>It is related to a connection that is there (<c>rel</c>).</summary>
    Related = 1 << 2,

    /// <summary>It goes in the direction of replies (<c>rpl</c>).</summary>
    ReplyDirection = 1 << 3,

    /// <summary>It could not be made sense of (<c>inv</c>).</summary>
    Invalid = 1 << 4,

    /// <summary>It has passed connection tracking (<c>trk</c>).</summary>
    Tracked = 1 << 5,

    /// <summary>Its source was translated (<c>snat</c>).</summary>
    SourceNat = 1 << 6,

    /// <summary>Its destination was translated (<c>dnat</c>).</summary>
    DestinationNat = 1 << 7,
}
