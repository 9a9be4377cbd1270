using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Ovs;

/// <summary>A bridge to be: one OpenFlow switch inside an <see cref="OpenVSwitch"/>.</summary>
/// <param name="Name">The bridge's name, unique in its instance.</param>
/// <param name="DatapathId">What it says in its features reply.</param>
public sealed record Bridge(string Name, ulong DatapathId)
{
    /// <summary>The versions that it speaks.</summary>
    public IReadOnlyList<OpenFlowVersion> Protocols { get; init; } = [OpenFlowVersion.OpenFlow13];

    /// <summary>Its controllers as Open vSwitch writes them: <c>tcp:127.0.0.1:6653</c> to dial, <c>ptcp:6654:127.0.0.1</c> to listen.</summary>
    public IReadOnlyList<string> Controllers { get; init; } = [];

    /// <summary>Names of its ports, numbered from 1 in this order. A port's name is unique in the whole instance, not just in the bridge.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>True to switch like a plain learning switch while no controller is connected (fail-mode standalone), false to drop (secure).</summary>
    public bool Standalone { get; init; }
}
