using System.Reactive.Linq;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Requests;

namespace RxOfctl;

/// <content>
/// <c>SetRole</c>: the controller's role among several (OpenFlow 1.3.5 §6.3.6). OpenFlow 1.0 and 1.1 have no roles; Nicira's message, which
/// Open vSwitch understands, is sent there. When the datapath changes the role, a <see cref="RoleStatus"/> arrives among
/// <see cref="Messages"/>.
/// </content>
/// <remarks>
/// In each of its forms it can fail as any request, and with <see cref="StaleGenerationException"/>, an
/// <see cref="OpenFlowErrorException"/>, if another controller has sent a later generation id. OpenFlow 1.0 and 1.1 have neither
/// generations nor <see cref="ControllerRole.NoChange"/>: with either, it fails with <see cref="InvalidMessageException"/>.
/// </remarks>
public sealed partial class Datapath
{
    /// <summary>Requests a role. Emits the reply, which has the role that the controller has now, and completes.</summary>
    /// <param name="role">The role; <see cref="ControllerRole.NoChange"/> only queries it.</param>
    /// <param name="generationId">The generation id of the election; it is checked for a master and a slave.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    public IObservable<RoleReply> SetRole(ControllerRole role, ulong generationId = 0, TimeSpan? timeout = null) =>
        Role(role, generationId, timeout);

    /// <summary>Requests a role. Returns the reply, which has the role that the controller has now.</summary>
    /// <param name="role">The role; <see cref="ControllerRole.NoChange"/> only queries it.</param>
    /// <param name="generationId">The generation id of the election; it is checked for a master and a slave.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <param name="timeout">How long it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="OperationCanceledException">The request was canceled.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public Task<RoleReply> SetRoleAsync(
        ControllerRole role, ulong generationId = 0, CancellationToken cancellationToken = default, TimeSpan? timeout = null) =>
        RunAsync(Role(role, generationId, timeout), Single, cancellationToken);

    /// <summary>Requests a role. Returns the reply, which has the role that the controller has now.</summary>
    /// <inheritdoc cref="SetRoleAsync"/>
    public RoleReply SetRoleAndWait(
        ControllerRole role, ulong generationId = 0, CancellationToken cancellationToken = default, TimeSpan? timeout = null) =>
        Single(Wait(Role(role, generationId, timeout), cancellationToken));

    /// <summary>
    /// Makes the controller the master: queries the generation id that the datapath has, and requests the role with the next one. If
    /// another controller is elected between the two, both are repeated once. Emits the reply and completes.
    /// </summary>
    /// <remarks>OpenFlow 1.0 and 1.1 have no generation ids: only the role is requested.</remarks>
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

    // All ones means that no generation id was set.
    private static ulong NextGeneration(ulong generationId) => generationId >= ulong.MaxValue - 1 ? 0 : generationId + 1;

    private MessageRequest<RoleReply> Role(ControllerRole role, ulong generationId, TimeSpan? timeout) =>
        Request<RoleReply>(new RoleRequest { Role = role, GenerationId = generationId }, ReplyShape.One, timeout);
}
