using System.Reactive.Linq;
using System.Security.Claims;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Web.Security;

namespace RxOfctl.Web.Dashboard.Live;

/// <summary>What operators do to switches on the page.</summary>
internal sealed class SwitchCommands(IFleet fleet, AuditLog audit)
{
    /// <summary>Sends commands, and waits until the datapath has carried them out.</summary>
    /// <param name="user">Who asks for it.</param>
    /// <param name="id">The datapath.</param>
    /// <param name="commands">The commands, in their order.</param>
    /// <exception cref="UnauthorizedAccessException">The user is not an operator.</exception>
    /// <exception cref="RequestException">The datapath refused them, is not connected, or did not answer in time.</exception>
    public async Task SendAsync(ClaimsPrincipal user, DatapathId id, IReadOnlyList<IOpenFlowCommand> commands)
    {
        var outcome = "refused";
        try
        {
            if (!user.IsInRole(OpenFlowRoles.Operator))
            {
                throw new UnauthorizedAccessException(
                    "Only operators can change switches. Open the page by the operator link that was printed at start.");
            }

            outcome = "failed";
            await (commands is [var only] ? fleet.SendMsg(id, only) : fleet.SendMsgs(id, commands)).LastOrDefaultAsync();
            outcome = "done";
        }
        finally
        {
            audit.Record(user.Identity?.Name ?? "anonymous", $"dashboard {id}", string.Join("; ", commands), outcome);
        }
    }
}
