namespace RxOfctl.Protocol.Errors;

// OFPET_FLOW_MONITOR_FAILED: the flow monitor could not be set. From 1.4 on; Nicira's flow monitors have three of these before.
public sealed partial class OpenFlowError
{
    /// <summary>
    /// OFPMOFC_UNKNOWN: the flow monitor could not be set, for a reason that the switch does not name. OpenFlow 1.4 to 1.5.
    /// </summary>
    public static OpenFlowError FlowMonitorFailedUnknown { get; } = Define(
        "OFPMOFC_UNKNOWN",
        "The flow monitor could not be set, for a reason that the switch does not name.",
        In(V14, V15, 16, 0));

    /// <summary>
    /// OFPMOFC_MONITOR_EXISTS: the flow monitor was not added: there is one of this id. OpenFlow 1.4 to 1.5; Nicira's extension for 1.0
    /// to 1.3.
    /// </summary>
    public static OpenFlowError FlowMonitorFailedMonitorExists { get; } = Define(
        "OFPMOFC_MONITOR_EXISTS",
        "The flow monitor was not added: there is one of this id.",
        In(V14, V15, 16, 1), NiciraVendor(V10, V11, 1, 517), Nicira(V12, V13, 6));

    /// <summary>OFPMOFC_INVALID_MONITOR: the flow monitor was not added: it is not valid. OpenFlow 1.4 to 1.5.</summary>
    public static OpenFlowError FlowMonitorFailedInvalidMonitor { get; } = Define(
        "OFPMOFC_INVALID_MONITOR",
        "The flow monitor was not added: it is not valid.",
        In(V14, V15, 16, 2));

    /// <summary>
    /// OFPMOFC_UNKNOWN_MONITOR: the flow monitor was not modified: there is none of this id. OpenFlow 1.4 to 1.5; Nicira's extension
    /// for 1.0 to 1.3.
    /// </summary>
    public static OpenFlowError FlowMonitorFailedUnknownMonitor { get; } = Define(
        "OFPMOFC_UNKNOWN_MONITOR",
        "The flow monitor was not modified: there is none of this id.",
        In(V14, V15, 16, 3), NiciraVendor(V10, V11, 1, 519), Nicira(V12, V13, 8));

    /// <summary>OFPMOFC_BAD_COMMAND: the flow monitor command is unknown or not supported. OpenFlow 1.4 to 1.5.</summary>
    public static OpenFlowError FlowMonitorFailedBadCommand { get; } = Define(
        "OFPMOFC_BAD_COMMAND",
        "The flow monitor command is unknown or not supported.",
        In(V14, V15, 16, 4));

    /// <summary>
    /// OFPMOFC_BAD_FLAGS: the combination of flow monitor flags is not supported. OpenFlow 1.4 to 1.5; Nicira's extension for 1.0 to
    /// 1.3.
    /// </summary>
    public static OpenFlowError FlowMonitorFailedBadFlags { get; } = Define(
        "OFPMOFC_BAD_FLAGS",
        "The combination of flow monitor flags is not supported.",
        In(V14, V15, 16, 5), NiciraVendor(V10, V11, 1, 518), Nicira(V12, V13, 7));

    /// <summary>OFPMOFC_BAD_TABLE_ID: there is no such table. OpenFlow 1.4 to 1.5.</summary>
    public static OpenFlowError FlowMonitorFailedBadTableId { get; } = Define(
        "OFPMOFC_BAD_TABLE_ID",
        "There is no such table.",
        In(V14, V15, 16, 6));

    /// <summary>OFPMOFC_BAD_OUT: the output port or group by which to select flow entries is wrong. OpenFlow 1.4 to 1.5.</summary>
    public static OpenFlowError FlowMonitorFailedBadOut { get; } = Define(
        "OFPMOFC_BAD_OUT",
        "The output port or group by which to select flow entries is wrong.",
        In(V14, V15, 16, 7));
}
