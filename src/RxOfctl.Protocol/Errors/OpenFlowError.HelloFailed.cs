namespace RxOfctl.Protocol.Errors;

// OFPET_HELLO_FAILED: the two ends agree on no version, so these must be readable in any, also in one that is not defined yet.
public sealed partial class OpenFlowError
{
    /// <summary>OFPHFC_INCOMPATIBLE: the two ends have no version in common. Every version.</summary>
    public static OpenFlowError HelloFailedIncompatible { get; } = Define(
        "OFPHFC_INCOMPATIBLE",
        "The two ends have no version in common.",
        InEveryVersion(0, 0));

    /// <summary>OFPHFC_EPERM: the peer may not connect. Every version.</summary>
    public static OpenFlowError HelloFailedEperm { get; } = Define(
        "OFPHFC_EPERM",
        "The peer may not connect.",
        InEveryVersion(0, 1));
}
