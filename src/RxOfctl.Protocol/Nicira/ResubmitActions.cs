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
    [Field(As = "PortNumber16")]
    public PortNumber InPort { get; init; } = PortNumber.InPort;
}

/// <summary>Looks the packet up in another table, and does what the flow found says; then goes on (NXAST_RESUBMIT_TABLE).</summary>
[NiciraCode(14)]
public sealed partial record ResubmitTableAction : OpenFlowAction
{
    /// <summary>The table at hand, and the port by which the packet came.</summary>
    public ResubmitTableAction()
    {
    }

    /// <summary>Looks the packet up in a table.</summary>
    public ResubmitTableAction(TableId tableId) => TableId = tableId;

    /// <summary>
    /// By which port the packet seems to have come, 16 bits; <see cref="PortNumber.InPort"/> is the one by which it came.
    /// </summary>
    [Field(As = "PortNumber16")]
    public PortNumber InPort { get; init; } = PortNumber.InPort;

    /// <summary>The table; 255 is the one at hand.</summary>
    public TableId TableId { get; init; } = TableId.All;
}

/// <summary>
/// Looks the packet up in another table with the addresses and ports of its connection's original direction in place of its own, and does
/// what the flow found says (NXAST_RESUBMIT_TABLE_CT).
/// </summary>
[NiciraCode(44)]
public sealed partial record ResubmitTableCtAction : OpenFlowAction
{
    /// <summary>The table at hand, and the port by which the packet came.</summary>
    public ResubmitTableCtAction()
    {
    }

    /// <summary>Looks the packet up in a table.</summary>
    public ResubmitTableCtAction(TableId tableId) => TableId = tableId;

    /// <summary>
    /// By which port the packet seems to have come, 16 bits; <see cref="PortNumber.InPort"/> is the one by which it came.
    /// </summary>
    [Field(As = "PortNumber16")]
    public PortNumber InPort { get; init; } = PortNumber.InPort;

    /// <summary>The table; 255 is the one at hand.</summary>
    public TableId TableId { get; init; } = TableId.All;
}
