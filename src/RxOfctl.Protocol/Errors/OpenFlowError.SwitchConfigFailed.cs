namespace RxOfctl.Protocol.Errors;

// OFPET_SWITCH_CONFIG_FAILED: the configuration of the switch could not be set. From 1.1 on.
public sealed partial class OpenFlowError
{
    /// <summary>OFPSCFC_BAD_FLAGS: the configuration flags are not valid. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError SwitchConfigFailedBadFlags { get; } = Define(
        "OFPSCFC_BAD_FLAGS",
        "The configuration flags are not valid.",
        In(V11, V15, 10, 0));

    /// <summary>OFPSCFC_BAD_LEN: the number of bytes to send of a table miss is not valid. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError SwitchConfigFailedBadLen { get; } = Define(
        "OFPSCFC_BAD_LEN",
        "The number of bytes to send of a table miss is not valid.",
        In(V11, V15, 10, 1));

    /// <summary>OFPSCFC_EPERM: the controller may not configure the switch. OpenFlow 1.2 to 1.5.</summary>
    public static OpenFlowError SwitchConfigFailedEperm { get; } = Define(
        "OFPSCFC_EPERM",
        "The controller may not configure the switch.",
        In(V12, V15, 10, 2));
}
