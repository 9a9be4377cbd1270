using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Pushes bits of a field on the packet's stack (NXAST_STACK_PUSH).</summary>
[NiciraCode(27)]
public sealed partial record StackPushAction : OpenFlowAction
{
    /// <summary>Pushes bits.</summary>
    public StackPushAction(Subfield subfield) => Subfield = subfield ?? throw new ArgumentNullException(nameof(subfield));

    /// <summary>The bits.</summary>
    public Subfield Subfield { get; }

    internal static StackPushAction ReadBody(ref WireReader reader) => new(StackWire.Read(ref reader));

    internal override void WriteBody(ref WireWriter writer) => StackWire.Write(ref writer, Subfield);
}
