using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Adds, changes or deletes a group in OpenFlow 1.0, which has none of its own (NXT_GROUP_MOD): OpenFlow 1.5's message, with the actions of 1.0.
/// </summary>
[WireCode(31, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraGroupMod : NiciraMessage, IOpenFlowCommand
{
    /// <summary>What is done to which group.</summary>
    public GroupMod GroupMod { get; init; } = new();

    internal static NiciraGroupMod ReadBody(ref WireReader reader) => new() { GroupMod = GroupMod.ReadBody(ref reader) };

    internal override void WriteNicira(ref WireWriter writer) => GroupMod.WriteBody(ref writer);
}
