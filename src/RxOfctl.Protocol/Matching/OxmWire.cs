namespace RxOfctl.Protocol.Matching;

/// <summary>One OXM TLV on the wire: class (16 bits), field (7 bits), has-mask (1 bit), length (8 bits), value, mask.</summary>
internal static class OxmWire
{
    /// <summary>How many TLVs there are, so that they can be read into an array of that length.</summary>
    public static int Count(WireReader reader)
    {
        var count = 0;
        for (; reader.Remaining > 0; count++)
        {
            reader.Skip(3);
            reader.Skip(reader.ReadByte());
        }

        return count;
    }

    public static OxmField Read(ref WireReader reader) => Read(ref reader, reader.Version);

    /// <summary>Reads a field where its form does not depend on the version: the counterpart of <see cref="WriteInAnyVersion"/>.</summary>
    public static OxmField ReadInAnyVersion(ref WireReader reader) => Read(ref reader, OpenFlowVersion.OpenFlow15);

    private static OxmField Read(ref WireReader reader, OpenFlowVersion upTo)
    {
        var start = reader.Offset;
        var oxmClass = reader.ReadUInt16();
        var fieldAndMask = reader.ReadByte();
        var length = reader.ReadByte();
        reader.EnsureLeft(length);
        var field = (byte)(fieldAndMask >> 1);
        var hasMask = (fieldAndMask & 1) != 0;
        if (oxmClass == OxmClass.Experimenter && length < 4)
            reader.Throw($"the length {length} of an experimenter's field leaves no room for its id", start + 3);
        // A field of a later version is unknown here: the version does not define it.
        var experimenter = oxmClass == OxmClass.Experimenter ? reader.PeekUInt32() : 0;
        if (KnownFields.Find(oxmClass, field, experimenter) is not { } type || type.From > upTo)
            return OxmField.Unknown(oxmClass, field, hasMask, reader.ReadBytes(length));

        if (oxmClass == OxmClass.Experimenter)
        {
            reader.Skip(4);
            length -= 4;
        }

        if (type.IsRaw)
        {
            if (length > (hasMask ? 2 * type.Width : type.Width) || (hasMask && length % 2 != 0))
                reader.Throw($"the length {length} of {type.Name} is none that it can have", start + 3);
            return OxmField.OfBytes(type, hasMask, reader.ReadBytes(length));
        }

        return ReadNumbers(ref reader, type, hasMask, length, start);
    }

    private static OxmField ReadNumbers(ref WireReader reader, OxmType type, bool hasMask, byte length, int start)
    {
        if (length != (hasMask ? 2 * type.Width : type.Width))
            reader.Throw($"the length {length} of {type.Name} is not {(hasMask ? "twice " : "")}{type.Width}", start + 3);
        var ahead = reader;
        var value = reader.ReadNumber(type.Width);
        if (!hasMask)
        {
            if ((value & ~type.AllOnes) != 0)
                throw new OpenFlowDecodeException(OpenFlowError.BadMatchBadValue, start, $"{type.Name} has at most {type.Bits} bits");
            return OxmField.Exact(type, value);
        }

        // Switches ignore what the mask does not cover, and bits that the field does not have.
        var mask = reader.ReadNumber(type.Width);
        var counting = mask & type.AllOnes;
        return (value & ~counting) == 0 && mask == counting
            ? OxmField.Masked(type, value, mask)
            : OxmField.MaskedAs(type, value & counting, counting, ahead.ReadBytes(2 * type.Width));
    }

    /// <exception cref="OpenFlowEncodeException">It is <c>default(OxmField)</c>.</exception>
    /// <exception cref="UnsupportedByVersionException">The field is not in the version.</exception>
    public static void Write(ref WireWriter writer, in OxmField field)
    {
        if (field.IsDefault)
            throw new OpenFlowEncodeException(OxmField.NoField);
        if (writer.Version < field.Type.From)
            writer.Refuse($"match field {field.Type.Name}");
        WriteInAnyVersion(ref writer, field);
    }

    /// <summary>Writes a field where its form does not depend on the version, as in the matches of Nicira's extension.</summary>
    public static void WriteInAnyVersion(ref WireWriter writer, in OxmField field)
    {
        var type = field.Type;
        if (field.TryGetPlain(out var number) && type.Class != OxmClass.Experimenter && type.Width <= sizeof(ulong))
        {
            WriteHeader(ref writer, type, hasMask: false, type.Width);
            writer.WriteNumber(number, type.Width);
            return;
        }

        var hasMask = field.HasMask;
        if (type.IsRaw)
        {
            WriteHeader(ref writer, type, hasMask, field.Raw.Length);
            writer.WriteBytes(field.Raw.Span);
            return;
        }

        var width = hasMask ? 2 * type.Width : type.Width;
        WriteHeader(ref writer, type, hasMask, type.Class == OxmClass.Experimenter ? width + 4 : width);
        if (type.Class == OxmClass.Experimenter)
            writer.WriteUInt32(type.Experimenter);
        if (field.Received is { IsEmpty: false } payload)
        {
            writer.WriteBytes(payload.Span);
            return;
        }

        writer.WriteNumber(field.Number, type.Width);
        if (hasMask)
            writer.WriteNumber(field.Mask, type.Width);
    }

    private static void WriteHeader(ref WireWriter writer, OxmType type, bool hasMask, int length) =>
        writer.WriteUInt32(((uint)type.Class << 16) | ((uint)type.Field << 9) | (hasMask ? 1u << 8 : 0) | (byte)length);

    public static ValueList<OxmField> ReadOxmFields(this ref WireReader reader)
    {
        var items = new OxmField[Count(reader)];
        for (var index = 0; index < items.Length; index++)
            items[index] = Read(ref reader);
        return new(items);
    }

    public static void WriteOxmFields(this ref WireWriter writer, ValueList<OxmField> items)
    {
        foreach (ref readonly var item in items.Span)
            Write(ref writer, item);
    }
}
