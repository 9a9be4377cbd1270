namespace RxOfctl.Protocol.Errors;

// OFPET_ROLE_REQUEST_FAILED: the role of the controller could not be changed. From 1.2 on.
public sealed partial class OpenFlowError
{
    /// <summary>OFPRRFC_STALE: the generation id is older than one that the switch has seen. OpenFlow 1.2 to 1.5.</summary>
    public static OpenFlowError RoleRequestFailedStale { get; } = Define(
        "OFPRRFC_STALE",
        "The generation id is older than one that the switch has seen.",
        In(V12, V15, 11, 0));

    /// <summary>OFPRRFC_UNSUP: the switch does not support a change of role. OpenFlow 1.2 to 1.5.</summary>
    public static OpenFlowError RoleRequestFailedUnsup { get; } = Define(
        "OFPRRFC_UNSUP",
        "The switch does not support a change of role.",
        In(V12, V15, 11, 1));

    /// <summary>OFPRRFC_BAD_ROLE: the role is not valid. OpenFlow 1.2 to 1.5; Nicira's extension for 1.0 to 1.1.</summary>
    public static OpenFlowError RoleRequestFailedBadRole { get; } = Define(
        "OFPRRFC_BAD_ROLE",
        "The role is not valid.",
        In(V12, V15, 11, 2), NiciraVendor(V10, V11, 1, 513));

    /// <summary>OFPRRFC_ID_UNSUP: the switch does not support a change of the controller's short id. OpenFlow 1.5.</summary>
    public static OpenFlowError RoleRequestFailedIdUnsup { get; } = Define(
        "OFPRRFC_ID_UNSUP",
        "The switch does not support a change of the controller's short id.",
        In(V15, V15, 11, 3));

    /// <summary>OFPRRFC_ID_IN_USE: the short id is in use by another controller. OpenFlow 1.5.</summary>
    public static OpenFlowError RoleRequestFailedIdInUse { get; } = Define(
        "OFPRRFC_ID_IN_USE",
        "The short id is in use by another controller.",
        In(V15, V15, 11, 4));
}
