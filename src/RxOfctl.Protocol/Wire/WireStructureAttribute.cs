namespace RxOfctl.Protocol.Wire;

/// <summary>A structure that is part of messages and has no number of its own. The generator writes the reading and the writing of it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class WireStructureAttribute : Attribute
{
    /// <summary>
    /// Where the structure has its own length in 16 bits, in bytes from its start; -1 if it has none. Those two bytes count as padding
    /// of the member beside them. What reads and writes the members is then <c>ReadMembers</c> and <c>WriteMembers</c>.
    /// </summary>
    public int LengthAt { get; init; } = -1;
}
