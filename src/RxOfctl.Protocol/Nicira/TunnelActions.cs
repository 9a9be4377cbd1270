namespace RxOfctl.Protocol.Nicira;

/// <summary>Sets the id of the tunnel by which the packet leaves, 32 bits (NXAST_SET_TUNNEL).</summary>
/// <param name="TunId">The id.</param>
[NiciraCode(2)]
public sealed partial record SetTunnelAction([property: Field(PadBefore = 2)] uint TunId = default) : OpenFlowAction;

/// <summary>Sets the id of the tunnel by which the packet leaves, 64 bits (NXAST_SET_TUNNEL64).</summary>
/// <param name="TunId">The id.</param>
[NiciraCode(9)]
public sealed partial record SetTunnel64Action([property: Field(PadBefore = 6)] ulong TunId = default) : OpenFlowAction;
