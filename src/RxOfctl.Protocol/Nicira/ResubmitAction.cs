using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Looks the packet up in the flow table anew, as if it had come by another port, and does what the flow found says (NXAST_RESUBMIT). The
/// table is the one at hand.
/// </summary>
[NiciraCode(1)]
public sealed partial record ResubmitAction : OpenFlowAction
{
    /// <summary>Keeps the port by which the packet came.</summary>
    public ResubmitAction()
    {
    }

    /// <summary>As if the packet had come by a port.</summary>
    public ResubmitAction(PortNumber inPort) => InPort = inPort;

    /// <summary>The port, 16 bits; <see cref="PortNumber.InPort"/> is the one by which the packet came.</summary>
    [Field(As = "PortNumber16", PadAfter = 4)]
    public PortNumber InPort { get; init; } = PortNumber.InPort;
}
