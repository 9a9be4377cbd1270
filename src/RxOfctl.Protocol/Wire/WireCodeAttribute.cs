namespace RxOfctl.Protocol.Wire;

/// <summary>
/// The number that tells a record from the others of its family on the wire (a message type, an action type and so on), and the
/// versions in which it has that number. A record has one for each number it ever had.
/// </summary>
/// <param name="code">The number.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class WireCodeAttribute(int code) : Attribute
{
    /// <summary>The number.</summary>
    public int Code { get; } = code;

    /// <summary>The first version in which the record has the number.</summary>
    public OpenFlowVersion From { get; init; } = OpenFlowVersion.OpenFlow10;

    /// <summary>The last version in which the record has the number.</summary>
    public OpenFlowVersion To { get; init; } = OpenFlowVersion.OpenFlow15;

    /// <summary>The method that reads the body, where it is not <c>ReadBody</c>.</summary>
    public string? ReadBy { get; init; }
}
