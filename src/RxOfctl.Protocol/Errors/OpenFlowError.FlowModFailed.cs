namespace RxOfctl.Protocol.Errors;

// OFPET_FLOW_MOD_FAILED: the flow entry could not be changed. Type 3 in 1.0, where there are no instructions and no match errors,
// and 5 since.
public sealed partial class OpenFlowError
{
    /// <summary>
    /// OFPFMFC_UNKNOWN: the flow entry could not be changed, for a reason that the switch does not name. OpenFlow 1.1 to 1.5.
    /// </summary>
    public static OpenFlowError FlowModFailedUnknown { get; } = Define(
        "OFPFMFC_UNKNOWN",
        "The flow entry could not be changed, for a reason that the switch does not name.",
        In(V11, V15, 5, 0));

    /// <summary>
    /// OFPFMFC_TABLE_FULL (OFPFMFC_ALL_TABLES_FULL in 1.0): the flow entry was not added: the table is full. OpenFlow 1.0 to 1.5.
    /// </summary>
    public static OpenFlowError FlowModFailedTableFull { get; } = Define(
        "OFPFMFC_TABLE_FULL",
        "The flow entry was not added: the table is full.",
        In(V10, V10, 3, 0), In(V11, V15, 5, 1));

    /// <summary>OFPFMFC_BAD_TABLE_ID: there is no such table. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError FlowModFailedBadTableId { get; } = Define(
        "OFPFMFC_BAD_TABLE_ID",
        "There is no such table.",
        In(V11, V15, 5, 2));

    /// <summary>
    /// OFPFMFC_OVERLAP: the flow entry overlaps another of the same priority, and was to be checked for that. OpenFlow 1.0 to 1.5.
    /// </summary>
    public static OpenFlowError FlowModFailedOverlap { get; } = Define(
        "OFPFMFC_OVERLAP",
        "The flow entry overlaps another of the same priority, and was to be checked for that.",
        In(V10, V10, 3, 1), In(V11, V15, 5, 3));

    /// <summary>OFPFMFC_EPERM: the controller may not change this flow entry. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError FlowModFailedEperm { get; } = Define(
        "OFPFMFC_EPERM",
        "The controller may not change this flow entry.",
        In(V10, V10, 3, 2), In(V11, V15, 5, 4));

    /// <summary>
    /// OFPFMFC_BAD_TIMEOUT: the flow entry was not added: its idle or hard timeout is not supported. OpenFlow 1.1 to 1.5.
    /// </summary>
    public static OpenFlowError FlowModFailedBadTimeout { get; } = Define(
        "OFPFMFC_BAD_TIMEOUT",
        "The flow entry was not added: its idle or hard timeout is not supported.",
        In(V11, V15, 5, 5));

    /// <summary>OFPFMFC_BAD_EMERG_TIMEOUT: the emergency flow entry was not added: it has an idle or hard timeout. OpenFlow 1.0.</summary>
    public static OpenFlowError FlowModFailedBadEmergTimeout { get; } = Define(
        "OFPFMFC_BAD_EMERG_TIMEOUT",
        "The emergency flow entry was not added: it has an idle or hard timeout.",
        In(V10, V10, 3, 3));

    /// <summary>OFPFMFC_BAD_COMMAND: the flow-mod command is unknown or not supported. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError FlowModFailedBadCommand { get; } = Define(
        "OFPFMFC_BAD_COMMAND",
        "The flow-mod command is unknown or not supported.",
        In(V10, V10, 3, 4), In(V11, V15, 5, 6));

    /// <summary>OFPFMFC_UNSUPPORTED: the switch cannot process the list of actions in this order. OpenFlow 1.0.</summary>
    public static OpenFlowError FlowModFailedUnsupported { get; } = Define(
        "OFPFMFC_UNSUPPORTED",
        "The switch cannot process the list of actions in this order.",
        In(V10, V10, 3, 5));

    /// <summary>
    /// OFPFMFC_BAD_FLAGS: the flow-mod flags are unknown or not supported. OpenFlow 1.2 to 1.5; Nicira's extension for 1.0 to 1.1.
    /// </summary>
    public static OpenFlowError FlowModFailedBadFlags { get; } = Define(
        "OFPFMFC_BAD_FLAGS",
        "The flow-mod flags are unknown or not supported.",
        In(V12, V15, 5, 7), NiciraVendor(V10, V10, 3, 258), NiciraVendor(V11, V11, 5, 258));

    /// <summary>
    /// OFPFMFC_CANT_SYNC: the flow entry cannot be kept the same in the synchronized tables. OpenFlow 1.4 to 1.5; ONF's extension for
    /// 1.3.
    /// </summary>
    public static OpenFlowError FlowModFailedCantSync { get; } = Define(
        "OFPFMFC_CANT_SYNC",
        "The flow entry cannot be kept the same in the synchronized tables.",
        In(V14, V15, 5, 8), Onf(V13, V13, 2320));

    /// <summary>OFPFMFC_BAD_PRIORITY: the priority is not supported. OpenFlow 1.4 to 1.5; ONF's extension for 1.3.</summary>
    public static OpenFlowError FlowModFailedBadPriority { get; } = Define(
        "OFPFMFC_BAD_PRIORITY",
        "The priority is not supported.",
        In(V14, V15, 5, 9), Onf(V13, V13, 2360));

    /// <summary>OFPFMFC_IS_SYNC: the flow entry comes from a synchronized table and can only be read. OpenFlow 1.4 to 1.5.</summary>
    public static OpenFlowError FlowModFailedIsSync { get; } = Define(
        "OFPFMFC_IS_SYNC",
        "The flow entry comes from a synchronized table and can only be read.",
        In(V14, V15, 5, 10));
}
