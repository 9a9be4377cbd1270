namespace RxOfctl.Protocol.Errors;

// OFPET_BAD_MATCH: a match is wrong. From 1.1 on.
public sealed partial class OpenFlowError
{
    /// <summary>OFPBMC_BAD_TYPE: the match type is not supported. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError BadMatchBadType { get; } = Define(
        "OFPBMC_BAD_TYPE",
        "The match type is not supported.",
        In(V11, V15, 4, 0));

    /// <summary>OFPBMC_BAD_LEN: the length of the match, or of a field in it, is wrong. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError BadMatchBadLen { get; } = Define(
        "OFPBMC_BAD_LEN",
        "The length of the match, or of a field in it, is wrong.",
        In(V11, V15, 4, 1));

    /// <summary>OFPBMC_BAD_TAG: the match uses a tag or encapsulation that is not supported. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError BadMatchBadTag { get; } = Define(
        "OFPBMC_BAD_TAG",
        "The match uses a tag or encapsulation that is not supported.",
        In(V11, V15, 4, 2));

    /// <summary>OFPBMC_BAD_DL_ADDR_MASK: the switch cannot match a data link address under this mask. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError BadMatchBadDlAddrMask { get; } = Define(
        "OFPBMC_BAD_DL_ADDR_MASK",
        "The switch cannot match a data link address under this mask.",
        In(V11, V15, 4, 3));

    /// <summary>OFPBMC_BAD_NW_ADDR_MASK: the switch cannot match a network address under this mask. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError BadMatchBadNwAddrMask { get; } = Define(
        "OFPBMC_BAD_NW_ADDR_MASK",
        "The switch cannot match a network address under this mask.",
        In(V11, V15, 4, 4));

    /// <summary>
    /// OFPBMC_BAD_WILDCARDS: the switch cannot leave this combination of fields out, or mask it. OpenFlow 1.1 to 1.5; Nicira's
    /// extension for 1.0.
    /// </summary>
    public static OpenFlowError BadMatchBadWildcards { get; } = Define(
        "OFPBMC_BAD_WILDCARDS",
        "The switch cannot leave this combination of fields out, or mask it.",
        In(V11, V15, 4, 5), NiciraVendor(V10, V10, 1, 262));

    /// <summary>OFPBMC_BAD_FIELD: a field of the match is not supported. OpenFlow 1.1 to 1.5; Nicira's extension for 1.0.</summary>
    public static OpenFlowError BadMatchBadField { get; } = Define(
        "OFPBMC_BAD_FIELD",
        "A field of the match is not supported.",
        In(V11, V15, 4, 6), NiciraVendor(V10, V10, 0, 263));

    /// <summary>
    /// OFPBMC_BAD_VALUE: the value of a field of the match is not supported. OpenFlow 1.1 to 1.5; Nicira's extension for 1.0.
    /// </summary>
    public static OpenFlowError BadMatchBadValue { get; } = Define(
        "OFPBMC_BAD_VALUE",
        "The value of a field of the match is not supported.",
        In(V11, V15, 4, 7), NiciraVendor(V10, V10, 1, 258));

    /// <summary>
    /// OFPBMC_BAD_MASK: the mask of a field of the match is not supported. OpenFlow 1.2 to 1.5; Nicira's extension for 1.0 to 1.1.
    /// </summary>
    public static OpenFlowError BadMatchBadMask { get; } = Define(
        "OFPBMC_BAD_MASK",
        "The mask of a field of the match is not supported.",
        In(V12, V15, 4, 8), NiciraVendor(V10, V11, 1, 259));

    /// <summary>
    /// OFPBMC_BAD_PREREQ: a field stands in the match without the fields that it requires. OpenFlow 1.2 to 1.5; Nicira's extension for
    /// 1.0 to 1.1.
    /// </summary>
    public static OpenFlowError BadMatchBadPrereq { get; } = Define(
        "OFPBMC_BAD_PREREQ",
        "A field stands in the match without the fields that it requires.",
        In(V12, V15, 4, 9), NiciraVendor(V10, V11, 1, 260));

    /// <summary>OFPBMC_DUP_FIELD: a field stands twice in the match. OpenFlow 1.2 to 1.5; Nicira's extension for 1.0 to 1.1.</summary>
    public static OpenFlowError BadMatchDupField { get; } = Define(
        "OFPBMC_DUP_FIELD",
        "A field stands twice in the match.",
        In(V12, V15, 4, 10), NiciraVendor(V10, V11, 1, 261));

    /// <summary>OFPBMC_EPERM: the controller may not use this match. OpenFlow 1.2 to 1.5.</summary>
    public static OpenFlowError BadMatchEperm { get; } = Define(
        "OFPBMC_EPERM",
        "The controller may not use this match.",
        In(V12, V15, 4, 11));
}
