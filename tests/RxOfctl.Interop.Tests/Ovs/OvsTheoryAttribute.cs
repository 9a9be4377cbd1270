namespace RxOfctl.Interop.Tests.Ovs;

/// <summary>A theory about a real Open vSwitch. It is skipped, with the reason, where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OvsTheoryAttribute : TheoryAttribute
{
    public OvsTheoryAttribute() => Skip = OvsTools.ReasonToSkip;
}
