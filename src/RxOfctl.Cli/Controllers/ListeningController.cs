using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Reactive.Disposables;
using RxOfctl.Cli.Switches;

namespace RxOfctl.Cli.Controllers;

/// <summary>The tool as the controller of several switches: addresses to listen at and to dial, and the controller of these.</summary>
internal static class ListeningController
{
    /// <summary>The argument of addresses, which each command has for itself.</summary>
    public static Argument<string[]> Addresses() => new("ADDRESS")
    {
        Description = "Where to listen (ptcp:[PORT][:HOST], pssl:..., punix:PATH), or switches to dial (tcp:..., unix:..., a " +
            "bridge). Default: ptcp:6653.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>
    /// Creates a controller, which does not listen or dial yet, for observers to subscribe before the first switch is there.
    /// </summary>
    /// <param name="console">What it reports to.</param>
    /// <param name="settings">The options of the command line.</param>
    /// <param name="addresses">Where to listen, and what to dial; none for the default.</param>
    /// <param name="configures">Whether it configures switches as the controller of an app does: they send whole packets.</param>
    public static (OpenFlowController Controller, IReadOnlyList<SwitchTarget> Targets) Create(
        ToolConsole console, Settings settings, IReadOnlyList<string> addresses, bool configures = false)
    {
        IReadOnlyList<string> texts = addresses.Count > 0 ? addresses : ["ptcp:6653"];
        List<SwitchTarget> targets = [.. texts.Select(text => SwitchTarget.Parse(text, console))];
        List<EndPoint> passive = [.. targets.Where(target => target.IsPassive).Select(target => target.EndPoint)];
        var options = ControllerSetup.Create(console, settings) with { EndPoints = passive };
        if (configures)
            options = options with { MissSendLen = new ControllerOptions().MissSendLen };
        return (new OpenFlowController(options), targets);
    }

    /// <summary>Begins to listen and to dial. Disposing of the result ends dialing.</summary>
    /// <exception cref="ToolException">An address is in use, or cannot be used here.</exception>
    public static IDisposable Start(ToolConsole console, OpenFlowController controller, IReadOnlyList<SwitchTarget> targets)
    {
        try
        {
            if (targets.Any(target => target.IsPassive))
                controller.StartListening();
        }
        catch (SocketException error)
        {
            var addresses = string.Join(", ", targets.Where(target => target.IsPassive).Select(target => target.Text));
            throw new ToolException($"{addresses}: {error.Message.TrimEnd('.')}. Write another address to listen at, as ptcp:6654.", error);
        }

        return new CompositeDisposable(
            targets.Where(target => !target.IsPassive).Select(target => console.Dial(controller, target.EndPoint)));
    }
}
