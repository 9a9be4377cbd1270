namespace RxOfctl.Protocol.Errors;

// OFPET_TABLE_FEATURES_FAILED: the features of tables could not be set. From 1.3 on; codes 2 to 4 became OFPET_BAD_PROPERTY in 1.4.
public sealed partial class OpenFlowError
{
    /// <summary>OFPTFFC_BAD_TABLE: there is no such table. OpenFlow 1.3 to 1.5.</summary>
    public static OpenFlowError TableFeaturesFailedBadTable { get; } = Define(
        "OFPTFFC_BAD_TABLE",
        "There is no such table.",
        In(V13, V15, 13, 0));

    /// <summary>OFPTFFC_BAD_METADATA: the metadata mask is not valid. OpenFlow 1.3 to 1.5.</summary>
    public static OpenFlowError TableFeaturesFailedBadMetadata { get; } = Define(
        "OFPTFFC_BAD_METADATA",
        "The metadata mask is not valid.",
        In(V13, V15, 13, 1));

    /// <summary>OFPTFFC_EPERM: the controller may not set the features of tables. OpenFlow 1.3 to 1.5.</summary>
    public static OpenFlowError TableFeaturesFailedEperm { get; } = Define(
        "OFPTFFC_EPERM",
        "The controller may not set the features of tables.",
        In(V13, V15, 13, 5));

    /// <summary>OFPTFFC_BAD_CAPA: the capabilities are not valid. OpenFlow 1.5.</summary>
    public static OpenFlowError TableFeaturesFailedBadCapa { get; } = Define(
        "OFPTFFC_BAD_CAPA",
        "The capabilities are not valid.",
        In(V15, V15, 13, 6));

    /// <summary>OFPTFFC_BAD_MAX_ENT: the maximum number of entries is not valid. OpenFlow 1.5.</summary>
    public static OpenFlowError TableFeaturesFailedBadMaxEnt { get; } = Define(
        "OFPTFFC_BAD_MAX_ENT",
        "The maximum number of entries is not valid.",
        In(V15, V15, 13, 7));

    /// <summary>OFPTFFC_BAD_FEATURES: the features are not valid. OpenFlow 1.5.</summary>
    public static OpenFlowError TableFeaturesFailedBadFeatures { get; } = Define(
        "OFPTFFC_BAD_FEATURES",
        "The features are not valid.",
        In(V15, V15, 13, 8));

    /// <summary>OFPTFFC_BAD_COMMAND: the command is not valid. OpenFlow 1.5.</summary>
    public static OpenFlowError TableFeaturesFailedBadCommand { get; } = Define(
        "OFPTFFC_BAD_COMMAND",
        "The command is not valid.",
        In(V15, V15, 13, 9));

    /// <summary>OFPTFFC_TOO_MANY: there are more flow tables than the switch can take. OpenFlow 1.5.</summary>
    public static OpenFlowError TableFeaturesFailedTooMany { get; } = Define(
        "OFPTFFC_TOO_MANY",
        "There are more flow tables than the switch can take.",
        In(V15, V15, 13, 10));
}
