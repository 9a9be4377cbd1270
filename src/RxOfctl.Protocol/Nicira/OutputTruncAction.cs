using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sends the packet's first bytes to a port (NXAST_OUTPUT_TRUNC).</summary>
[NiciraCode(39)]
public sealed partial record OutputTruncAction : OpenFlowAction
{
    /// <summary>The port, 16 bits.</summary>
    [Field(As = "PortNumber16")]
    public PortNumber Port { get; init; }

    /// <summary>How many bytes at most; 14 or more.</summary>
    [Field]
    public uint MaxLen { get; init; }
}
