using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Web.Errors;

namespace RxOfctl.Web;

/// <summary>Requests of the API to datapaths of the fleet.</summary>
internal static class FleetRequests
{
    /// <exception cref="RequestRefusedException">There is no such datapath (404).</exception>
    public static FleetDatapath Find(this IFleet fleet, DatapathId id) => fleet.Datapaths.TryLookup(id, out var datapath)
        ? datapath
        : throw new RequestRefusedException(StatusCodes.Status404NotFound, "No such datapath", $"No datapath {id} is connected.");

    public static async Task<IReadOnlyList<TEntry>> ReadAsync<TEntry>(
        this IFleet fleet, FleetDatapath datapath, IMultiRequest<TEntry> request, TimeSpan timeout, CancellationToken cancellation) =>
        [.. await fleet.SendMsg(datapath.Id, request, timeout).ToList().ToTask(cancellation)];

    public static Task<TReply> ReadAsync<TReply>(
        this IFleet fleet, FleetDatapath datapath, IOpenFlowRequest<TReply> request, TimeSpan timeout, CancellationToken cancellation)
        where TReply : OpenFlowMessage => fleet.SendMsg(datapath.Id, request, timeout).ToTask(cancellation);

    /// <summary>Sends a command, and returns when the datapath has carried it out.</summary>
    public static Task ChangeAsync(
        this IFleet fleet, FleetDatapath datapath, IOpenFlowCommand command, TimeSpan timeout, CancellationToken cancellation) =>
        fleet.SendMsg(datapath.Id, command, timeout).ToTask(cancellation);

    /// <summary>Sends commands, and returns when the datapath has carried them all out.</summary>
    public static Task ChangeAsync(
        this IFleet fleet, FleetDatapath datapath, IEnumerable<IOpenFlowCommand> commands, TimeSpan timeout, CancellationToken cancellation) =>
        fleet.SendMsgs(datapath.Id, commands, timeout).ToTask(cancellation);
}
