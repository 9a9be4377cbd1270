using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sets the form in which flow-removed come (NXT_SET_FLOW_FORMAT). OpenFlow 1.0.</summary>
[NiciraCode(12, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraSetFlowFormat : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The form.</summary>
    [Field]
    public NiciraFlowFormat Format { get; init; }
}
