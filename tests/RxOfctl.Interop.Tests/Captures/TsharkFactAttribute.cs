using RxOfctl.Interop.Tests.Ovs;

namespace RxOfctl.Interop.Tests.Captures;

/// <summary>A fact about tshark. It is skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TsharkFactAttribute : FactAttribute
{
    public TsharkFactAttribute() => Skip = OvsTools.TryFind("tshark") is null ? "tshark is not installed here. Install tshark." : null;
}
