namespace RxOfctl.Protocol.Errors;

// OFPET_BAD_REQUEST: the request was not understood, or is refused.
public sealed partial class OpenFlowError
{
    /// <summary>OFPBRC_BAD_VERSION: the version in the header is not supported. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError BadRequestBadVersion { get; } = Define(
        "OFPBRC_BAD_VERSION",
        "The version in the header is not supported.",
        In(V10, V15, 1, 0));

    /// <summary>OFPBRC_BAD_TYPE: the message type is not supported. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError BadRequestBadType { get; } = Define(
        "OFPBRC_BAD_TYPE",
        "The message type is not supported.",
        In(V10, V15, 1, 1));

    /// <summary>
    /// OFPBRC_BAD_MULTIPART (OFPBRC_BAD_STAT before 1.3): the type of the multipart (statistics) request is not supported. OpenFlow 1.0
    /// to 1.5.
    /// </summary>
    public static OpenFlowError BadRequestBadMultipart { get; } = Define(
        "OFPBRC_BAD_MULTIPART",
        "The type of the multipart (statistics) request is not supported.",
        In(V10, V15, 1, 2));

    /// <summary>
    /// OFPBRC_BAD_EXPERIMENTER (OFPBRC_BAD_VENDOR in 1.0): the experimenter of the message or multipart request is not supported.
    /// OpenFlow 1.0 to 1.5.
    /// </summary>
    public static OpenFlowError BadRequestBadExperimenter { get; } = Define(
        "OFPBRC_BAD_EXPERIMENTER",
        "The experimenter of the message or multipart request is not supported.",
        In(V10, V15, 1, 3));

    /// <summary>
    /// OFPBRC_BAD_EXP_TYPE (OFPBRC_BAD_SUBTYPE before 1.2): the experimenter is supported, this type of message of it is not. OpenFlow
    /// 1.0 to 1.5.
    /// </summary>
    public static OpenFlowError BadRequestBadExpType { get; } = Define(
        "OFPBRC_BAD_EXP_TYPE",
        "The experimenter is supported, this type of message of it is not.",
        In(V10, V15, 1, 4));

    /// <summary>OFPBRC_EPERM: the controller may not make this request. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError BadRequestEperm { get; } = Define(
        "OFPBRC_EPERM",
        "The controller may not make this request.",
        In(V10, V15, 1, 5));

    /// <summary>OFPBRC_BAD_LEN: the length of the request does not fit its type. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError BadRequestBadLen { get; } = Define(
        "OFPBRC_BAD_LEN",
        "The length of the request does not fit its type.",
        In(V10, V15, 1, 6));

    /// <summary>OFPBRC_BUFFER_EMPTY: the buffer was used already. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError BadRequestBufferEmpty { get; } = Define(
        "OFPBRC_BUFFER_EMPTY",
        "The buffer was used already.",
        In(V10, V15, 1, 7));

    /// <summary>OFPBRC_BUFFER_UNKNOWN: the buffer does not exist. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError BadRequestBufferUnknown { get; } = Define(
        "OFPBRC_BUFFER_UNKNOWN",
        "The buffer does not exist.",
        In(V10, V15, 1, 8));

    /// <summary>
    /// OFPBRC_BAD_TABLE_ID: the table id is invalid, or there is no such table. OpenFlow 1.1 to 1.5; Nicira's extension for 1.0.
    /// </summary>
    public static OpenFlowError BadRequestBadTableId { get; } = Define(
        "OFPBRC_BAD_TABLE_ID",
        "The table id is invalid, or there is no such table.",
        In(V11, V15, 1, 9), NiciraVendor(V10, V10, 1, 512));

    /// <summary>
    /// OFPBRC_IS_SLAVE (OFPBRC_IS_SECONDARY in Open vSwitch): the controller has the slave role, in which it may only read. OpenFlow
    /// 1.2 to 1.5.
    /// </summary>
    public static OpenFlowError BadRequestIsSlave { get; } = Define(
        "OFPBRC_IS_SLAVE",
        "The controller has the slave role, in which it may only read.",
        In(V12, V15, 1, 10));

    /// <summary>OFPBRC_BAD_PORT: the port is invalid or missing. OpenFlow 1.2 to 1.5; Nicira's extension for 1.0 to 1.1.</summary>
    public static OpenFlowError BadRequestBadPort { get; } = Define(
        "OFPBRC_BAD_PORT",
        "The port is invalid or missing.",
        In(V12, V15, 1, 11), NiciraVendor(V10, V11, 1, 514));

    /// <summary>OFPBRC_BAD_PACKET: the packet of the packet-out is invalid. OpenFlow 1.2 to 1.5.</summary>
    public static OpenFlowError BadRequestBadPacket { get; } = Define(
        "OFPBRC_BAD_PACKET",
        "The packet of the packet-out is invalid.",
        In(V12, V15, 1, 12));

    /// <summary>
    /// OFPBRC_MULTIPART_BUFFER_OVERFLOW: the multipart request is longer than the switch can buffer. OpenFlow 1.3 to 1.5.
    /// </summary>
    public static OpenFlowError BadRequestMultipartBufferOverflow { get; } = Define(
        "OFPBRC_MULTIPART_BUFFER_OVERFLOW",
        "The multipart request is longer than the switch can buffer.",
        In(V13, V15, 1, 13));

    /// <summary>
    /// OFPBRC_MULTIPART_REQUEST_TIMEOUT: the next part of the multipart request did not come in time. OpenFlow 1.4 to 1.5; ONF's
    /// extension for 1.3.
    /// </summary>
    public static OpenFlowError BadRequestMultipartRequestTimeout { get; } = Define(
        "OFPBRC_MULTIPART_REQUEST_TIMEOUT",
        "The next part of the multipart request did not come in time.",
        In(V14, V15, 1, 14), Onf(V13, V13, 2640));

    /// <summary>
    /// OFPBRC_MULTIPART_REPLY_TIMEOUT: the next part of the multipart reply did not come in time. OpenFlow 1.4 to 1.5; ONF's extension
    /// for 1.3.
    /// </summary>
    public static OpenFlowError BadRequestMultipartReplyTimeout { get; } = Define(
        "OFPBRC_MULTIPART_REPLY_TIMEOUT",
        "The next part of the multipart reply did not come in time.",
        In(V14, V15, 1, 15), Onf(V13, V13, 2641));

    /// <summary>
    /// OFPBRC_MULTIPART_BAD_SCHED: the switch could not take the scheduling tolerance of a bundle features request. OpenFlow 1.5.
    /// </summary>
    public static OpenFlowError BadRequestMultipartBadSched { get; } = Define(
        "OFPBRC_MULTIPART_BAD_SCHED",
        "The switch could not take the scheduling tolerance of a bundle features request.",
        In(V15, V15, 1, 16));

    /// <summary>OFPBRC_PIPELINE_FIELDS_ONLY: the match may hold pipeline fields only, and holds others. OpenFlow 1.5.</summary>
    public static OpenFlowError BadRequestPipelineFieldsOnly { get; } = Define(
        "OFPBRC_PIPELINE_FIELDS_ONLY",
        "The match may hold pipeline fields only, and holds others.",
        In(V15, V15, 1, 17));

    /// <summary>OFPBRC_UNKNOWN: the request failed for a reason that the switch does not name. OpenFlow 1.5.</summary>
    public static OpenFlowError BadRequestUnknown { get; } = Define(
        "OFPBRC_UNKNOWN",
        "The request failed for a reason that the switch does not name.",
        In(V15, V15, 1, 18));
}
