namespace RxOfctl.Protocol.Wire;

/// <summary>Lists of values that are no structures of their own, up to the end of what has them.</summary>
internal static class ListWire
{
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

    public static ValueList<ushort> ReadUInt16s(this ref WireReader reader, int count)
    {
        var list = reader.Slice(2 * count);
        var items = new ushort[count];
        for (var index = 0; index < count; index++)
            items[index] = list.ReadUInt16();
        return new(items);
    }

    public static void WriteUInt16s(this ref WireWriter writer, ValueList<ushort> items, string member = "")
    {
        foreach (var item in items)
            writer.WriteUInt16(item);
    }
}
