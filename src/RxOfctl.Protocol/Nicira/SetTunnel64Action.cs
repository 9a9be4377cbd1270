using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

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
