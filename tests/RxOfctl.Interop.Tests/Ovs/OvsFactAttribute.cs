namespace RxOfctl.Interop.Tests.Ovs;

/// <summary>A fact about a real Open vSwitch. It is skipped, with the reason, where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OvsFactAttribute : FactAttribute
{
    public OvsFactAttribute() => Skip = OvsTools.ReasonToSkip;
}
