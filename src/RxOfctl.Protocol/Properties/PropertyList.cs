namespace RxOfctl.Protocol.Properties;

/// <summary>Lists of properties, of which members of a message show one.</summary>
internal static class PropertyList
{
    /// <summary>The first property of a kind, or null if there is none.</summary>
    public static TKind? First<TProperty, TKind>(this ValueList<TProperty> properties)
        where TProperty : Property
        where TKind : TProperty
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
        where TProperty : Property
        where TKind : TProperty
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
        where TProperty : Property
        where TKind : TProperty => properties.Where(property => property is not TKind).ToValueList();
}
