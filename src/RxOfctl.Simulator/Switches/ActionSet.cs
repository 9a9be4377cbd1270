using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Simulator.Switches;

/// <summary>An action set, executed after the last table: one action of each type, and one set-field for each field (OpenFlow 1.3.5 §5.10).</summary>
internal sealed class ActionSet
{
    private readonly List<OpenFlowAction> _actions = [];

    public bool IsEmpty => _actions.Count == 0;

    /// <summary>The port that the set sends to; <see cref="PortNumber.Unset"/> if it sends to none, or to a group.</summary>
    public PortNumber Output
    {
        get
        {
            var output = PortNumber.Unset;
            foreach (var action in _actions)
            {
                if (action is GroupAction)
                    return PortNumber.Unset;
                if (action is OutputAction to)
                    output = to.Port;
            }

            return output;
        }
    }

    /// <summary>The actions in the order of their execution; without output if there is a group.</summary>
    public IReadOnlyList<OpenFlowAction> InOrder
    {
        get
        {
            var hasGroup = _actions.Exists(action => action is GroupAction);
            return [.. _actions.Where(action => !hasGroup || action is not OutputAction).OrderBy(Rank)];
        }
    }

    /// <summary>The set of a list of actions, such as that of a bucket.</summary>
    public static ActionSet Of(ValueList<OpenFlowAction> actions)
    {
        var set = new ActionSet();
        set.Write(actions);
        return set;
    }

    /// <summary>Removes the actions.</summary>
    /// <param name="keepsOutput">True for an egress table, which cannot remove the output (OpenFlow 1.5.1 §5.1.2).</param>
    public void Clear(bool keepsOutput) => _actions.RemoveAll(action => !keepsOutput || action is not OutputAction);

    public void Write(ValueList<OpenFlowAction> actions)
    {
        foreach (var action in actions)
        {
            _actions.RemoveAll(other => other.GetType() == action.GetType() && FieldOf(other) == FieldOf(action));
            _actions.Add(action);
        }
    }

    private static OxmType? FieldOf(OpenFlowAction action) => (action as SetFieldAction)?.Field.Type;

    private static int Rank(OpenFlowAction action) => action switch
    {
        CopyTtlInAction => 0,
        PopVlanAction or PopMplsAction or PopPbbAction => 1,
        PushMplsAction => 2,
        PushPbbAction => 3,
        PushVlanAction => 4,
        CopyTtlOutAction => 5,
        DecNwTtlAction or DecMplsTtlAction => 6,
        SetQueueAction or MeterAction => 8,
        GroupAction => 9,
        OutputAction => 10,
        _ => 7,
    };
}
