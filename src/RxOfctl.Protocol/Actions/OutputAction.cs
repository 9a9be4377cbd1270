using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>Sends the packet to a port (OFPAT_OUTPUT; <c>ofp_action_output</c>, OpenFlow 1.0.2 §5.2.4, 1.3.5 §7.2.5).</summary>
[WireCode(0)]
public sealed partial record OutputAction : OpenFlowAction
{
    /// <summary>Sends all of the packet to no port yet.</summary>
    public OutputAction()
    {
    }

    /// <summary>Sends the packet to a port.</summary>
    /// <param name="port">The port.</param>
    public OutputAction(PortNumber port) => Port = port;

    /// <summary>The port.</summary>
    public PortNumber Port { get; init; }

    /// <summary>
    /// How many bytes the packet-in brings if the port is the controller, at most; 0xffff (OFPCML_NO_BUFFER, 1.2 and later) is all of the
    /// packet, unbuffered.
    /// </summary>
    public ushort MaxLen { get; init; } = 0xffff;

    internal static OutputAction ReadBody(ref WireReader reader)
    {
        var action = new OutputAction { Port = reader.ReadPortNumber(), MaxLen = reader.ReadUInt16() };
        reader.Skip(reader.Version == OpenFlowVersion.OpenFlow10 ? 0 : 6);
        return action;
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WritePortNumber(Port, "OutputAction.Port");
        writer.WriteUInt16(MaxLen);
        writer.Pad(writer.Version == OpenFlowVersion.OpenFlow10 ? 0 : 6);
    }
}
