using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Simulator.Switches;

/// <summary>The actions that wait for the end of the tables: one of each type, and one set-field for each field (OpenFlow 1.3.5 §5.10).</summary>
internal sealed class ActionSet
{
    private readonly Dictionary<(Type Type, OxmType? Field), OpenFlowAction> _actions = [];

    /// <summary>The actions in the order in which they are done.</summary>
    public IEnumerable<OpenFlowAction> InOrder => _actions.Values.OrderBy(Rank);

    public void Write(ValueList<OpenFlowAction> actions)
    {
        foreach (var action in actions)
            _actions[(action.GetType(), (action as SetFieldAction)?.Field.Type)] = action;
    }

    private static int Rank(OpenFlowAction action) => action switch
    {
        PopVlanAction => 0,
        PushVlanAction => 1,
        DecNwTtlAction => 2,
        OutputAction => 4,
        _ => 3,
    };
}
