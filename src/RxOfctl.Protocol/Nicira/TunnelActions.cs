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

/// <summary>Sets the id of the tunnel by which the packet leaves, 64 bits (NXAST_SET_TUNNEL64).</summary>
[NiciraCode(9)]
public sealed partial record SetTunnel64Action : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public SetTunnel64Action()
    {
    }

    /// <summary>Sets the id.</summary>
    public SetTunnel64Action(ulong tunId) => TunId = tunId;

    /// <summary>The id.</summary>
    [Field(PadBefore = 6)]
    public ulong TunId { get; init; }
}
