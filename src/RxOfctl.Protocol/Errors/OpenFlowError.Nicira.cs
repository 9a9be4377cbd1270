namespace RxOfctl.Protocol.Errors;

// Errors that only Nicira's extensions have. The same error has a type and a code in 1.0 and 1.1, and one number since.
public sealed partial class OpenFlowError
{
    /// <summary>NXBRC_NXM_INVALID: the NXM match is not valid. Nicira's extension for 1.0 to 1.5.</summary>
    public static OpenFlowError NiciraBadRequestNxmInvalid { get; } = Define(
        "NXBRC_NXM_INVALID",
        "The NXM match is not valid.",
        NiciraVendor(V10, V11, 1, 256), Nicira(V12, V15, 2));

    /// <summary>
    /// NXBRC_NXM_BAD_TYPE: the NXM field, or its combination of field, mask and length, is not known. Nicira's extension for 1.0 to
    /// 1.5.
    /// </summary>
    public static OpenFlowError NiciraBadRequestNxmBadType { get; } = Define(
        "NXBRC_NXM_BAD_TYPE",
        "The NXM field, or its combination of field, mask and length, is not known.",
        NiciraVendor(V10, V11, 1, 257), Nicira(V12, V15, 3));

    /// <summary>NXBRC_MUST_BE_ZERO: a part of the request that must be zero is not. Nicira's extension for 1.0 to 1.5.</summary>
    public static OpenFlowError NiciraBadRequestMustBeZero { get; } = Define(
        "NXBRC_MUST_BE_ZERO",
        "A part of the request that must be zero is not.",
        NiciraVendor(V10, V11, 1, 515), Nicira(V12, V15, 4));

    /// <summary>NXBRC_BAD_REASON: the reason in a port-status message is not valid. Nicira's extension for 1.0 to 1.5.</summary>
    public static OpenFlowError NiciraBadRequestBadReason { get; } = Define(
        "NXBRC_BAD_REASON",
        "The reason in a port-status message is not valid.",
        NiciraVendor(V10, V11, 1, 516), Nicira(V12, V15, 5));

    /// <summary>NXBRC_FM_BAD_EVENT: the event in a flow monitor reply is not valid. Nicira's extension for 1.0 to 1.5.</summary>
    public static OpenFlowError NiciraBadRequestFmBadEvent { get; } = Define(
        "NXBRC_FM_BAD_EVENT",
        "The event in a flow monitor reply is not valid.",
        NiciraVendor(V10, V11, 1, 520), Nicira(V12, V15, 9));

    /// <summary>
    /// NXBRC_UNENCODABLE_ERROR: an error occurred that this version has no numbers for. Nicira's extension for 1.0 to 1.5.
    /// </summary>
    public static OpenFlowError NiciraBadRequestUnencodableError { get; } = Define(
        "NXBRC_UNENCODABLE_ERROR",
        "An error occurred that this version has no numbers for.",
        NiciraVendor(V10, V11, 1, 521), Nicira(V12, V15, 10));

    /// <summary>NXBAC_MUST_BE_ZERO: a part of an action that must be zero is not. Nicira's extension for 1.0 to 1.5.</summary>
    public static OpenFlowError NiciraBadActionMustBeZero { get; } = Define(
        "NXBAC_MUST_BE_ZERO",
        "A part of an action that must be zero is not.",
        NiciraVendor(V10, V11, 2, 256), Nicira(V12, V15, 11));

    /// <summary>
    /// NXBAC_BAD_CONJUNCTION: a conjunction action is not alone, or its clause numbers are out of range. Nicira's extension for 1.0 to
    /// 1.5.
    /// </summary>
    public static OpenFlowError NiciraBadActionBadConjunction { get; } = Define(
        "NXBAC_BAD_CONJUNCTION",
        "A conjunction action is not alone, or its clause numbers are out of range.",
        NiciraVendor(V10, V11, 2, 526), Nicira(V12, V15, 15));

    /// <summary>
    /// NXBAC_BAD_HEADER_TYPE: the packet type to encapsulate into, or out of, is not supported. Nicira's extension for 1.3 to 1.5.
    /// </summary>
    public static OpenFlowError NiciraBadActionBadHeaderType { get; } = Define(
        "NXBAC_BAD_HEADER_TYPE",
        "The packet type to encapsulate into, or out of, is not supported.",
        Nicira(V13, V15, 39));

