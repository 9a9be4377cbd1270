using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Pops what was pushed on the packet's stack last into bits of a field (NXAST_STACK_POP).</summary>
[NiciraCode(28)]
public sealed partial record StackPopAction : OpenFlowAction
{
    /// <summary>Pops into bits.</summary>
    public StackPopAction(Subfield subfield) => Subfield = subfield ?? throw new ArgumentNullException(nameof(subfield));

    /// <summary>The bits.</summary>
    public Subfield Subfield { get; }

    internal static StackPopAction ReadBody(ref WireReader reader) => new(StackWire.Read(ref reader));

    internal override void WriteBody(ref WireWriter writer) => StackWire.Write(ref writer, Subfield);
}
