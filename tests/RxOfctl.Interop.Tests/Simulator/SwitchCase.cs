using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Interop.Tests.Simulator;

/// <summary>What a controller and a network do to a switch with ports 1, 2 and 3.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Version">The version that is spoken.</param>
/// <param name="Steps">What is done, in order.</param>
internal sealed record SwitchCase(CaseKind Kind, OpenFlowVersion Version, IReadOnlyList<SwitchStep> Steps)
{
    /// <summary>The steps, one a line.</summary>
    public override string ToString() => string.Join('\n', [$"{Version} {Kind}", .. Steps.Select(step => $"  {step}")]);
}

/// <summary>One step: a message, a bundle, or a packet that comes by a port.</summary>
internal sealed record SwitchStep(params IReadOnlyList<OpenFlowMessage> Modifications)
{
    private const uint BundleId = 1;

    /// <summary>True if the modifications are sent in a bundle.</summary>
    public bool IsBundle { get; init; }

    /// <summary>The messages as they are sent.</summary>
    public IEnumerable<OpenFlowMessage> Messages
    {
        get
        {
            const BundleFlags Flags = BundleFlags.Atomic | BundleFlags.Ordered;
            return !IsBundle ? Modifications :
            [
                new BundleControl { BundleId = BundleId, Flags = Flags, Type = BundleControlType.OpenRequest },
                .. Modifications.Select(each => new BundleAddMessage { BundleId = BundleId, Flags = Flags, Message = each }),
                new BundleControl { BundleId = BundleId, Flags = Flags, Type = BundleControlType.CommitRequest },
            ];
        }
    }

    /// <summary>The messages.</summary>
    public override string ToString() => (IsBundle ? "bundle of " : "") + string.Join(", ", Modifications.Select(Text));

    private static string Text(OpenFlowMessage message) => message is PacketOut packet ? $"packet by port {packet.InPort}: {packet.Data}" : message switch
    {
        FlowMod mod => $"flow-mod {mod.Command} {mod}",
        GroupMod mod => $"group-mod {mod.Command} {mod}",
        MeterMod mod => $"meter-mod {mod.Command} {mod}",
        _ => message.ToString(),
    };

    /// <summary>A packet that goes through the tables as if it had come by a port.</summary>
    public static SwitchStep Packet(uint port, ByteString data) =>
        new(new PacketOut { InPort = port, Actions = [new OutputAction(PortNumber.Table)], Data = data });
}
