namespace RxOfctl.Protocol.Errors;

// OFPET_BUNDLE_FAILED: the bundle could not be opened, filled, closed or committed. From 1.4 on, and in ONF extension 230 for 1.3.
public sealed partial class OpenFlowError
{
    /// <summary>
    /// OFPBFC_UNKNOWN: the bundle failed for a reason that the switch does not name. OpenFlow 1.4 to 1.5; ONF's extension for 1.3.
    /// </summary>
    public static OpenFlowError BundleFailedUnknown { get; } = Define(
        "OFPBFC_UNKNOWN",
        "The bundle failed for a reason that the switch does not name.",
        In(V14, V15, 17, 0), Onf(V13, V13, 2300));

    /// <summary>OFPBFC_EPERM: the controller may not use this bundle. OpenFlow 1.4 to 1.5; ONF's extension for 1.3.</summary>
    public static OpenFlowError BundleFailedEperm { get; } = Define(
        "OFPBFC_EPERM",
        "The controller may not use this bundle.",
        In(V14, V15, 17, 1), Onf(V13, V13, 2301));

    /// <summary>OFPBFC_BAD_ID: there is no bundle of this id. OpenFlow 1.4 to 1.5; ONF's extension for 1.3.</summary>
    public static OpenFlowError BundleFailedBadId { get; } = Define(
        "OFPBFC_BAD_ID",
        "There is no bundle of this id.",
        In(V14, V15, 17, 2), Onf(V13, V13, 2302));

    /// <summary>OFPBFC_BUNDLE_EXIST: there is a bundle of this id already. OpenFlow 1.4 to 1.5; ONF's extension for 1.3.</summary>
    public static OpenFlowError BundleFailedBundleExist { get; } = Define(
        "OFPBFC_BUNDLE_EXIST",
        "There is a bundle of this id already.",
        In(V14, V15, 17, 3), Onf(V13, V13, 2303));

    /// <summary>OFPBFC_BUNDLE_CLOSED: the bundle is closed. OpenFlow 1.4 to 1.5; ONF's extension for 1.3.</summary>
    public static OpenFlowError BundleFailedBundleClosed { get; } = Define(
        "OFPBFC_BUNDLE_CLOSED",
        "The bundle is closed.",
        In(V14, V15, 17, 4), Onf(V13, V13, 2304));

    /// <summary>
    /// OFPBFC_OUT_OF_BUNDLES: there are more bundles than the switch can take. OpenFlow 1.4 to 1.5; ONF's extension for 1.3.
    /// </summary>
    public static OpenFlowError BundleFailedOutOfBundles { get; } = Define(
        "OFPBFC_OUT_OF_BUNDLES",
        "There are more bundles than the switch can take.",
        In(V14, V15, 17, 5), Onf(V13, V13, 2305));

    /// <summary>
    /// OFPBFC_BAD_TYPE: the type of the bundle control message is unknown or not supported. OpenFlow 1.4 to 1.5; ONF's extension for
    /// 1.3.
    /// </summary>
    public static OpenFlowError BundleFailedBadType { get; } = Define(
        "OFPBFC_BAD_TYPE",
        "The type of the bundle control message is unknown or not supported.",
        In(V14, V15, 17, 6), Onf(V13, V13, 2306));

    /// <summary>
    /// OFPBFC_BAD_FLAGS: the bundle flags are unknown, not supported, or not those with which it was opened. OpenFlow 1.4 to 1.5; ONF's
    /// extension for 1.3.
    /// </summary>
    public static OpenFlowError BundleFailedBadFlags { get; } = Define(
        "OFPBFC_BAD_FLAGS",
        "The bundle flags are unknown, not supported, or not those with which it was opened.",
        In(V14, V15, 17, 7), Onf(V13, V13, 2307));

    /// <summary>OFPBFC_MSG_BAD_LEN: the length of the message to add is wrong. OpenFlow 1.4 to 1.5; ONF's extension for 1.3.</summary>
    public static OpenFlowError BundleFailedMsgBadLen { get; } = Define(
        "OFPBFC_MSG_BAD_LEN",
        "The length of the message to add is wrong.",
        In(V14, V15, 17, 8), Onf(V13, V13, 2308));

