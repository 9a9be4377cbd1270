namespace RxOfctl.Protocol.Errors;

// OFPET_PORT_MOD_FAILED: the port could not be changed. Type 4 in 1.0 and 7 since.
public sealed partial class OpenFlowError
{
    /// <summary>OFPPMFC_BAD_PORT: there is no such port. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError PortModFailedBadPort { get; } = Define(
        "OFPPMFC_BAD_PORT",
        "There is no such port.",
        In(V10, V10, 4, 0), In(V11, V15, 7, 0));

    /// <summary>OFPPMFC_BAD_HW_ADDR: the hardware address is not that of the port. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError PortModFailedBadHwAddr { get; } = Define(
        "OFPPMFC_BAD_HW_ADDR",
        "The hardware address is not that of the port.",
        In(V10, V10, 4, 1), In(V11, V15, 7, 1));

    /// <summary>OFPPMFC_BAD_CONFIG: the port configuration is not valid. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError PortModFailedBadConfig { get; } = Define(
        "OFPPMFC_BAD_CONFIG",
        "The port configuration is not valid.",
        In(V11, V15, 7, 2));

    /// <summary>OFPPMFC_BAD_ADVERTISE: the features that the port shall advertise are not valid. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError PortModFailedBadAdvertise { get; } = Define(
        "OFPPMFC_BAD_ADVERTISE",
        "The features that the port shall advertise are not valid.",
        In(V11, V15, 7, 3));

    /// <summary>OFPPMFC_EPERM: the controller may not change this port. OpenFlow 1.2 to 1.5.</summary>
    public static OpenFlowError PortModFailedEperm { get; } = Define(
        "OFPPMFC_EPERM",
        "The controller may not change this port.",
        In(V12, V15, 7, 4));
}
