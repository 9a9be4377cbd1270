using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sends the packet through connection tracking (NXAST_CT).</summary>
[NiciraCode(35)]
public sealed partial record CtAction : OpenFlowAction
{
    /// <summary>What is done with the connection.</summary>
    public CtFlags Flags { get; init; }

    /// <summary>The bits that tell the zone, at most 16 of a field that is not an experimenter's; null where <see cref="Zone"/> does.</summary>
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
    public ValueList<OpenFlowAction> Actions { get; init; }

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
        var nested = reader.SliceNested();
        return new()
        {
            Flags = flags,
            ZoneSrc = zoneSrc,
            Zone = zone,
            RecircTable = table,
            Alg = alg,
            Actions = nested.ReadList<OpenFlowAction>(),
        };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        if (ZoneSrc is not null && Zone != 0)
            throw new OpenFlowEncodeException("CtAction.Zone has no place where CtAction.ZoneSrc is set: the zone is a number or in a field.");
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