    /// <summary>
    /// OFPBFC_MSG_BAD_XID: the xid of the message to add is used already, or is not that of the message around it. OpenFlow 1.4 to 1.5;
    /// ONF's extension for 1.3.
    /// </summary>
    public static OpenFlowError BundleFailedMsgBadXid { get; } = Define(
        "OFPBFC_MSG_BAD_XID",
        "The xid of the message to add is used already, or is not that of the message around it.",
        In(V14, V15, 17, 9), Onf(V13, V13, 2309));

    /// <summary>OFPBFC_MSG_UNSUP: a message of this type cannot be in the bundle. OpenFlow 1.4 to 1.5; ONF's extension for 1.3.</summary>
    public static OpenFlowError BundleFailedMsgUnsup { get; } = Define(
        "OFPBFC_MSG_UNSUP",
        "A message of this type cannot be in the bundle.",
        In(V14, V15, 17, 10), Onf(V13, V13, 2310));

    /// <summary>
    /// OFPBFC_MSG_CONFLICT: the message cannot be in one bundle with those that are in it. OpenFlow 1.4 to 1.5; ONF's extension for
    /// 1.3.
    /// </summary>
    public static OpenFlowError BundleFailedMsgConflict { get; } = Define(
        "OFPBFC_MSG_CONFLICT",
        "The message cannot be in one bundle with those that are in it.",
        In(V14, V15, 17, 11), Onf(V13, V13, 2311));

    /// <summary>
    /// OFPBFC_MSG_TOO_MANY: there are more messages in the bundle than the switch can take. OpenFlow 1.4 to 1.5; ONF's extension for
    /// 1.3.
    /// </summary>
    public static OpenFlowError BundleFailedMsgTooMany { get; } = Define(
        "OFPBFC_MSG_TOO_MANY",
        "There are more messages in the bundle than the switch can take.",
        In(V14, V15, 17, 12), Onf(V13, V13, 2312));

    /// <summary>OFPBFC_MSG_FAILED: a message in the bundle failed. OpenFlow 1.4 to 1.5; ONF's extension for 1.3.</summary>
    public static OpenFlowError BundleFailedMsgFailed { get; } = Define(
        "OFPBFC_MSG_FAILED",
        "A message in the bundle failed.",
        In(V14, V15, 17, 13), Onf(V13, V13, 2313));

    /// <summary>OFPBFC_TIMEOUT: the bundle was open for too long. OpenFlow 1.4 to 1.5; ONF's extension for 1.3.</summary>
    public static OpenFlowError BundleFailedTimeout { get; } = Define(
        "OFPBFC_TIMEOUT",
        "The bundle was open for too long.",
        In(V14, V15, 17, 14), Onf(V13, V13, 2314));

    /// <summary>OFPBFC_BUNDLE_IN_PROGRESS: another bundle has the resource locked. OpenFlow 1.4 to 1.5; ONF's extension for 1.3.</summary>
    public static OpenFlowError BundleFailedBundleInProgress { get; } = Define(
        "OFPBFC_BUNDLE_IN_PROGRESS",
        "Another bundle has the resource locked.",
        In(V14, V15, 17, 15), Onf(V13, V13, 2315));

    /// <summary>OFPBFC_SCHED_NOT_SUPPORTED: the switch cannot commit a bundle at a given time. OpenFlow 1.5.</summary>
    public static OpenFlowError BundleFailedSchedNotSupported { get; } = Define(
        "OFPBFC_SCHED_NOT_SUPPORTED",
        "The switch cannot commit a bundle at a given time.",
        In(V15, V15, 17, 16));

    /// <summary>OFPBFC_SCHED_FUTURE: the time at which to commit is too far in the future. OpenFlow 1.5.</summary>
    public static OpenFlowError BundleFailedSchedFuture { get; } = Define(
        "OFPBFC_SCHED_FUTURE",
        "The time at which to commit is too far in the future.",
        In(V15, V15, 17, 17));

    /// <summary>OFPBFC_SCHED_PAST: the time at which to commit is too far in the past. OpenFlow 1.5.</summary>
    public static OpenFlowError BundleFailedSchedPast { get; } = Define(
        "OFPBFC_SCHED_PAST",
        "The time at which to commit is too far in the past.",
        In(V15, V15, 17, 18));

    /// <summary>
    /// OFPBFC_BAD_VERSION: the version of the message to add is not that of the message around it. Nicira's extension for 1.4 to 1.5.
    /// </summary>
    public static OpenFlowError BundleFailedBadVersion { get; } = Define(
        "OFPBFC_BAD_VERSION",
        "The version of the message to add is not that of the message around it.",
        Nicira(V14, V15, 22));
}
