using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>
/// The datapath refused a role, since another controller has asked for one with a later generation id (OFPRRFC_STALE, OpenFlow 1.3.5 §6.3.6):
/// that controller is the master, and this one is not.
/// </summary>
public sealed class StaleGenerationException : OpenFlowErrorException
{
    /// <summary>A role that was asked for too late.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="result">Every message that came in answer, at least one of them an error.</param>
    public StaleGenerationException(RoleRequest request, IReadOnlyList<OpenFlowMessage> result)
        : base(request, result)
    {
        ArgumentNullException.ThrowIfNull(request);
        (Role, GenerationId) = (request.Role, request.GenerationId);
    }

    /// <summary>The role that was asked for.</summary>
    public ControllerRole Role { get; }

    /// <summary>The generation id that is older than the last that the datapath saw.</summary>
    public ulong GenerationId { get; }
}
