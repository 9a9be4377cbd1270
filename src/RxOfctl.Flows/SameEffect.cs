using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;

namespace RxOfctl.Flows;

/// <summary>
/// Whether two lists do the same. The length that an output to the controller is cut to (<see cref="OutputAction.MaxLen"/>) has no meaning
/// for other ports, and controllers do not agree on it: <c>ovs-ofctl</c> sends 0 where others send 0xffff. It does not make a flow differ.
/// </summary>
internal static class SameEffect
{
    public static bool Of(ValueList<Instruction> one, ValueList<Instruction> other)
    {
        if (one.Count != other.Count)
            return false;
        for (var index = 0; index < one.Count; index++)
        {
            var isSame = (one[index], other[index]) switch
            {
                (ApplyActions first, ApplyActions second) => Of(first.Actions, second.Actions),
                (WriteActions first, WriteActions second) => Of(first.Actions, second.Actions),
                var (first, second) => first == second,
            };
            if (!isSame)
                return false;
        }

        return true;
    }

    public static bool Of(ValueList<OpenFlowAction> one, ValueList<OpenFlowAction> other)
    {
        if (one.Count != other.Count)
            return false;
        for (var index = 0; index < one.Count; index++)
        {
            var isSame = one[index] is OutputAction first && other[index] is OutputAction second
                ? first.Port == second.Port && (first.MaxLen == second.MaxLen || first.Port != PortNumber.Controller)
                : one[index] == other[index];
            if (!isSame)
                return false;
        }

        return true;
    }
}
