namespace RxOfctl.Protocol.Wire;

/// <summary>A structure that is part of messages and has no number of its own. The generator writes the reading and the writing of it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class WireStructureAttribute : Attribute;
