using RxOfctl.Protocol;

namespace RxOfctl.Simulator.Tests;

/// <summary>The versions in which the simulator must work.</summary>
internal sealed class BothVersions : TheoryData<OpenFlowVersion>
{
    public BothVersions()
    {
        Add(OpenFlowVersion.OpenFlow10);
        Add(OpenFlowVersion.OpenFlow13);
    }
}
