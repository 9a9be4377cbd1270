namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks for the controllers of the datapath (OFPMP_CONTROLLER_STATUS, OpenFlow 1.5.1). OpenFlow 1.5.</summary>
[WireCode(18, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record ControllerStatusRequest : MultipartRequest, IMultiRequest<ControllerStatusEntry>;

/// <summary>The controllers of the datapath (OFPMP_CONTROLLER_STATUS, OpenFlow 1.5.1). OpenFlow 1.5.</summary>
[WireCode(18, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record ControllerStatusReply : MultipartReply<ControllerStatusEntry>;
