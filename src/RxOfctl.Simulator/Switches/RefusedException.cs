using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;

namespace RxOfctl.Simulator.Switches;

/// <summary>A request is wrong or asks for what the switch does not have. It is answered with the error, and nothing of it was done.</summary>
/// <param name="error">The error.</param>
/// <param name="offender">The bytes that the error gives back, if these are not the last message's.</param>
internal sealed class RefusedException(OpenFlowError error, ByteString offender = default) : Exception(error.Description)
{
    public OpenFlowError Error => error;

    public ByteString Offender => offender;
}
