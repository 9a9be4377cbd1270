using System.Reactive.Linq;
using System.Security.Claims;
using Microsoft.Extensions.Logging;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Web.Dashboard.Live;

/// <summary>What operators do to switches on the page.</summary>
internal sealed partial class SwitchCommands(IFleet fleet, ILogger<SwitchCommands> logger)
{
    /// <summary>The role that may change the network.</summary>
    public const string Operator = "operator";

    /// <summary>Sends commands, and waits until the datapath has carried them out.</summary>
    /// <param name="user">Who asks for it.</param>
    /// <param name="id">The datapath.</param>
    /// <param name="commands">The commands, in their order.</param>
    /// <exception cref="UnauthorizedAccessException">The user is not an operator.</exception>
    /// <exception cref="RequestException">The datapath refused it, is not connected, or did not answer in time.</exception>
    public async Task SendAsync(ClaimsPrincipal user, DatapathId id, IReadOnlyList<IOpenFlowCommand> commands)
    {
        if (!user.IsInRole(Operator))
            throw new UnauthorizedAccessException("Only operators can change switches. Open the page by the operator link that was printed at start.");
        var who = user.Identity?.Name ?? Operator;
        var text = string.Join("; ", commands);
        try
        {
            await (commands is [var only] ? fleet.SendMsg(id, only) : fleet.SendMsgs(id, commands)).LastOrDefaultAsync();
            LogDone(who, id, text);
        }
        catch (Exception error)
        {
            LogFailed(error, who, id, text);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Who} changed {Datapath}: {Command}")]
    private partial void LogDone(string who, DatapathId datapath, string command);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Who} could not change {Datapath}: {Command}")]
    private partial void LogFailed(Exception error, string who, DatapathId datapath, string command);
}
