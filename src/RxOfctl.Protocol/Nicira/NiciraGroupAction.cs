using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sends the packet through a group (NXAST_GROUP). OpenFlow 1.0; later versions have <see cref="GroupAction"/>.</summary>
[NiciraCode(40, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraGroupAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public NiciraGroupAction()
    {
    }

    /// <summary>Sends the packet through a group.</summary>
    public NiciraGroupAction(GroupId groupId) => GroupId = groupId;

    /// <summary>The group.</summary>
    [Field(PadBefore = 2)]
    public GroupId GroupId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"group:{GroupId}";
}
