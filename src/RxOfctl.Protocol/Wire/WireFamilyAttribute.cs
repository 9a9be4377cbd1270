namespace RxOfctl.Protocol.Wire;

/// <summary>The base record of a family whose members are told apart by a number. The generator writes its dispatch (<c>ReadKnown</c>).</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class WireFamilyAttribute : Attribute
{
    /// <summary>The method of a member that tells its number in a version. A family within a family has one of its own.</summary>
    public string CodeMethod { get; init; } = "CodeIn";

    /// <summary>The method of a member that writes what follows its number.</summary>
    public string WriteMethod { get; init; } = "WriteBody";
}
