using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Asks which options of tunnels' headers are fields (NXT_TLV_TABLE_REQUEST).</summary>
[NiciraCode(25)]
public sealed partial record NiciraTlvTableRequest : OpenFlowMessage, IOpenFlowRequest<NiciraTlvTableReply>;
