using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Interop.Tests.Simulator;

/// <summary>What a controller and a network do to a switch with ports 1, 2 and 3.</summary>
/// <param name="Version">The version that is spoken.</param>
/// <param name="Steps">What is done, in order.</param>
internal sealed record SwitchCase(OpenFlowVersion Version, IReadOnlyList<SwitchStep> Steps)
{
    /// <summary>The steps, one a line.</summary>
    public override string ToString() => string.Join('\n', [Version.ToString(), .. Steps.Select(step => $"  {step}")]);
}

/// <summary>One step: a message, or a packet that comes by a port.</summary>
internal sealed record SwitchStep(OpenFlowMessage Message)
{
    /// <summary>The message.</summary>
    public override string ToString() => Message is PacketOut packet ? $"packet by port {packet.InPort}: {packet.Data}" : Message switch
    {
        FlowMod mod => $"flow-mod {mod.Command} {mod}",
        GroupMod mod => $"group-mod {mod.Command} {mod}",
        _ => Message.ToString(),
    };

    /// <summary>A packet that goes through the tables as if it had come by a port.</summary>
    public static SwitchStep Packet(uint port, ByteString data) =>
        new(new PacketOut { InPort = port, Actions = [new OutputAction(PortNumber.Table)], Data = data });
}