    /// <summary>NXBAC_UNKNOWN_ED_PROP: a property of an encap or decap action is unknown. Nicira's extension for 1.3 to 1.5.</summary>
    public static OpenFlowError NiciraBadActionUnknownEdProp { get; } = Define(
        "NXBAC_UNKNOWN_ED_PROP",
        "A property of an encap or decap action is unknown.",
        Nicira(V13, V15, 40));

    /// <summary>NXBAC_BAD_ED_PROP: a property of an encap or decap action is wrong. Nicira's extension for 1.3 to 1.5.</summary>
    public static OpenFlowError NiciraBadActionBadEdProp { get; } = Define(
        "NXBAC_BAD_ED_PROP",
        "A property of an encap or decap action is wrong.",
        Nicira(V13, V15, 41));

    /// <summary>
    /// NXBAC_CT_DATAPATH_SUPPORT: an action needs connection tracking that the datapath does not have. Nicira's extension for 1.0 to
    /// 1.5.
    /// </summary>
    public static OpenFlowError NiciraBadActionCtDatapathSupport { get; } = Define(
        "NXBAC_CT_DATAPATH_SUPPORT",
        "An action needs connection tracking that the datapath does not have.",
        NiciraVendor(V10, V11, 1, 265), Nicira(V12, V15, 42));

    /// <summary>
    /// NXBMC_CT_DATAPATH_SUPPORT: the match needs connection tracking that the datapath does not have. Nicira's extension for 1.0 to
    /// 1.5.
    /// </summary>
    public static OpenFlowError NiciraBadMatchCtDatapathSupport { get; } = Define(
        "NXBMC_CT_DATAPATH_SUPPORT",
        "The match needs connection tracking that the datapath does not have.",
        NiciraVendor(V10, V11, 1, 264), Nicira(V12, V15, 43));

    /// <summary>NXFMFC_HARDWARE: the hardware failed to take the flow entry. Nicira's extension for 1.0 to 1.5.</summary>
    public static OpenFlowError NiciraFlowModFailedHardware { get; } = Define(
        "NXFMFC_HARDWARE",
        "The hardware failed to take the flow entry.",
        NiciraVendor(V10, V11, 5, 256), Nicira(V12, V15, 12));

    /// <summary>
    /// NXFMFC_BAD_TABLE_ID: the command of the flow-mod names a table that does not exist. Nicira's extension for 1.0 to 1.5.
    /// </summary>
    public static OpenFlowError NiciraFlowModFailedBadTableId { get; } = Define(
        "NXFMFC_BAD_TABLE_ID",
        "The command of the flow-mod names a table that does not exist.",
        NiciraVendor(V10, V11, 5, 257), Nicira(V12, V15, 13));

    /// <summary>
    /// NXFMFC_INVALID_TLV_FIELD: the flow entry has a field of variable length that is not valid. Nicira's extension for 1.0 to 1.5.
    /// </summary>
    public static OpenFlowError NiciraFlowModFailedInvalidTlvField { get; } = Define(
        "NXFMFC_INVALID_TLV_FIELD",
        "The flow entry has a field of variable length that is not valid.",
        NiciraVendor(V10, V11, 1, 536), Nicira(V12, V15, 37));

    /// <summary>NXQOFC_QUEUE_ERROR: the system failed to read the details of the queue. Nicira's extension for 1.4 to 1.5.</summary>
    public static OpenFlowError NiciraQueueOpFailedQueueError { get; } = Define(
        "NXQOFC_QUEUE_ERROR",
        "The system failed to read the details of the queue.",
        Nicira(V14, V15, 23));

    /// <summary>NXTFFC_DUP_TABLE: a table stands twice in the request. Nicira's extension for 1.3 to 1.5.</summary>
    public static OpenFlowError NiciraTableFeaturesFailedDupTable { get; } = Define(
        "NXTFFC_DUP_TABLE",
        "A table stands twice in the request.",
        Nicira(V13, V15, 44));

    /// <summary>NXTTMFC_BAD_COMMAND: the command for the tunnel option table is unknown. Nicira's extension for 1.0 to 1.5.</summary>
    public static OpenFlowError NiciraTlvTableModFailedBadCommand { get; } = Define(
        "NXTTMFC_BAD_COMMAND",
        "The command for the tunnel option table is unknown.",
        NiciraVendor(V10, V11, 1, 527), Nicira(V12, V15, 16));

