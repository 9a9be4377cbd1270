using System.Globalization;

namespace RxOfctl.Protocol.Text;

/// <summary>Nicira's actions that look up tables, sample and time out, and the others that have a few numbers.</summary>
internal static class TableText
{
    public static ActionWord[] Words =>
    [
        new ActionWord("resubmit", Resubmit)
            .Writes<ResubmitAction>((action, wording) =>
                !action.WithCt && action.TableId == TableId.All && action.InPort != PortNumber.InPort
                ? $"resubmit:{wording.Port(action.InPort)}"
                : $"resubmit({Resubmitted(action.InPort, action.TableId, wording)}{(action.WithCt ? ",ct" : "")})"),
        new ActionWord("exit", static (to, in _) => to.Add(new ExitAction())).Writes<ExitAction>(_ => "exit"),
        new ActionWord("note", static (to, in word) => to.Add(new NoteAction(word.Value.ReadBytes("a note"))))
            .Writes<NoteAction>(action => $"note:{ActionText.Dotted(action.Note)}"),
        new ActionWord("conjunction", Conjunction)
            .Writes<ConjunctionAction>(action =>
                string.Create(CultureInfo.InvariantCulture, $"conjunction({action.Id},{action.Clause + 1}/{action.NClauses})")),
        new ActionWord("fin_timeout", FinTimeout).Writes<FinTimeoutAction>(FinTimeout),
        new ActionWord("sample", Sample)
            .Writes<SampleAction>(Sample),
        new ActionWord("check_pkt_larger", CheckPktLarger)
            .Writes<CheckPktLargerAction>(action => $"check_pkt_larger({action.PktLen})->{action.Dst}"),
    ];

    private static void Resubmit(ActionReader to, in KeyValue word)
    {
        var arguments = word.Value.Split(',');
        TextPart Argument(int index) => index < arguments.Count ? arguments[index].Trimmed : default;
        var inPort = Argument(0) is { IsEmpty: false } port ? port.ReadPort() : PortNumber.InPort;
        var tableId = Argument(1) is { IsEmpty: false } table ? table.ReadTable() : TableId.All;
        if (arguments.Count > 3 || (Argument(2) is { IsEmpty: false } third && !third.Is("ct")))
            word.Value.Fail("resubmit has a port, a table and ct, as in resubmit(1,2,ct)");
        to.Add(new ResubmitAction(tableId) { InPort = inPort, WithCt = !Argument(2).IsEmpty });
    }

    private static string Resubmitted(PortNumber port, TableId table, Wording wording) =>
        $"{(port == PortNumber.InPort ? "" : wording.Port(port))},{(table == TableId.All ? "" : wording.Table(table))}";

    private static void Conjunction(ActionReader to, in KeyValue word)
    {
        if (word.Value.Split(',') is not [var id, var clauses] || !clauses.TrySplit("/", out var clause, out var number))
            throw word.Value.Error("conjunction has an id, a clause and how many there are, as in conjunction(5,1/3)");
        var nClauses = number.Trimmed.ReadByte("the number of clauses");
        var index = clause.Trimmed.ReadUInt16("a clause", 256);
        if (index == 0)
            clause.Fail(string.Create(CultureInfo.InvariantCulture, $"clauses count from 1, here to {nClauses}"));
        to.Add(new ConjunctionAction { Id = id.Trimmed.ReadUInt32("an id"), Clause = (byte)(index - 1), NClauses = nClauses });
    }

    private static void FinTimeout(ActionReader to, in KeyValue word)
    {
        var action = new FinTimeoutAction();
        foreach (var (key, value, _, _) in KeyValue.ReadAll(word.Value))
        {
            action = key.ToString() switch
            {
                "idle_timeout" => action with { FinIdleTimeout = value.ReadUInt16("idle_timeout") },
                "hard_timeout" => action with { FinHardTimeout = value.ReadUInt16("hard_timeout") },
                _ => throw key.Error("fin_timeout has idle_timeout and hard_timeout"),
            };
        }

        to.Add(action);
    }

    private static string FinTimeout(FinTimeoutAction action)
    {
        var arguments = ActionText.Joined(
            action.FinIdleTimeout == 0
                ? null
                : $"idle_timeout={action.FinIdleTimeout}", action.FinHardTimeout == 0
                ? null
                : $"hard_timeout={action.FinHardTimeout}");
        return $"fin_timeout({arguments})";
    }

    private static string Sample(SampleAction action, Wording wording)
    {
        var arguments = ActionText.Joined(
            $"probability={action.Probability}",
            $"collector_set_id={action.CollectorSetId}",
            $"obs_domain_id={action.ObsDomainId}",
            $"obs_point_id={action.ObsPointId}",
            action.SamplingPort == PortNumber.Any ? null : $"sampling_port={wording.Port(action.SamplingPort)}",
            action.Direction switch { SampleDirection.Ingress => "ingress", SampleDirection.Egress => "egress", _ => null });
        return $"sample({arguments})";
    }

    private static void Sample(ActionReader to, in KeyValue word)
    {
        var action = new SampleAction();
        foreach (var (key, value, _, _) in KeyValue.ReadAll(word.Value))
        {
            action = key.ToString() switch
            {
                "probability" => action with { Probability = value.ReadUInt16("probability") },
                "collector_set_id" => action with { CollectorSetId = value.ReadUInt32("collector_set_id") },
                "obs_domain_id" => action with { ObsDomainId = value.ReadUInt32("obs_domain_id") },
                "obs_point_id" => action with { ObsPointId = value.ReadUInt32("obs_point_id") },
                "sampling_port" => action with { SamplingPort = value.ReadPort() },
                "ingress" => action with { Direction = SampleDirection.Ingress },
                "egress" => action with { Direction = SampleDirection.Egress },
                _ => throw key.Error(
                    "sample has probability, collector_set_id, obs_domain_id, obs_point_id, sampling_port, ingress and egress"),
            };
        }

        to.Add(action);
    }

    private static void CheckPktLarger(ActionReader to, in KeyValue word)
    {
        if (word.Destination.IsEmpty)
            word.Key.Fail("check_pkt_larger has a length and a bit for the result, as in check_pkt_larger(1500)->reg0[0]");
        var dst = word.Destination.ReadSubfield();
        if (dst.Bits != 1)
            word.Destination.Fail("the result is one bit, as in reg0[0]");
        to.Add(new CheckPktLargerAction(word.Value.ReadUInt16("a length"), dst));
    }
}
