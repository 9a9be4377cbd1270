namespace RxOfctl.Protocol.Errors;

// OFPET_GROUP_MOD_FAILED: the group could not be changed. From 1.1 on.
public sealed partial class OpenFlowError
{
    /// <summary>
    /// OFPGMFC_GROUP_EXISTS: the group was not added: there is one of this id. OpenFlow 1.1 to 1.5; Nicira's extension for 1.0.
    /// </summary>
    public static OpenFlowError GroupModFailedGroupExists { get; } = Define(
        "OFPGMFC_GROUP_EXISTS",
        "The group was not added: there is one of this id.",
        In(V11, V15, 6, 0), NiciraVendor(V10, V10, 6, 0));

    /// <summary>OFPGMFC_INVALID_GROUP: the group was not added: it is not valid. OpenFlow 1.1 to 1.5; Nicira's extension for 1.0.</summary>
    public static OpenFlowError GroupModFailedInvalidGroup { get; } = Define(
        "OFPGMFC_INVALID_GROUP",
        "The group was not added: it is not valid.",
        In(V11, V15, 6, 1), NiciraVendor(V10, V10, 6, 1));

    /// <summary>
    /// OFPGMFC_WEIGHT_UNSUPPORTED: the switch cannot share load unequally between the buckets of a select group. OpenFlow 1.1 to 1.5;
    /// Nicira's extension for 1.0.
    /// </summary>
    public static OpenFlowError GroupModFailedWeightUnsupported { get; } = Define(
        "OFPGMFC_WEIGHT_UNSUPPORTED",
        "The switch cannot share load unequally between the buckets of a select group.",
        In(V11, V15, 6, 2), NiciraVendor(V10, V10, 6, 2));

    /// <summary>OFPGMFC_OUT_OF_GROUPS: the group table is full. OpenFlow 1.1 to 1.5; Nicira's extension for 1.0.</summary>
    public static OpenFlowError GroupModFailedOutOfGroups { get; } = Define(
        "OFPGMFC_OUT_OF_GROUPS",
        "The group table is full.",
        In(V11, V15, 6, 3), NiciraVendor(V10, V10, 6, 3));

    /// <summary>
    /// OFPGMFC_OUT_OF_BUCKETS: the group has more buckets than the switch can take. OpenFlow 1.1 to 1.5; Nicira's extension for 1.0.
    /// </summary>
    public static OpenFlowError GroupModFailedOutOfBuckets { get; } = Define(
        "OFPGMFC_OUT_OF_BUCKETS",
        "The group has more buckets than the switch can take.",
        In(V11, V15, 6, 4), NiciraVendor(V10, V10, 6, 4));

    /// <summary>
    /// OFPGMFC_CHAINING_UNSUPPORTED: the switch does not support a group that sends to a group. OpenFlow 1.1 to 1.5; Nicira's extension
    /// for 1.0.
    /// </summary>
    public static OpenFlowError GroupModFailedChainingUnsupported { get; } = Define(
        "OFPGMFC_CHAINING_UNSUPPORTED",
        "The switch does not support a group that sends to a group.",
        In(V11, V15, 6, 5), NiciraVendor(V10, V10, 6, 5));

    /// <summary>
    /// OFPGMFC_WATCH_UNSUPPORTED: the group cannot watch this port or group. OpenFlow 1.1 to 1.5; Nicira's extension for 1.0.
    /// </summary>
    public static OpenFlowError GroupModFailedWatchUnsupported { get; } = Define(
        "OFPGMFC_WATCH_UNSUPPORTED",
        "The group cannot watch this port or group.",
        In(V11, V15, 6, 6), NiciraVendor(V10, V10, 6, 6));

    /// <summary>
    /// OFPGMFC_LOOP: the group would send to itself, directly or through others. OpenFlow 1.1 to 1.5; Nicira's extension for 1.0.
    /// </summary>
    public static OpenFlowError GroupModFailedLoop { get; } = Define(
        "OFPGMFC_LOOP",
        "The group would send to itself, directly or through others.",
        In(V11, V15, 6, 7), NiciraVendor(V10, V10, 6, 7));

