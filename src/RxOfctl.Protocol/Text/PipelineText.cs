namespace RxOfctl.Protocol.Text;

/// <summary>Instructions, and what is an instruction in one version and an action in another.</summary>
internal static class PipelineText
{
    public static ActionWord[] Words =>
    [
        new ActionWord("goto_table", GotoTable)
            .Writes<GotoTable>((instruction, wording) => $"goto_table:{wording.Table(instruction.TableId)}"),
        new ActionWord("clear_actions", static (to, in word) => to.Add(new ClearActions(), word.Key))
            .Writes<ClearActions>(_ => "clear_actions"),
        new ActionWord("write_actions", Write)
            .Writes<WriteActions>((instruction, wording) => $"write_actions({wording.Actions(instruction.Actions)})"),
        new ActionWord("write_metadata", WriteMetadata)
            .Writes<WriteMetadata>(instruction => Metadata(instruction.Metadata, instruction.MetadataMask))
            .Writes<NiciraWriteMetadataAction>(action => Metadata(action.Metadata, action.MetadataMask)),
        new ActionWord("meter", Meter)
            .Writes<MeterInstruction>(instruction => $"meter:{instruction.MeterId}")
            .Writes<MeterAction>(action => $"meter:{action.MeterId}"),
        new ActionWord("clone", static (to, in word) => to.Add(new CloneAction(to.ReadNested(word.Value))))
            .Writes<CloneAction>((action, wording) => $"clone({wording.Actions(action.Actions)})"),
        // Actions that are applied have no word of their own.
        new ActionWord("apply_actions", static (_, in word) =>
            word.Key.Fail("actions outside write_actions() are applied; leave apply_actions out"))
            .Writes<ApplyActions>((instruction, wording) => wording.Actions(instruction.Actions)),
        new(RawText.Word, static (to, in word) => to.Add(word.Value.ReadRaw<OpenFlowAction>("an action"))),
        new(RawText.InstructionWord, static (to, in word) => to.Add(word.Value.ReadRaw<Instruction>("an instruction"), word.Key)),
    ];

    // 1.0 has no instructions; to Open vSwitch a resubmission does the same.
    private static void GotoTable(ActionReader to, in KeyValue word)
    {
        var table = word.Value.ReadTable();
        if (to.Is10)
            to.Add(new ResubmitAction(table));
        else
            to.Add(new GotoTable(table), word.Key);
    }

    // Without actions there is nothing to write.
    private static void Write(ActionReader to, in KeyValue word)
    {
        if (to.ReadNested(word.Value) is { IsEmpty: false } actions)
            to.Add(new WriteActions(actions), word.Key);
    }

    private static void WriteMetadata(ActionReader to, in KeyValue word)
    {
        var hasMask = word.Value.TrySplit("/", out var value, out var mask);
        var metadata = value.ReadUInt64("metadata");
        var metadataMask = hasMask ? mask.ReadUInt64("the mask of metadata") : ulong.MaxValue;
        // In 1.0, and within other actions, it is Nicira's action.
        to.SetsNiciraField |= to.Is10;
        if (to.Is10 || !to.TakesInstructions)
            to.Add(new NiciraWriteMetadataAction { Metadata = metadata, MetadataMask = metadataMask });
        else
            to.Add(new WriteMetadata { Metadata = metadata, MetadataMask = metadataMask }, word.Key);
    }

    private static string Metadata(ulong value, ulong mask) =>
        mask == ulong.MaxValue ? $"write_metadata:{ValueText.Hex(value)}" : $"write_metadata:{ValueText.Hex(value)}/{ValueText.Hex(mask)}";

    private static void Meter(ActionReader to, in KeyValue word)
    {
        var meter = word.Value.ReadMeter();
        if (to.Version >= OpenFlowVersion.OpenFlow15)
            to.Add(new MeterAction(meter));
        else
            to.Add(new MeterInstruction(meter), word.Key);
    }
}
