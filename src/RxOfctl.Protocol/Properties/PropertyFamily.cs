namespace RxOfctl.Protocol.Properties;

/// <summary>What every family of properties has.</summary>
internal static class PropertyFamily
{
    /// <summary>The type of experimenters' properties.</summary>
    public const ushort Experimenter = 0xffff;

    /// <summary>
    /// Reads the body of a property of a type that the version defines. Null where it does not; the reader has not moved then.
    /// </summary>
    public delegate Property? KnownReader(int type, ref WireReader reader);
}

/// <summary>Reads and writes the properties of a family, those of unknown types and of experimenters among them.</summary>
/// <typeparam name="T">The interface that the properties of the family have.</typeparam>
/// <param name="readKnown">Reads those that the specification defines.</param>
/// <param name="firstExperimenter">The lowest type that is an experimenter's: 0xffff, or 0xfffe in a family that has two.</param>
internal sealed class PropertyFamily<T>(PropertyFamily.KnownReader readKnown, ushort firstExperimenter = PropertyFamily.Experimenter)
    where T : class
{
    /// <summary>Reads one property with its header and padding.</summary>
    public T Read(ref WireReader reader)
    {
        var body = reader.ReadPaddedTlv(out var type, WireScope.Property);
        return ReadBody(type, ref body);
    }

    /// <summary>Reads the body of a property, up to its end.</summary>
    public T ReadBody(ushort type, ref WireReader body)
    {
        var property = readKnown(type, ref body) ?? (type >= firstExperimenter
            ? ExperimenterProperty.ReadBody(type, ref body)
            : new UnknownProperty(type, body.ReadRest()));
        body.EnsureEnd(property);
        return (T)(object)property;
    }

    /// <summary>Reads properties up to the end.</summary>
    public ValueList<T> ReadList(ref WireReader reader)
    {
        if (reader.Remaining == 0)
            return [];
        var all = new T[reader.CountTlvs(multiple: 8)];
        for (var index = 0; index < all.Length; index++)
            all[index] = Read(ref reader);
        return new(all);
    }

    /// <summary>Writes properties, each with its header and padding.</summary>
    /// <exception cref="UnsupportedByVersionException">The version does not have one of them.</exception>
    public void WriteList(ref WireWriter writer, ValueList<T> properties)
    {
        foreach (var property in properties)
            Write(ref writer, property);
    }

    /// <summary>Writes one property with its header and padding.</summary>
    /// <exception cref="UnsupportedByVersionException">The version does not have it.</exception>
    public void Write(ref WireWriter writer, T property) => writer.PadTo8(WriteUnpadded(ref writer, property));

    /// <summary>Writes one property with its header.</summary>
    /// <returns>Where it starts.</returns>
    /// <exception cref="UnsupportedByVersionException">The version does not have it.</exception>
    public int WriteUnpadded(ref WireWriter writer, T property)
    {
        var written = (Property)(object)property;
        var type = written.CodeIn(writer.Version);
        if (type < 0)
            writer.Refuse(written.GetType().Name);
        if (written is ExperimenterProperty && type < firstExperimenter)
            writer.Refuse("ExperimenterProperty.Type", $"0x{type:x}");
        var start = writer.BeginTlv(type);
        written.WriteBody(ref writer);
        writer.EndTlv(start);
        return start;
    }
}

/// <summary>Lists of properties, of which members of a message show one.</summary>
internal static class PropertyList
{
    /// <summary>The first property of a kind, or null if there is none.</summary>
    public static TKind? First<TProperty, TKind>(this ValueList<TProperty> properties)
        where TProperty : class
        where TKind : class, TProperty
    {
        foreach (var property in properties)
        {
            if (property is TKind kind)
                return kind;
        }

        return null;
    }

    /// <summary>The list with a property in the place of the first of its kind, or else at the end.</summary>
    public static ValueList<TProperty> With<TProperty, TKind>(this ValueList<TProperty> properties, TKind value)
        where TProperty : class
        where TKind : class, TProperty
    {
        TProperty[] all = [.. properties.Span];
        var index = Array.FindIndex(all, property => property is TKind);
        if (index < 0)
            return new([.. all, value]);
        all[index] = value;
        return new(all);
    }

    /// <summary>The list without the properties of a kind.</summary>
    public static ValueList<TProperty> Without<TProperty, TKind>(this ValueList<TProperty> properties)
        where TProperty : class
        where TKind : class, TProperty => properties.Where(property => property is not TKind).ToValueList();
}
