using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Lets a packet go on that waits in the datapath (NXT_RESUME); each once, and soon.</summary>
[NiciraCode(28)]
public sealed partial record NiciraResume : PacketInProperties, IOpenFlowCommand
{
    internal static NiciraResume ReadBody(ref WireReader reader) => ReadProperties(new NiciraResume(), ref reader);

    internal override void WriteBody(ref WireWriter writer) => WriteProperties(ref writer);
}
