using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>The queues (OFPMP_QUEUE_DESC, OpenFlow 1.4.1). OpenFlow 1.4 and later.</summary>
[WireCode(15, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record QueueDescReply : MultipartReply<QueueDesc>;
