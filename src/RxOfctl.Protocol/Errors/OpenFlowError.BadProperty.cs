namespace RxOfctl.Protocol.Errors;

// OFPET_BAD_PROPERTY: a property is wrong. From 1.4 on; 1.3 knew the first three for table features alone.
public sealed partial class OpenFlowError
{
    /// <summary>
    /// OFPBPC_BAD_TYPE (OFPTFFC_BAD_TYPE in 1.3): the property type is unknown or not supported. OpenFlow 1.3 to 1.5; Nicira's
    /// extension for 1.0 to 1.2.
    /// </summary>
    public static OpenFlowError BadPropertyBadType { get; } = Define(
        "OFPBPC_BAD_TYPE",
        "The property type is unknown or not supported.",
        In(V13, V13, 13, 2), In(V14, V15, 14, 0), NiciraVendor(V10, V11, 13, 2), Nicira(V12, V12, 25));

    /// <summary>
    /// OFPBPC_BAD_LEN (OFPTFFC_BAD_LEN in 1.3): the length of a property is wrong. OpenFlow 1.3 to 1.5; Nicira's extension for 1.0 to
    /// 1.2.
    /// </summary>
    public static OpenFlowError BadPropertyBadLen { get; } = Define(
        "OFPBPC_BAD_LEN",
        "The length of a property is wrong.",
        In(V13, V13, 13, 3), In(V14, V15, 14, 1), NiciraVendor(V10, V11, 13, 3), Nicira(V12, V12, 26));

    /// <summary>
    /// OFPBPC_BAD_VALUE (OFPTFFC_BAD_ARGUMENT in 1.3): the value of a property is not supported. OpenFlow 1.3 to 1.5; Nicira's
    /// extension for 1.0 to 1.2.
    /// </summary>
    public static OpenFlowError BadPropertyBadValue { get; } = Define(
        "OFPBPC_BAD_VALUE",
        "The value of a property is not supported.",
        In(V13, V13, 13, 4), In(V14, V15, 14, 2), NiciraVendor(V10, V11, 13, 4), Nicira(V12, V12, 27));

    /// <summary>
    /// OFPBPC_TOO_MANY: there are more properties than the switch can take. OpenFlow 1.4 to 1.5; Nicira's extension for 1.0 to 1.2;
    /// ONF's extension for 1.3.
    /// </summary>
    public static OpenFlowError BadPropertyTooMany { get; } = Define(
        "OFPBPC_TOO_MANY",
        "There are more properties than the switch can take.",
        In(V14, V15, 14, 3), NiciraVendor(V10, V11, 14, 3), Nicira(V12, V12, 28), Onf(V13, V13, 4443));

    /// <summary>
    /// OFPBPC_DUP_TYPE: a property of the same type stands twice. OpenFlow 1.4 to 1.5; Nicira's extension for 1.0 to 1.2; ONF's
    /// extension for 1.3.
    /// </summary>
    public static OpenFlowError BadPropertyDupType { get; } = Define(
        "OFPBPC_DUP_TYPE",
        "A property of the same type stands twice.",
        In(V14, V15, 14, 4), NiciraVendor(V10, V11, 14, 4), Nicira(V12, V12, 29), Onf(V13, V13, 4444));

    /// <summary>
    /// OFPBPC_BAD_EXPERIMENTER: the experimenter of the property is unknown. OpenFlow 1.4 to 1.5; Nicira's extension for 1.0 to 1.2;
    /// ONF's extension for 1.3.
    /// </summary>
    public static OpenFlowError BadPropertyBadExperimenter { get; } = Define(
        "OFPBPC_BAD_EXPERIMENTER",
        "The experimenter of the property is unknown.",
        In(V14, V15, 14, 5), NiciraVendor(V10, V11, 14, 5), Nicira(V12, V12, 30), Onf(V13, V13, 4445));

    /// <summary>
    /// OFPBPC_BAD_EXP_TYPE: the experimenter is known, this type of property of it is not. OpenFlow 1.4 to 1.5; Nicira's extension for
    /// 1.0 to 1.2; ONF's extension for 1.3.
    /// </summary>
    public static OpenFlowError BadPropertyBadExpType { get; } = Define(
        "OFPBPC_BAD_EXP_TYPE",
        "The experimenter is known, this type of property of it is not.",
        In(V14, V15, 14, 6), NiciraVendor(V10, V11, 14, 6), Nicira(V12, V12, 31), Onf(V13, V13, 4446));

    /// <summary>
    /// OFPBPC_BAD_EXP_VALUE: the value of the experimenter's property is unknown. OpenFlow 1.4 to 1.5; Nicira's extension for 1.0 to
    /// 1.2; ONF's extension for 1.3.
    /// </summary>
    public static OpenFlowError BadPropertyBadExpValue { get; } = Define(
        "OFPBPC_BAD_EXP_VALUE",
        "The value of the experimenter's property is unknown.",
        In(V14, V15, 14, 7), NiciraVendor(V10, V11, 14, 7), Nicira(V12, V12, 32), Onf(V13, V13, 4447));

    /// <summary>
    /// OFPBPC_EPERM: the controller may not use this property. OpenFlow 1.4 to 1.5; Nicira's extension for 1.0 to 1.2; ONF's extension
    /// for 1.3.
    /// </summary>
    public static OpenFlowError BadPropertyEperm { get; } = Define(
        "OFPBPC_EPERM",
        "The controller may not use this property.",
        In(V14, V15, 14, 8), NiciraVendor(V10, V11, 14, 8), Nicira(V12, V12, 33), Onf(V13, V13, 4448));
}
