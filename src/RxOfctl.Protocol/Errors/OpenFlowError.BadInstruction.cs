namespace RxOfctl.Protocol.Errors;

// OFPET_BAD_INSTRUCTION: an instruction is wrong. From 1.1 on.
public sealed partial class OpenFlowError
{
    /// <summary>OFPBIC_UNKNOWN_INST: the instruction is unknown. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError BadInstructionUnknownInst { get; } = Define(
        "OFPBIC_UNKNOWN_INST",
        "The instruction is unknown.",
        In(V11, V15, 3, 0));

    /// <summary>
    /// OFPBIC_UNSUP_INST: the switch, or the table, does not support the instruction. OpenFlow 1.1 to 1.5; Nicira's extension for 1.0.
    /// </summary>
    public static OpenFlowError BadInstructionUnsupInst { get; } = Define(
        "OFPBIC_UNSUP_INST",
        "The switch, or the table, does not support the instruction.",
        In(V11, V15, 3, 1), NiciraVendor(V10, V10, 2, 257));

    /// <summary>OFPBIC_BAD_TABLE_ID: the table to go to is not valid. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError BadInstructionBadTableId { get; } = Define(
        "OFPBIC_BAD_TABLE_ID",
        "The table to go to is not valid.",
        In(V11, V15, 3, 2));

    /// <summary>OFPBIC_UNSUP_METADATA: the datapath does not support this metadata value. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError BadInstructionUnsupMetadata { get; } = Define(
        "OFPBIC_UNSUP_METADATA",
        "The datapath does not support this metadata value.",
        In(V11, V15, 3, 3));

    /// <summary>OFPBIC_UNSUP_METADATA_MASK: the datapath does not support this metadata mask. OpenFlow 1.1 to 1.5.</summary>
    public static OpenFlowError BadInstructionUnsupMetadataMask { get; } = Define(
        "OFPBIC_UNSUP_METADATA_MASK",
        "The datapath does not support this metadata mask.",
        In(V11, V15, 3, 4));

    /// <summary>
    /// OFPBIC_BAD_EXPERIMENTER (OFPBIC_UNSUP_EXP_INST in 1.1, where it stands for OFPBIC_BAD_EXP_TYPE too): the experimenter of the
    /// instruction is unknown. OpenFlow 1.1 to 1.5.
    /// </summary>
    public static OpenFlowError BadInstructionBadExperimenter { get; } = Define(
        "OFPBIC_BAD_EXPERIMENTER",
        "The experimenter of the instruction is unknown.",
        In(V11, V15, 3, 5));

    /// <summary>OFPBIC_BAD_EXP_TYPE: the experimenter is known, this type of instruction of it is not. OpenFlow 1.2 to 1.5.</summary>
    public static OpenFlowError BadInstructionBadExpType { get; } = Define(
        "OFPBIC_BAD_EXP_TYPE",
        "The experimenter is known, this type of instruction of it is not.",
        In(V12, V15, 3, 6));

    /// <summary>OFPBIC_BAD_LEN: the length of an instruction, or of the list of them, is wrong. OpenFlow 1.2 to 1.5.</summary>
    public static OpenFlowError BadInstructionBadLen { get; } = Define(
        "OFPBIC_BAD_LEN",
        "The length of an instruction, or of the list of them, is wrong.",
        In(V12, V15, 3, 7));

    /// <summary>OFPBIC_EPERM: the controller may not use this instruction. OpenFlow 1.2 to 1.5.</summary>
    public static OpenFlowError BadInstructionEperm { get; } = Define(
        "OFPBIC_EPERM",
        "The controller may not use this instruction.",
        In(V12, V15, 3, 8));

    /// <summary>
    /// OFPBIC_DUP_INST: the same instruction stands twice. OpenFlow 1.4 to 1.5; Nicira's extension for 1.1; ONF's extension for 1.2 to
    /// 1.3.
    /// </summary>
    public static OpenFlowError BadInstructionDupInst { get; } = Define(
        "OFPBIC_DUP_INST",
        "The same instruction stands twice.",
        In(V14, V15, 3, 9), NiciraVendor(V11, V11, 3, 256), Onf(V12, V13, 2600));
}
