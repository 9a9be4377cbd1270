using RxOfctl.Interop.Tests.Ovs;

namespace RxOfctl.Interop.Tests.Simulator;

/// <summary>A theory about another program. It is skipped, with the reason, where the program is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PeerTheoryAttribute : TheoryAttribute
{
    /// <summary>A theory about a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="package">The Debian package that has it.</param>
    public PeerTheoryAttribute(string program, string package) =>
        Skip = OvsTools.TryFind(program) is null ? $"{program} is not installed here. Install {package}." : null;
}
