namespace RxOfctl.Protocol.Text;

/// <summary>The action that makes flows: learn.</summary>
internal static class LearnText
{
    private static readonly TableId UsualTable = 1;

    public static ActionWord[] Words => [new ActionWord("learn", Learn).Writes<LearnAction>(Learn)];

    private static string Learn(LearnAction action, Wording wording)
    {
        var arguments = ActionText.Joined(
            $"table={wording.Table(action.TableId)}",
            action.IdleTimeout == 0 ? null : $"idle_timeout={action.IdleTimeout}",
            action.HardTimeout == 0 ? null : $"hard_timeout={action.HardTimeout}",
            action.FinIdleTimeout == 0 ? null : $"fin_idle_timeout={action.FinIdleTimeout}",
            action.FinHardTimeout == 0 ? null : $"fin_hard_timeout={action.FinHardTimeout}",
            action.Priority == FlowText.DefaultPriority ? null : $"priority={action.Priority}",
            (action.Flags & LearnFlags.SendFlowRem) == 0 ? null : "send_flow_rem",
            (action.Flags & LearnFlags.DeleteLearned) == 0 ? null : "delete_learned",
            action.Cookie == 0 ? null : $"cookie=0x{action.Cookie:x}",
            action.Limit == 0 ? null : $"limit={action.Limit}",
            action.ResultDst is null ? null : $"result_dst={action.ResultDst}",
            action.Specs.IsEmpty ? null : string.Join(',', action.Specs));
        return $"learn({arguments})";
    }

    private static void Learn(ActionReader to, in KeyValue word)
    {
        var action = new LearnAction { TableId = UsualTable };
        var specs = new List<LearnSpec>();
        foreach (var pair in KeyValue.ReadAll(word.Value))
            action = With(action, pair) ?? AddSpec(action, specs, pair);

        to.Add(action with { Specs = ValueList.Take(specs) });
    }

    private static LearnAction? With(LearnAction action, in KeyValue pair) => pair.Key.ToString() switch
    {
        "table" => action with { TableId = pair.Value.ReadTable() },
        "priority" => action with { Priority = pair.Value.ReadUInt16("priority") },
        "idle_timeout" => action with { IdleTimeout = pair.Value.ReadUInt16("idle_timeout") },
        "hard_timeout" => action with { HardTimeout = pair.Value.ReadUInt16("hard_timeout") },
        "fin_idle_timeout" => action with { FinIdleTimeout = pair.Value.ReadUInt16("fin_idle_timeout") },
        "fin_hard_timeout" => action with { FinHardTimeout = pair.Value.ReadUInt16("fin_hard_timeout") },
        "cookie" => action with { Cookie = pair.Value.ReadUInt64("cookie") },
        "send_flow_rem" => action with { Flags = action.Flags | LearnFlags.SendFlowRem },
        "delete_learned" => action with { Flags = action.Flags | LearnFlags.DeleteLearned },
        "limit" => action with { Limit = pair.Value.ReadUInt32("limit") },
        "result_dst" => action with { ResultDst = pair.Value.ReadSubfield() },
        _ => null,
    };

    private static LearnAction AddSpec(LearnAction action, List<LearnSpec> specs, in KeyValue pair)
    {
        specs.Add(pair.Key.ToString() switch
        {
            "output" => LearnSpec.Output(pair.Value.ReadSubfield()),
            "load" => Load(pair.Value),
            _ => Match(pair),
        });
        return action;
    }

    private static LearnSpec Load(TextPart text)
    {
        if (!text.TrySplit("->", out var from, out var into))
            text.Fail("load is written as in load:5->reg0[0..3]");
        var dst = into.ReadSubfield();
        if (from.TryReadNumber(out var value, Max(dst)))
            return LearnSpec.Load(value, dst);
        var src = from.ReadSubfield();
        return src.Bits == dst.Bits ? LearnSpec.Load(src, dst) : throw text.Error("as many bits must be loaded as there is room for");
    }

    // A field alone, a field with a value, or bits of a field with a value or with bits of another.
    private static LearnSpec Match(in KeyValue pair)
    {
        if (FieldNames.FindForNicira(SubfieldText.Name(pair.Key)) is not { } type)
            throw pair.Key.Error("learn has table, timeouts, priority, cookie, limit and the like, fields to match, load and output");
        var dst = SubfieldText.ReadBits(pair.Key, type);
        if (pair.Value.IsEmpty)
            return LearnSpec.Match(dst);
        if (pair.Value.TryReadNumber(out var number, Max(dst)))
            return LearnSpec.Match(number, dst);
        if (pair.Value.IndexOf('[') < 0 && pair.Key.IndexOf('[') < 0 && FieldNames.FindForNicira(pair.Value) is null)
        {
            if (FieldValueReader.Read(type, pair.Value) is not { HasMask: false, Type.IsRaw: false } field || field.Number > Max(dst))
                throw pair.Value.Error($"learn matches whole values, of {dst.Bits} bits");
            return LearnSpec.Match(field.Number, dst);
        }

        var src = pair.Value.ReadSubfield();
        return src.Bits == dst.Bits ? LearnSpec.Match(src, dst) : throw pair.Value.Error("as many bits must be matched as there are");
    }

    private static UInt128 Max(Subfield subfield) => subfield.Bits >= 128 ? UInt128.MaxValue : (UInt128.One << subfield.Bits) - 1;
}
