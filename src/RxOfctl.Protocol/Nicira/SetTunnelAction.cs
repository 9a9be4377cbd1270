using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sets the id of the tunnel by which the packet leaves, 32 bits (NXAST_SET_TUNNEL).</summary>
[NiciraCode(2)]
public sealed partial record SetTunnelAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public SetTunnelAction()
    {
    }

    /// <summary>Sets the id.</summary>
    public SetTunnelAction(uint tunId) => TunId = tunId;

    /// <summary>The id.</summary>
    [Field(PadBefore = 2)]
    public uint TunId { get; init; }
}
