using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// A packet for the controller as a list of properties, perhaps waiting to be resumed (NXT_PACKET_IN2). The properties are written in the order
/// in which Open vSwitch writes them: that of the members.
/// </summary>
[NiciraCode(30)]
public sealed partial record NiciraPacketIn2 : PacketInProperties
{
    /// <summary>The message that lets a waiting packet go on as it is. Change the packet or the metadata with <c>with</c>.</summary>
    public NiciraResume ToResume() => new()
    {
        Packet = Packet,
        TableId = TableId,
        Cookie = Cookie,
        Reason = Reason,
        Metadata = Metadata,
        Continuation = Continuation,
    };

    internal static NiciraPacketIn2 ReadBody(ref WireReader reader) => ReadProperties(new NiciraPacketIn2(), ref reader);

    internal override void WriteBody(ref WireWriter writer) => WriteProperties(ref writer);
}
