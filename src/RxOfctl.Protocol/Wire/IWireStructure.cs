namespace RxOfctl.Protocol.Wire;

/// <summary>What can be read from and written to the wire as an element of a list.</summary>
internal interface IWireStructure<TSelf>
    where TSelf : IWireStructure<TSelf>
{
    /// <summary>Reads one element and moves past it; it is at least one byte long, so that reading a list always comes to an end.</summary>
    static abstract TSelf Read(ref WireReader reader);

    /// <summary>True where an element says its own length, so that one that cannot be read can be passed over.</summary>
    static virtual bool HasLength(OpenFlowVersion version) => false;

    /// <summary>Writes the element.</summary>
    void Write(ref WireWriter writer);
}
