using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Sets which messages come unasked, as OpenFlow 1.4 does (NXT_SET_ASYNC_CONFIG2). OpenFlow 1.0 to 1.3. What it does not name stays.
/// </summary>
[NiciraCode(27, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record NiciraSetAsyncConfig2 : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The sets of reasons, by their types.</summary>
    [Field]
    public ValueList<NiciraAsyncProperty> Properties { get; init; }
}