    /// <summary>
    /// OFPGMFC_UNKNOWN_GROUP: the group was not modified: there is none of this id. OpenFlow 1.1 to 1.5; Nicira's extension for 1.0.
    /// </summary>
    public static OpenFlowError GroupModFailedUnknownGroup { get; } = Define(
        "OFPGMFC_UNKNOWN_GROUP",
        "The group was not modified: there is none of this id.",
        In(V11, V15, 6, 8), NiciraVendor(V10, V10, 6, 8));

    /// <summary>
    /// OFPGMFC_CHAINED_GROUP: the group was not deleted: another one sends to it. OpenFlow 1.2 to 1.5; Nicira's extension for 1.0.
    /// </summary>
    public static OpenFlowError GroupModFailedChainedGroup { get; } = Define(
        "OFPGMFC_CHAINED_GROUP",
        "The group was not deleted: another one sends to it.",
        In(V12, V15, 6, 9), NiciraVendor(V10, V10, 6, 9));

    /// <summary>OFPGMFC_BAD_TYPE: the group type is unknown or not supported. OpenFlow 1.2 to 1.5; Nicira's extension for 1.0.</summary>
    public static OpenFlowError GroupModFailedBadType { get; } = Define(
        "OFPGMFC_BAD_TYPE",
        "The group type is unknown or not supported.",
        In(V12, V15, 6, 10), NiciraVendor(V10, V10, 6, 10));

    /// <summary>
    /// OFPGMFC_BAD_COMMAND: the group-mod command is unknown or not supported. OpenFlow 1.2 to 1.5; Nicira's extension for 1.0.
    /// </summary>
    public static OpenFlowError GroupModFailedBadCommand { get; } = Define(
        "OFPGMFC_BAD_COMMAND",
        "The group-mod command is unknown or not supported.",
        In(V12, V15, 6, 11), NiciraVendor(V10, V10, 6, 11));

    /// <summary>OFPGMFC_BAD_BUCKET: a bucket of the group is wrong. OpenFlow 1.2 to 1.5; Nicira's extension for 1.0.</summary>
    public static OpenFlowError GroupModFailedBadBucket { get; } = Define(
        "OFPGMFC_BAD_BUCKET",
        "A bucket of the group is wrong.",
        In(V12, V15, 6, 12), NiciraVendor(V10, V10, 6, 12));

    /// <summary>
    /// OFPGMFC_BAD_WATCH: the port or group that a bucket watches is wrong. OpenFlow 1.2 to 1.5; Nicira's extension for 1.0.
    /// </summary>
    public static OpenFlowError GroupModFailedBadWatch { get; } = Define(
        "OFPGMFC_BAD_WATCH",
        "The port or group that a bucket watches is wrong.",
        In(V12, V15, 6, 13), NiciraVendor(V10, V10, 6, 13));

    /// <summary>OFPGMFC_EPERM: the controller may not change this group. OpenFlow 1.2 to 1.5; Nicira's extension for 1.0.</summary>
    public static OpenFlowError GroupModFailedEperm { get; } = Define(
        "OFPGMFC_EPERM",
        "The controller may not change this group.",
        In(V12, V15, 6, 14), NiciraVendor(V10, V10, 6, 14));

    /// <summary>
    /// OFPGMFC_UNKNOWN_BUCKET: the group has no bucket of the id that a command names. OpenFlow 1.5; Nicira's extension for 1.0.
    /// </summary>
    public static OpenFlowError GroupModFailedUnknownBucket { get; } = Define(
        "OFPGMFC_UNKNOWN_BUCKET",
        "The group has no bucket of the id that a command names.",
        In(V15, V15, 6, 15), NiciraVendor(V10, V10, 6, 15));

    /// <summary>
    /// OFPGMFC_BUCKET_EXISTS: the bucket was not inserted: the group has one of this id. OpenFlow 1.5; Nicira's extension for 1.0.
    /// </summary>
    public static OpenFlowError GroupModFailedBucketExists { get; } = Define(
        "OFPGMFC_BUCKET_EXISTS",
        "The bucket was not inserted: the group has one of this id.",
        In(V15, V15, 6, 16), NiciraVendor(V10, V10, 6, 16));
}
