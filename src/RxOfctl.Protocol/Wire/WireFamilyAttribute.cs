namespace RxOfctl.Protocol.Wire;

/// <summary>
/// The base record of a family whose members are distinguished by a number. The generator writes its dispatch (<c>ReadKnown</c>; for a
/// family with forms of experimenters also <c>ReadExperimenter</c>).
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
internal sealed class WireFamilyAttribute : Attribute
{
    /// <summary>The method of a member that gives its number in a version. A family within a family has one of its own.</summary>
    public string CodeMethod { get; init; } = "CodeIn";

    /// <summary>
    /// The method of a member that gives its form in a version (<see cref="WireForm"/>), for a family in which experimenters have forms; it
    /// stands in place of <see cref="CodeMethod"/>. The method that writes the body of a form has the name of <see cref="WriteMethod"/> and
    /// takes the form's index.
    /// </summary>
    public string? FormMethod { get; init; }

    /// <summary>The method of a member that writes what follows its number.</summary>
    public string WriteMethod { get; init; } = "WriteBody";

    /// <summary>For a family of properties, which is an interface: the lowest type that is an experimenter's.</summary>
    public int FirstExperimenter { get; init; } = 0xffff;
}
