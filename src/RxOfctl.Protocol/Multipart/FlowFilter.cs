using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Which flows a request is about: the body that requests for flows and for their sums have in common.</summary>
internal readonly record struct FlowFilter(
    TableId TableId, PortNumber OutPort, GroupId OutGroup, ulong Cookie, ulong CookieMask, Match Match)
{
    public static FlowFilter Read(ref WireReader reader)
    {
        if (reader.Version == OpenFlowVersion.OpenFlow10)
        {
            var match10 = Match.Read(ref reader);
            var tableId10 = reader.ReadTableId();
            reader.Skip(1);
            return new(tableId10, reader.ReadPortNumber(), GroupId.Any, 0, 0, match10);
        }

        var tableId = reader.ReadTableId();
        reader.Skip(3);
        var outPort = reader.ReadPortNumber();
        var outGroup = reader.ReadGroupId();
        reader.Skip(4);
        return new(tableId, outPort, outGroup, reader.ReadUInt64(), reader.ReadUInt64(), Match.Read(ref reader));
    }

    public void Write(ref WireWriter writer, string owner)
    {
        if (writer.Version == OpenFlowVersion.OpenFlow10)
        {
            if (OutGroup != GroupId.Any)
                writer.Refuse($"{owner}.OutGroup");
            if (Cookie != 0)
                writer.Refuse($"{owner}.Cookie");
            if (CookieMask != 0)
                writer.Refuse($"{owner}.CookieMask");
            Match.Write(ref writer);
            writer.WriteTableId(TableId);
            writer.Pad(1);
            writer.WritePortNumber(OutPort, $"{owner}.OutPort");
            return;
        }

        writer.WriteTableId(TableId);
        writer.Pad(3);
        writer.WritePortNumber(OutPort, $"{owner}.OutPort");
        writer.WriteGroupId(OutGroup);
        writer.Pad(4);
        writer.WriteUInt64(Cookie);
        writer.WriteUInt64(CookieMask);
        Match.Write(ref writer);
    }
}
