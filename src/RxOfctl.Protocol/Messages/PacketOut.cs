namespace RxOfctl.Protocol.Messages;

/// <summary>
/// A packet that the datapath is to send (OFPT_PACKET_OUT; <c>ofp_packet_out</c>, OpenFlow 1.0.2 §5.3.6, 1.3.5 §7.3.7, 1.5.1): one that
/// the message brings, or one that the datapath has in a buffer.
/// </summary>
[WireCode(13)]
[WireLayout("1.0-1.4", """
    u32 BufferId
    InPort Match
    u16 length Actions
    pad 6 since 1.1
    list Actions
    bytes Data
    """)]
[WireLayout("1.5", """
    u32 BufferId
    u16 length Actions
    pad 2
    Match Match
    list Actions
    bytes Data
    """)]
public sealed partial record PacketOut : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The buffer that has the packet, or <see cref="Messages.BufferId.NoBuffer"/> if <see cref="Data"/> does.</summary>
    public uint BufferId { get; init; } = Messages.BufferId.NoBuffer;

    /// <summary>
    /// What goes with the packet beyond its bytes (<c>ofp_packet_out.match</c>, OpenFlow 1.5): pipeline fields, the port by which it counts
    /// as received among them. Before OpenFlow 1.5, that port alone.
    /// </summary>
    public Match Match { get; init; } = Match.OfInPort(PortNumber.Controller);

    /// <summary>
    /// The port by which the packet counts as received, for actions that ask: <see cref="Oxm.InPort"/> of <see cref="Match"/>, 0 where it
    /// is not there. Setting it sets <see cref="Match"/>.
    /// </summary>
    public PortNumber InPort
    {
        get => Match.Get(Oxm.InPort) ?? default;
        init => Match = Match.OfInPort(value);
    }

    /// <summary>What is done to the packet. None drops it.</summary>
    public ValueList<OpenFlowAction> Actions { get; init; }

    /// <summary>The packet, from its Ethernet header on; empty if it is in a buffer.</summary>
    public ByteString Data { get; init; }
}