    /// <summary>NXTTMFC_BAD_OPT_LEN: a tunnel option cannot have this length. Nicira's extension for 1.0 to 1.5.</summary>
    public static OpenFlowError NiciraTlvTableModFailedBadOptLen { get; } = Define(
        "NXTTMFC_BAD_OPT_LEN",
        "A tunnel option cannot have this length.",
        NiciraVendor(V10, V11, 1, 528), Nicira(V12, V15, 17));

    /// <summary>NXTTMFC_BAD_FIELD_IDX: there is no tunnel metadata field of this index. Nicira's extension for 1.0 to 1.5.</summary>
    public static OpenFlowError NiciraTlvTableModFailedBadFieldIdx { get; } = Define(
        "NXTTMFC_BAD_FIELD_IDX",
        "There is no tunnel metadata field of this index.",
        NiciraVendor(V10, V11, 1, 529), Nicira(V12, V15, 18));

    /// <summary>
    /// NXTTMFC_TABLE_FULL: the tunnel options together are longer than the switch can take. Nicira's extension for 1.0 to 1.5.
    /// </summary>
    public static OpenFlowError NiciraTlvTableModFailedTableFull { get; } = Define(
        "NXTTMFC_TABLE_FULL",
        "The tunnel options together are longer than the switch can take.",
        NiciraVendor(V10, V11, 1, 530), Nicira(V12, V15, 19));

    /// <summary>NXTTMFC_ALREADY_MAPPED: the tunnel metadata field has an option already. Nicira's extension for 1.0 to 1.5.</summary>
    public static OpenFlowError NiciraTlvTableModFailedAlreadyMapped { get; } = Define(
        "NXTTMFC_ALREADY_MAPPED",
        "The tunnel metadata field has an option already.",
        NiciraVendor(V10, V11, 1, 531), Nicira(V12, V15, 20));

    /// <summary>
    /// NXTTMFC_DUP_ENTRY: the tunnel option belongs to another tunnel metadata field already. Nicira's extension for 1.0 to 1.5.
    /// </summary>
    public static OpenFlowError NiciraTlvTableModFailedDupEntry { get; } = Define(
        "NXTTMFC_DUP_ENTRY",
        "The tunnel option belongs to another tunnel metadata field already.",
        NiciraVendor(V10, V11, 1, 532), Nicira(V12, V15, 21));

    /// <summary>
    /// NXTTMFC_INVALID_TLV_DEL: the tunnel option was not deleted: a flow entry uses it. Nicira's extension for 1.0 to 1.5.
    /// </summary>
    public static OpenFlowError NiciraTlvTableModFailedInvalidTlvDel { get; } = Define(
        "NXTTMFC_INVALID_TLV_DEL",
        "The tunnel option was not deleted: a flow entry uses it.",
        NiciraVendor(V10, V11, 1, 537), Nicira(V12, V15, 38));

    /// <summary>NXR_NOT_SUPPORTED: the datapath cannot resume a paused packet. Nicira's extension for 1.0 to 1.5.</summary>
    public static OpenFlowError NiciraResumeNotSupported { get; } = Define(
        "NXR_NOT_SUPPORTED",
        "The datapath cannot resume a paused packet.",
        NiciraVendor(V10, V11, 1, 533), Nicira(V12, V15, 34));

    /// <summary>NXR_STALE: the continuation is not from this run of the switch. Nicira's extension for 1.0 to 1.5.</summary>
    public static OpenFlowError NiciraResumeStale { get; } = Define(
        "NXR_STALE",
        "The continuation is not from this run of the switch.",
        NiciraVendor(V10, V11, 1, 534), Nicira(V12, V15, 35));

    /// <summary>NXST_NOT_CONFIGURED: the protocol whose state is asked for is not configured. Nicira's extension for 1.0 to 1.5.</summary>
    public static OpenFlowError NiciraStatsNotConfigured { get; } = Define(
        "NXST_NOT_CONFIGURED",
        "The protocol whose state is asked for is not configured.",
        NiciraVendor(V10, V11, 1, 535), Nicira(V12, V15, 36));
}
