using RxOfctl.Interop.Tests.Ovs;

namespace RxOfctl.Interop.Tests.Networks;

/// <summary>A fact about a network of mininet. It is skipped, with the reason, where mininet is not installed or the user is not
/// root.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MininetFactAttribute : FactAttribute
{
    public MininetFactAttribute() => Skip =
        OvsTools.TryFind("mn") is null ? "mininet is not installed here. Install mininet."
        : OvsTools.TryFind("osken-manager") is null ? "os-ken is not installed here. Install python3-os-ken."
        : !Environment.IsPrivilegedProcess ? "Only root can make the namespaces of mininet."
        : null;
}
