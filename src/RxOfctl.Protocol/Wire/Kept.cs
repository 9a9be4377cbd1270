namespace RxOfctl.Protocol.Wire;

/// <summary>
/// What a decoded value keeps of its form on the wire, so that encoding it in the same version gives the same bytes. It takes no part in
/// equality: two values that say the same are equal in whatever form they came. The default value keeps nothing.
/// </summary>
/// <typeparam name="T">What is kept: the number of a form, undefined bits, ...</typeparam>
/// <param name="version">The version in which the value was decoded; another version has no use for what is kept.</param>
/// <param name="value">What is kept.</param>
internal readonly struct Kept<T>(OpenFlowVersion version, T value) : IEquatable<Kept<T>>
{
    private readonly OpenFlowVersion _version = version;
    private readonly T _value = value;

    /// <summary>What is kept for a version; false where nothing is.</summary>
    public bool TryGet(OpenFlowVersion version, out T value)
    {
        value = _value;
        return _version == version;
    }

    /// <summary>The version for which something is kept; 0 where nothing is.</summary>
    public OpenFlowVersion Version => _version;

    /// <summary>Always true: see the type.</summary>
    public bool Equals(Kept<T> other) => true;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Kept<T>;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}

/// <summary>
/// A table's number, and the form in which its flow-mod was decoded, which takes no part in equality. One structure, so that it fits in a
/// gap of the record's memory.
/// </summary>
/// <param name="id">The table's number.</param>
/// <param name="form">The form.</param>
internal readonly struct KeptTable(TableId id, Kept<byte> form = default) : IEquatable<KeptTable>
{
    public TableId Id { get; } = id;

    public Kept<byte> Form { get; } = form;

    public bool Equals(KeptTable other) => Id == other.Id;

    public override bool Equals(object? obj) => obj is KeptTable other && Equals(other);

    public override int GetHashCode() => Id.GetHashCode();
}

/// <summary>A record that keeps which of its forms it was decoded from. JSON carries it as <c>$form</c>.</summary>
internal interface IKeepsForm
{
    /// <summary>The form's number; kept for no version where the form is the one that is written by default.</summary>
    Kept<byte> Form { get; set; }
}
