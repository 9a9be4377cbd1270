using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;

namespace RxOfctl.Simulator.Flows;

/// <summary>A request is invalid or not supported. The switch answers with the error and has changed nothing.</summary>
/// <param name="error">The error.</param>
/// <param name="offender">The bytes that the error quotes; the last message if empty.</param>
internal sealed class RefusedException(OpenFlowError error, ByteString offender = default) : Exception(error.Description)
{
    public OpenFlowError Error => error;

    public ByteString Offender => offender;
}
