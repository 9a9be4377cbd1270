namespace RxOfctl.Protocol.Wire;

/// <summary>The base record of a family whose members are told apart by a number. The generator writes its dispatch (<c>ReadKnown</c>).</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class WireFamilyAttribute : Attribute;
