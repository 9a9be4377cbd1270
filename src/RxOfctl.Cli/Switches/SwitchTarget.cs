using System.Net;
using System.Net.Sockets;
using RxOfctl.Connections;

namespace RxOfctl.Cli.Switches;

/// <summary>How the tool reaches a switch.</summary>
/// <param name="Text">The target as the command line has it.</param>
/// <param name="EndPoint">The address to dial, or to listen at.</param>
/// <param name="IsPassive">Whether the tool listens, and takes the first switch that connects.</param>
internal sealed record SwitchTarget(string Text, EndPoint EndPoint, bool IsPassive)
{
    private const string DefaultRunDirectory = "/var/run/openvswitch";

    /// <summary>Reads a target: an address, the path of a socket, or the name of a bridge.</summary>
    /// <param name="text">The target.</param>
    /// <param name="console">Whose OVS_RUNDIR says where the sockets of bridges are.</param>
    /// <param name="suffix">The ending of the name of a bridge's socket: that of its management, or of its snooping.</param>
    /// <exception cref="ToolException">The text is not a target.</exception>
    public static SwitchTarget Parse(string text, ToolConsole console, string suffix = "mgmt")
    {
        if (text.Contains(':', StringComparison.Ordinal))
        {
            try
            {
                return new(text, EndPointText.Parse(text), text.StartsWith('p'));
            }
            catch (FormatException error)
            {
                throw new ToolException(error.Message, error);
            }
        }

        if (text.Length == 0)
            throw new ToolException("The switch is missing: write tcp:HOST[:PORT], unix:PATH or the name of a bridge.");
        var path = File.Exists(text) ? text : Path.Combine(RunDirectory(console), $"{text}.{suffix}");
        if (!File.Exists(path))
            throw new ToolException($"'{text}' is not a bridge here: there is no socket {path}. Set OVS_RUNDIR, or write tcp:HOST[:PORT].");
        return new(text, new UnixDomainSocketEndPoint(path), IsPassive: false);
    }

    private static string RunDirectory(ToolConsole console) =>
        console.Variable("OVS_RUNDIR") is { Length: > 0 } directory ? directory : DefaultRunDirectory;
}
