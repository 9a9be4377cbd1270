namespace RxOfctl.Protocol.Errors;

// OFPET_BAD_ACTION: an action is wrong.
public sealed partial class OpenFlowError
{
    /// <summary>OFPBAC_BAD_TYPE: the action type is unknown or not supported. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError BadActionBadType { get; } = Define(
        "OFPBAC_BAD_TYPE",
        "The action type is unknown or not supported.",
        In(V10, V15, 2, 0));

    /// <summary>OFPBAC_BAD_LEN: the length of an action, or of the list of them, is wrong. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError BadActionBadLen { get; } = Define(
        "OFPBAC_BAD_LEN",
        "The length of an action, or of the list of them, is wrong.",
        In(V10, V15, 2, 1));

    /// <summary>
    /// OFPBAC_BAD_EXPERIMENTER (OFPBAC_BAD_VENDOR in 1.0): the experimenter of the action is unknown. OpenFlow 1.0 to 1.5.
    /// </summary>
    public static OpenFlowError BadActionBadExperimenter { get; } = Define(
        "OFPBAC_BAD_EXPERIMENTER",
        "The experimenter of the action is unknown.",
        In(V10, V15, 2, 2));

    /// <summary>
    /// OFPBAC_BAD_EXP_TYPE (OFPBAC_BAD_VENDOR_TYPE in 1.0): the experimenter is known, this type of action of it is not. OpenFlow 1.0
    /// to 1.5.
    /// </summary>
    public static OpenFlowError BadActionBadExpType { get; } = Define(
        "OFPBAC_BAD_EXP_TYPE",
        "The experimenter is known, this type of action of it is not.",
        In(V10, V15, 2, 3));

    /// <summary>OFPBAC_BAD_OUT_PORT: the output port is not valid. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError BadActionBadOutPort { get; } = Define(
        "OFPBAC_BAD_OUT_PORT",
        "The output port is not valid.",
        In(V10, V15, 2, 4));

    /// <summary>OFPBAC_BAD_ARGUMENT: the argument of an action is bad. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError BadActionBadArgument { get; } = Define(
        "OFPBAC_BAD_ARGUMENT",
        "The argument of an action is bad.",
        In(V10, V15, 2, 5));

    /// <summary>OFPBAC_EPERM: the controller may not use this action. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError BadActionEperm { get; } = Define(
        "OFPBAC_EPERM",
        "The controller may not use this action.",
        In(V10, V15, 2, 6));

    /// <summary>OFPBAC_TOO_MANY: there are more actions than the switch can take. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError BadActionTooMany { get; } = Define(
        "OFPBAC_TOO_MANY",
        "There are more actions than the switch can take.",
        In(V10, V15, 2, 7));

    /// <summary>OFPBAC_BAD_QUEUE: the output queue is not valid. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError BadActionBadQueue { get; } = Define(
        "OFPBAC_BAD_QUEUE",
        "The output queue is not valid.",
        In(V10, V15, 2, 8));

    /// <summary>
    /// OFPBAC_BAD_OUT_GROUP: the group to which an action sends is not valid. OpenFlow 1.1 to 1.5; Nicira's extension for 1.0.
    /// </summary>
    public static OpenFlowError BadActionBadOutGroup { get; } = Define(
        "OFPBAC_BAD_OUT_GROUP",
        "The group to which an action sends is not valid.",
        In(V11, V15, 2, 9), NiciraVendor(V10, V10, 2, 9));

    /// <summary>
    /// OFPBAC_MATCH_INCONSISTENT: the action does not fit the match, or a prerequisite of its field is not met. OpenFlow 1.1 to 1.5;
    /// Nicira's extension for 1.0.
    /// </summary>
    public static OpenFlowError BadActionMatchInconsistent { get; } = Define(
        "OFPBAC_MATCH_INCONSISTENT",
        "The action does not fit the match, or a prerequisite of its field is not met.",
        In(V11, V15, 2, 10), NiciraVendor(V10, V10, 1, 522));

    /// <summary>OFPBAC_UNSUPPORTED_ORDER: the switch cannot apply the actions of the list in this order. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError BadActionUnsupportedOrder { get; } = Define(
        "OFPBAC_UNSUPPORTED_ORDER",
        "The switch cannot apply the actions of the list in this order.",
        In(V11, V15, 2, 11));

    /// <summary>OFPBAC_BAD_TAG: an action uses a tag or encapsulation that is not supported. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError BadActionBadTag { get; } = Define(
        "OFPBAC_BAD_TAG",
        "An action uses a tag or encapsulation that is not supported.",
        In(V11, V15, 2, 12));

    /// <summary>
    /// OFPBAC_BAD_SET_TYPE: the field to set is unknown or not supported. OpenFlow 1.2 to 1.5; Nicira's extension for 1.0 to 1.1.
    /// </summary>
    public static OpenFlowError BadActionBadSetType { get; } = Define(
        "OFPBAC_BAD_SET_TYPE",
        "The field to set is unknown or not supported.",
        In(V12, V15, 2, 13), NiciraVendor(V10, V11, 1, 523));

    /// <summary>
    /// OFPBAC_BAD_SET_LEN: the length of the field to set is wrong, or the action reaches past its end. OpenFlow 1.2 to 1.5; Nicira's
    /// extension for 1.0 to 1.1.
    /// </summary>
    public static OpenFlowError BadActionBadSetLen { get; } = Define(
        "OFPBAC_BAD_SET_LEN",
        "The length of the field to set is wrong, or the action reaches past its end.",
        In(V12, V15, 2, 14), NiciraVendor(V10, V11, 1, 524));

    /// <summary>
    /// OFPBAC_BAD_SET_ARGUMENT: the field cannot be set, or not to this value. OpenFlow 1.2 to 1.5; Nicira's extension for 1.0 to 1.1.
    /// </summary>
    public static OpenFlowError BadActionBadSetArgument { get; } = Define(
        "OFPBAC_BAD_SET_ARGUMENT",
        "The field cannot be set, or not to this value.",
        In(V12, V15, 2, 15), NiciraVendor(V10, V11, 1, 525));

    /// <summary>
    /// OFPBAC_BAD_SET_MASK: the field to set has a mask that is not supported. OpenFlow 1.5; ONF's extension for 1.3 to 1.4.
    /// </summary>
    public static OpenFlowError BadActionBadSetMask { get; } = Define(
        "OFPBAC_BAD_SET_MASK",
        "The field to set has a mask that is not supported.",
        In(V15, V15, 2, 16), Onf(V13, V14, 4250));

    /// <summary>OFPBAC_BAD_METER: the meter of a meter action is not valid. OpenFlow 1.5.</summary>
    public static OpenFlowError BadActionBadMeter { get; } = Define(
        "OFPBAC_BAD_METER",
        "The meter of a meter action is not valid.",
        In(V15, V15, 2, 17));
}
