using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Onf;

/// <summary>The controller's role has changed (ONFT_ROLE_STATUS; <c>ofp_role_status</c>, OpenFlow 1.4.1). OpenFlow 1.3.</summary>
[WireCode(1911, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record OnfRoleStatus : OnfMessage
{
    /// <summary>The new role.</summary>
    [Field]
    public ControllerRole Role { get; init; }

    /// <summary>Why: 0 is another controller's request, 1 the datapath's configuration, 2 an experimenter's.</summary>
    [Field(PadAfter = 3)]
    public byte Reason { get; init; }

    /// <summary>The generation that the datapath saw last.</summary>
    [Field]
    public ulong GenerationId { get; init; }

    /// <summary>Properties, as they came.</summary>
    [Field]
    public ByteString Properties { get; init; }
}
