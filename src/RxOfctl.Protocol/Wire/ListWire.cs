using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Protocol.Wire;

/// <summary>Lists of values that are no structures of their own, up to the end of what has them.</summary>
internal static class ListWire
{
    /// <summary>Entries up to the end. One that is malformed is passed over where its length is sound; else it is refused, as all else is.</summary>
    /// <exception cref="OpenFlowDecodeException">An entry is malformed that has no length of its own, or a wrong one.</exception>
    public static ValueList<T> ReadEntries<T>(this ref WireReader reader, out ValueList<MalformedEntry> malformed)
        where T : IWireStructure<T>
    {
        malformed = default;
        var ahead = reader;
        try
        {
            return reader.ReadList<T>();
        }
        catch (OpenFlowDecodeException) when (T.HasLength(ahead.Version))
        {
            reader = ahead;
            return ReadSoundEntries<T>(ref reader, out malformed);
        }
    }

    private static ValueList<T> ReadSoundEntries<T>(ref WireReader reader, out ValueList<MalformedEntry> malformed)
        where T : IWireStructure<T>
    {
        var (items, others) = (new List<T>(), new List<MalformedEntry>());
        while (reader.Remaining > 0)
        {
            var entry = reader;
            try
            {
                items.Add(T.Read(ref reader));
            }
            // The reader has moved past the entry where the entry's length is sound.
            catch (OpenFlowDecodeException exception) when (reader.Remaining < entry.Remaining)
            {
                var bytes = entry.ReadBytes(entry.Remaining - reader.Remaining);
                others.Add(new(items.Count + others.Count, entry.Version, bytes, exception.Message));
            }
        }

        malformed = ValueList.Take(others);
        return ValueList.Take(items);
    }

    /// <summary>Writes entries, and at their places those that could not be decoded.</summary>
    /// <exception cref="UnsupportedByVersionException">One of those came in another version.</exception>
    public static void WriteEntries<T>(this ref WireWriter writer, ValueList<T> items, ValueList<MalformedEntry> malformed, string member)
        where T : IWireStructure<T>
    {
        if (malformed.IsEmpty)
        {
            writer.WriteList(items);
            return;
        }

        var (index, next) = (0, 0);
        while (index < items.Count || next < malformed.Count)
        {
            if (next < malformed.Count && (malformed[next].Index <= index + next || index == items.Count))
            {
                writer.RefuseIf(malformed[next].Version != writer.Version, member);
                writer.WriteBytes(malformed[next++].Bytes.Span);
            }
            else
            {
                writer.WriteStructure(items[index++]);
            }
        }
    }

    public static ValueList<TableId> ReadTableIds(this ref WireReader reader)
    {
        var items = new TableId[reader.Remaining];
        for (var index = 0; index < items.Length; index++)
            items[index] = reader.ReadTableId();
        return new(items);
    }

    public static void WriteTableIds(this ref WireWriter writer, ValueList<TableId> items)
    {
        foreach (var item in items)
            writer.WriteTableId(item);
    }

    public static ValueList<PortNumber> ReadPortNumbers(this ref WireReader reader)
    {
        var items = new PortNumber[(reader.Remaining + 3) / 4];
        for (var index = 0; index < items.Length; index++)
            items[index] = reader.ReadPortNumber();
        return new(items);
    }

    public static void WritePortNumbers(this ref WireWriter writer, ValueList<PortNumber> items)
    {
        foreach (var item in items)
            writer.WritePortNumber(item, "PortNumber");
    }

    public static ValueList<OxmField> ReadOxmFields(this ref WireReader reader)
    {
        var items = new OxmField[OxmWire.Count(reader)];
        for (var index = 0; index < items.Length; index++)
            items[index] = OxmWire.Read(ref reader);
        return new(items);
    }

    public static void WriteOxmFields(this ref WireWriter writer, ValueList<OxmField> items)
    {
        foreach (ref readonly var item in items.Span)
            OxmWire.Write(ref writer, item);
    }
}
