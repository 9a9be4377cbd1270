using RxOfctl.Protocol.Errors;

namespace RxOfctl.Simulator.Switches;

/// <summary>A request is wrong or asks for what the switch does not have. It is answered with the error, and nothing of it was done.</summary>
internal sealed class RefusedException(OpenFlowError error) : Exception(error.Description)
{
    public OpenFlowError Error { get; } = error;
}
