using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Lowers the timeouts of the flow when a TCP packet with FIN or RST passes (NXAST_FIN_TIMEOUT).</summary>
[NiciraCode(19)]
public sealed partial record FinTimeoutAction : OpenFlowAction
{
    /// <summary>The new idle timeout in seconds; 0 leaves it.</summary>
    [Field]
    public ushort FinIdleTimeout { get; init; }

    /// <summary>The new hard timeout in seconds; 0 leaves it.</summary>
    [Field(PadAfter = 2)]
    public ushort FinHardTimeout { get; init; }
}
