namespace RxOfctl.Protocol.Errors;

// OFPET_ASYNC_CONFIG_FAILED: the filter of asynchronous messages could not be set. From 1.4 on, and in ONF extension 237 for 1.3.
public sealed partial class OpenFlowError
{
    /// <summary>OFPACFC_INVALID: a mask is not valid. OpenFlow 1.4 to 1.5; ONF's extension for 1.3.</summary>
    public static OpenFlowError AsyncConfigFailedInvalid { get; } = Define(
        "OFPACFC_INVALID",
        "A mask is not valid.",
        In(V14, V15, 15, 0), Onf(V13, V13, 2370));

    /// <summary>
    /// OFPACFC_UNSUPPORTED: the switch does not support this configuration of asynchronous messages. OpenFlow 1.4 to 1.5; ONF's
    /// extension for 1.3.
    /// </summary>
    public static OpenFlowError AsyncConfigFailedUnsupported { get; } = Define(
        "OFPACFC_UNSUPPORTED",
        "The switch does not support this configuration of asynchronous messages.",
        In(V14, V15, 15, 1), Onf(V13, V13, 2371));

    /// <summary>
    /// OFPACFC_EPERM: the controller may not configure asynchronous messages. OpenFlow 1.4 to 1.5; ONF's extension for 1.3.
    /// </summary>
    public static OpenFlowError AsyncConfigFailedEperm { get; } = Define(
        "OFPACFC_EPERM",
        "The controller may not configure asynchronous messages.",
        In(V14, V15, 15, 2), Onf(V13, V13, 2372));
}
