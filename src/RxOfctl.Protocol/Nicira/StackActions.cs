namespace RxOfctl.Protocol.Nicira;

/// <summary>Pushes bits of a field on the packet's stack (NXAST_STACK_PUSH).</summary>
[NiciraCode(27)]
[WireLayout("1.0-1.5", "u16 Subfield.Start\nFieldHeader Subfield.Field\nu16 Subfield.Bits")]
public sealed partial record StackPushAction : OpenFlowAction
{
    /// <summary>Pushes bits.</summary>
    public StackPushAction(Subfield subfield) => Subfield = subfield ?? throw new ArgumentNullException(nameof(subfield));

    /// <summary>The bits.</summary>
    public Subfield Subfield { get; }
}

/// <summary>Pops what was pushed on the packet's stack last into bits of a field (NXAST_STACK_POP).</summary>
[NiciraCode(28)]
[WireLayout("1.0-1.5", "u16 Subfield.Start\nFieldHeader Subfield.Field\nu16 Subfield.Bits")]
public sealed partial record StackPopAction : OpenFlowAction
{
    /// <summary>Pops into bits.</summary>
    public StackPopAction(Subfield subfield) => Subfield = subfield ?? throw new ArgumentNullException(nameof(subfield));

    /// <summary>The bits.</summary>
    public Subfield Subfield { get; }
}
