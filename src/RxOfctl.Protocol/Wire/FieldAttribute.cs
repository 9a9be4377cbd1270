namespace RxOfctl.Protocol.Wire;

/// <summary>
/// A member that is on the wire. The order of declaration is the order on the wire, a base record's members before the
/// record's own. The generator writes the reading and the writing of it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FieldAttribute : Attribute
{
    /// <summary>The first version that has the member.</summary>
    public OpenFlowVersion From { get; init; } = OpenFlowVersion.OpenFlow10;

    /// <summary>The last version that has the member.</summary>
    public OpenFlowVersion To { get; init; } = OpenFlowVersion.OpenFlow15;

    /// <summary>How many zero bytes stand before the member.</summary>
    public int PadBefore { get; init; }

    /// <summary>How many zero bytes stand after the member.</summary>
    public int PadAfter { get; init; }

    /// <summary>The width in bytes of a text or of a byte string; 0 is all that is left.</summary>
    public int Length { get; init; }

    /// <summary>The reader's and writer's method pair (<c>Read…</c>, <c>Write…</c>) where the type of the member does not say it.</summary>
    public string? As { get; init; }

    /// <summary>Of a list of entries: the member that gets those which cannot be read, and costs nothing but them.</summary>
    public string? Malformed { get; init; }
}
