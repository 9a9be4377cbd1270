using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Takes a field out of the packet: tunnel metadata (NXAST_DELETE_FIELD).</summary>
[NiciraCode(50)]
public sealed partial record DeleteFieldAction : OpenFlowAction
{
    // Header, experimenter's id and padding together.
    private const int Room = 14;

    /// <summary>Takes a field out.</summary>
    public DeleteFieldAction(OxmType field) => Field = field ?? throw new ArgumentNullException(nameof(field));

    /// <summary>The field.</summary>
    public OxmType Field { get; }

    internal static DeleteFieldAction ReadBody(ref WireReader reader)
    {
        var room = reader.Slice(Room);
        return new(room.ReadFieldHeader());
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        var start = writer.Position;
        writer.WriteFieldHeader(Field);
        writer.Pad(Room - (writer.Position - start));
    }
}
