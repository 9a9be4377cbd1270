using RxOfctl.Protocol;

namespace RxOfctl.Flows;

/// <summary>Orders groups so that one which sends packets to another comes after it.</summary>
/// <param name="find">Finds a group that is wanted, or is to be deleted.</param>
internal sealed class GroupOrder(Func<GroupId, GroupRule?> find) : IComparer<GroupRule>
{
    // A switch refuses groups that send packets to each other in a circle; here their order does not count.
    private const int MaxDepth = 16;

    public int Compare(GroupRule? one, GroupRule? other)
    {
        var byDepth = Depth(one!, 0).CompareTo(Depth(other!, 0));
        return byDepth != 0 ? byDepth : one!.GroupId.Value.CompareTo(other!.GroupId.Value);
    }

    private int Depth(GroupRule group, int above)
    {
        var depth = 0;
        foreach (var used in group.UsedGroups)
        {
            if (above < MaxDepth && find(used) is { } rule)
                depth = Math.Max(depth, 1 + Depth(rule, above + 1));
        }

        return depth;
    }
}
