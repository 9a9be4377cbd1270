namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Looks the packet up in a flow table, does what the flow found says, then goes on (NXAST_RESUBMIT_TABLE; NXAST_RESUBMIT_TABLE_CT with
/// <see cref="WithCt"/>). What was decoded from NXAST_RESUBMIT, which has the port alone, is sent as that.
/// </summary>
[NiciraCode(14, When = nameof(IsPlain))]
[NiciraCode(44, ReadBy = nameof(ReadTracked), When = nameof(IsTracked))]
[NiciraCode(1, Layout = "Port", When = nameof(IsPort))]
[WireLayout("1.0-1.5", "PortNumber16 InPort\nu8 TableId")]
[WireLayout("Port", "PortNumber16 InPort")]
public sealed partial record ResubmitAction : OpenFlowAction
{
    /// <summary>The table at hand, and the port by which the packet came.</summary>
    public ResubmitAction()
    {
    }

    /// <summary>Looks the packet up in a table.</summary>
    public ResubmitAction(TableId tableId) => TableId = tableId;

    /// <summary>
    /// By which port the packet seems to have come, 16 bits; <see cref="PortNumber.InPort"/> is the one by which it came.
    /// </summary>
    public PortNumber InPort { get; init; } = PortNumber.InPort;

    /// <summary>The table; 255 is the one at hand.</summary>
    public TableId TableId { get; init; } = TableId.All;

    /// <summary>
    /// Whether the lookup takes the addresses and ports of the original direction of the packet's connection in place of its own.
    /// </summary>
    public bool WithCt { get; init; }

    private bool IsPlain(OpenFlowVersion version) => !WithCt;

    private bool IsTracked(OpenFlowVersion version) => WithCt;

    private bool IsPort(OpenFlowVersion version) => !WithCt && FitsPort(version);

    internal static ResubmitAction ReadTracked(ref WireReader reader) => ReadBody(ref reader) with { WithCt = true };
}
