namespace RxOfctl.Protocol.Errors;

// OFPET_TABLE_MOD_FAILED: the table could not be changed. From 1.1 on.
public sealed partial class OpenFlowError
{
    /// <summary>OFPTMFC_BAD_TABLE: there is no such table. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError TableModFailedBadTable { get; } = Define(
        "OFPTMFC_BAD_TABLE",
        "There is no such table.",
        In(V11, V15, 8, 0));

    /// <summary>OFPTMFC_BAD_CONFIG: the table configuration is not valid. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError TableModFailedBadConfig { get; } = Define(
        "OFPTMFC_BAD_CONFIG",
        "The table configuration is not valid.",
        In(V11, V15, 8, 1));

    /// <summary>OFPTMFC_EPERM: the controller may not change this table. OpenFlow 1.2 to 1.5.</summary>
    public static OpenFlowError TableModFailedEperm { get; } = Define(
        "OFPTMFC_EPERM",
        "The controller may not change this table.",
        In(V12, V15, 8, 2));
}
