using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Says that the flow is one of the clauses of a conjunction: when a packet meets every clause, it is looked up anew with
/// <see cref="Nxm.ConjId"/> set (NXAST_CONJUNCTION).
/// </summary>
[NiciraCode(34)]
public sealed partial record ConjunctionAction : OpenFlowAction
{
    /// <summary>The clause, from 0 on.</summary>
    [Field]
    public byte Clause { get; init; }

    /// <summary>How many clauses the conjunction has, 2 to 64.</summary>
    [Field]
    public byte NClauses { get; init; }

    /// <summary>The conjunction's id.</summary>
    [Field]
    public uint Id { get; init; }
}
