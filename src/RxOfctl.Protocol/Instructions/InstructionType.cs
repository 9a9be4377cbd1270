namespace RxOfctl.Protocol.Instructions;

/// <summary>The types of instructions (<c>ofp_instruction_type</c>, OpenFlow 1.3.5 §7.2.4, 1.5.1).</summary>
public enum InstructionType : ushort
{
    /// <summary><see cref="Instructions.GotoTable"/>.</summary>
    GotoTable = 1,

    /// <summary><see cref="Instructions.WriteMetadata"/>.</summary>
    WriteMetadata = 2,

    /// <summary><see cref="Instructions.WriteActions"/>.</summary>
    WriteActions = 3,

    /// <summary><see cref="Instructions.ApplyActions"/>.</summary>
    ApplyActions = 4,

    /// <summary><see cref="Instructions.ClearActions"/>.</summary>
    ClearActions = 5,

    /// <summary><see cref="MeterInstruction"/>. OpenFlow 1.3 and 1.4.</summary>
    Meter = 6,

    /// <summary><see cref="Instructions.StatTrigger"/>. OpenFlow 1.5.</summary>
    StatTrigger = 7,

    /// <summary>An experimenter's.</summary>
    Experimenter = 0xffff,
}
