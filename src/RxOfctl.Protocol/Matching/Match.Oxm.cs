namespace RxOfctl.Protocol.Matching;

/// <content>
/// The list of TLVs that OpenFlow 1.2 and later have (<c>OFPMT_OXM</c>, OpenFlow 1.3.5 §7.2.3.1), padded to a multiple of eight bytes.
/// </content>
public partial class Match
{
    internal const ushort TypeOxm = 1;
    private const uint InPortHeader = 0x8000_0004;

    private static Match ReadOxm(ref WireReader reader)
    {
        var start = reader.Offset;
        var tlvs = reader.ReadTlv(out var type, multiple: 1, WireScope.Match);
        if (type != TypeOxm)
            throw new OpenFlowDecodeException(OpenFlowError.BadMatchBadType, start, $"match type {type} is not {TypeOxm} (OXM)");

        reader.Skip(-(reader.Offset - start) & 7);
        if (tlvs.Remaining == 0)
            return Any;
        if (tlvs.Remaining == 8 && tlvs.PeekUInt32() == InPortHeader)
        {
            tlvs.Skip(4);
            return OfInPort(tlvs.ReadUInt32());
        }

        return ReadFields(ref tlvs, inAnyVersion: false);
    }

    /// <summary>Reads all that is left as fields, whatever the version, as the extensions of Nicira have them.</summary>
    internal static Match ReadFields(ref WireReader reader) => ReadFields(ref reader, inAnyVersion: true);

    private static Match ReadFields(ref WireReader reader, bool inAnyVersion)
    {
        if (reader.Remaining == 0)
            return Any;
        var start = reader.Offset;
        var fields = new OxmField[OxmWire.Count(reader)];
        for (var index = 0; index < fields.Length; index++)
            fields[index] = inAnyVersion ? OxmWire.ReadInAnyVersion(ref reader) : OxmWire.Read(ref reader);
        if (FirstDuplicate(fields) is { } twice)
            throw new OpenFlowDecodeException(OpenFlowError.BadMatchDupField, start, $"match field {twice} is there twice");
        return new(fields);
    }

    /// <summary>Writes the fields, whatever the version, as the extensions of Nicira have them.</summary>
    internal void WriteFields(ref WireWriter writer)
    {
        foreach (ref readonly var field in _fields.AsSpan())
            OxmWire.WriteInAnyVersion(ref writer, field);
    }

    /// <summary>Writes the list with its padding.</summary>
    /// <returns>Its length without the padding.</returns>
    internal int WriteOxm(ref WireWriter writer)
    {
        var start = writer.BeginTlv(TypeOxm);
        foreach (ref readonly var field in _fields.AsSpan())
            OxmWire.Write(ref writer, field);
        writer.EndTlv(start);
        var length = writer.Position - start;
        writer.PadTo8(start);
        return length;
    }
}
