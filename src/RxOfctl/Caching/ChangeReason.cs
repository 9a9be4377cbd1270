namespace RxOfctl;

/// <summary>The kinds of <see cref="Change{TObject, TKey}"/>.</summary>
public enum ChangeReason
{
    /// <summary>A key that was absent is present now.</summary>
    Add,

    /// <summary>The item of a present key was replaced by another.</summary>
    Update,

    /// <summary>A key that was present is absent now.</summary>
    Remove,

    /// <summary>The item is the same object as before, but its content may have changed: evaluate it again.</summary>
    Refresh,
}
