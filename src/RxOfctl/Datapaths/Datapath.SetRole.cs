using System.Reactive.Linq;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Requests;

namespace RxOfctl;

/// <content>
/// <c>SetRole</c>: the controller's role among several (OpenFlow 1.3.5 §6.3.6). OpenFlow 1.0 and 1.1 have none, and Nicira's message for it is
/// sent there, which Open vSwitch knows. A role that the datapath takes away is told by <see cref="RoleStatus"/> among <see cref="Messages"/>.
/// </content>
/// <remarks>
/// In each of its forms it can end as any request, and in <see cref="StaleGenerationException"/>, an
/// <see cref="OpenFlowErrorException"/>, if another controller has asked with a later generation id. In OpenFlow 1.0 and 1.1 there is neither a
/// generation nor <see cref="ControllerRole.NoChange"/>: to ask for one ends in <see cref="InvalidMessageException"/>.
/// </remarks>
public sealed partial class Datapath
{
    /// <summary>Asks for a role. Gives the role that the datapath says the controller has, and completes.</summary>
    /// <param name="role">The role; <see cref="ControllerRole.NoChange"/> only asks which it is.</param>
    /// <param name="generationId">Which election of a master it stands for; it counts for a master and a slave.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    public IObservable<RoleReply> SetRole(ControllerRole role, ulong generationId = 0, TimeSpan? timeout = null) =>
        Role(role, generationId, timeout);

    /// <summary>Asks for a role. Returns the role that the datapath says the controller has.</summary>
    /// <param name="role">The role; <see cref="ControllerRole.NoChange"/> only asks which it is.</param>
    /// <param name="generationId">Which election of a master it stands for; it counts for a master and a slave.</param>
    /// <param name="cancellationToken">Forgets the request.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="OperationCanceledException">The request was forgotten.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public Task<RoleReply> SetRoleAsync(
        ControllerRole role, ulong generationId = 0, CancellationToken cancellationToken = default, TimeSpan? timeout = null) =>
        RunAsync(Role(role, generationId, timeout), Single, cancellationToken);

    /// <summary>Asks for a role. Returns the role that the datapath says the controller has.</summary>
    /// <param name="role">The role; <see cref="ControllerRole.NoChange"/> only asks which it is.</param>
    /// <param name="generationId">Which election of a master it stands for; it counts for a master and a slave.</param>
    /// <param name="cancellationToken">Forgets the request.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="OperationCanceledException">The request was forgotten.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public RoleReply SetRoleAndWait(
        ControllerRole role, ulong generationId = 0, CancellationToken cancellationToken = default, TimeSpan? timeout = null) =>
        Single(Wait(Role(role, generationId, timeout), cancellationToken));

    /// <summary>
    /// Makes the controller the master: asks for the generation that the datapath knows, and for the role with the next one. If another controller
    /// comes between the two, it is tried once more. Emits the reply and completes.
    /// </summary>
    /// <remarks>OpenFlow 1.0 and 1.1 have no generation: the role alone is asked for.</remarks>
    /// <param name="timeout">How long each of the requests may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    public IObservable<RoleReply> BecomeMaster(TimeSpan? timeout = null)
    {
        if (Version < OpenFlowVersion.OpenFlow12)
            return SetRole(ControllerRole.Master, timeout: timeout);
        var election = SetRole(ControllerRole.NoChange, timeout: timeout)
            .SelectMany(known => SetRole(ControllerRole.Master, NextGeneration(known.GenerationId), timeout));
        return election.Catch((StaleGenerationException _) => election);
    }

    // All ones is a generation that was not set, and is never one that is.
    private static ulong NextGeneration(ulong generationId) => generationId >= ulong.MaxValue - 1 ? 0 : generationId + 1;

    private MessageRequest<RoleReply> Role(ControllerRole role, ulong generationId, TimeSpan? timeout) =>
        Request<RoleReply>(new RoleRequest { Role = role, GenerationId = generationId }, ReplyShape.One, timeout);
}
