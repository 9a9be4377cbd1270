using System.Globalization;

namespace RxOfctl.Protocol.Text;

/// <summary>The actions that send the packet somewhere: ports, queues, groups, controllers.</summary>
internal static class OutputText
{
    private const ushort AllBytes = 0xffff;

    private static readonly (PacketInReason Reason, string Name)[] Reasons =
    [
        (PacketInReason.NoMatch, "no_match"), (PacketInReason.Action, "action"), (PacketInReason.InvalidTtl, "invalid_ttl"),
        (PacketInReason.ActionSet, "action_set"), (PacketInReason.Group, "group"), (PacketInReason.PacketOut, "packet_out"),
    ];

    public static ActionWord[] Words =>
    [
        new ActionWord("output", Output)
            .Writes<OutputAction>(Output)
            .Writes<OutputRegAction>(action => $"output:{action.Src}")
            .Writes<OutputTruncAction>((action, wording) => $"output(port={wording.Port(action.Port)},max_len={action.MaxLen})"),
        new ActionWord("controller", Controller)
            .Writes<ControllerAction>(Controller),
        new ActionWord("enqueue", Enqueue)
            .Writes<EnqueueAction>((action, wording) => $"enqueue:{wording.Port(action.Port)}:{action.QueueId}"),
        new ActionWord("set_queue", static (to, in word) => to.Add(new SetQueueAction(word.Value.ReadUInt32("a queue"))))
            .Writes<SetQueueAction>(action => $"set_queue:{action.QueueId}"),
        new ActionWord("pop_queue", static (to, in _) => to.Add(new PopQueueAction())).Writes<PopQueueAction>(_ => "pop_queue"),
        new ActionWord("group", static (to, in word) => to.Add(new GroupAction(word.Value.ReadGroup())))
            .Writes<GroupAction>(action => string.Create(CultureInfo.InvariantCulture, $"group:{action.GroupId.Value}")),
    ];

    private static void Output(ActionReader to, in KeyValue word)
    {
        if (word.Value.Span.Contains("max_len", StringComparison.Ordinal))
        {
            to.Add(Truncated(word.Value));
        }
        else if (word.Value.TryReadPort(out var port))
        {
            to.Add(new OutputAction(port) { MaxLen = port == PortNumber.Controller ? AllBytes : (ushort)0 });
        }
        else
        {
            if (FieldNames.FindForNicira(SubfieldText.Name(word.Value)) is null)
                word.Value.Fail("output goes to a port, by its number or name, or to the one in a field, as in reg0[0..15]");
            to.Add(new OutputRegAction(word.Value.ReadSubfield()));
        }
    }

    private static string Output(OutputAction action, Wording wording) =>
        action.Port == PortNumber.Controller ? $"CONTROLLER:{action.MaxLen}"
        : action.Port.IsReserved ? $"{action.Port}"
        : $"output:{wording.Port(action.Port)}";

    private static OutputTruncAction Truncated(TextPart text)
    {
        var action = new OutputTruncAction();
        foreach (var (key, value, _, _) in KeyValue.ReadAll(text))
        {
            action = key.ToString() switch
            {
                "port" => action with { Port = value.ReadPort() },
                "max_len" => action with { MaxLen = value.ReadUInt32("max_len") },
                _ => throw key.Error("output has port and max_len"),
            };
        }

        return action;
    }

    private static void Controller(ActionReader to, in KeyValue word)
    {
        if (word.Value.IsEmpty || char.IsAsciiDigit(word.Value[0]))
        {
            to.Add(new OutputAction(PortNumber.Controller) { MaxLen = word.Value.IsEmpty ? AllBytes : word.Value.ReadUInt16("max_len") });
            return;
        }

        var action = new ControllerAction();
        foreach (var (key, value, _, _) in KeyValue.ReadAll(word.Value))
        {
            action = key.ToString() switch
            {
                "reason" => action with { Reason = Reason(value) },
                "max_len" => action with { MaxLen = value.ReadUInt16("max_len") },
                "id" => action with { ControllerId = value.ReadUInt16("id") },
                "userdata" => action with { Userdata = value.ReadBytes("userdata") },
                "pause" => action with { Pause = true },
                "meter_id" => action with { MeterId = value.ReadUInt32("meter_id") },
                _ => throw key.Error("controller has reason, max_len, id, userdata, pause and meter_id"),
            };
        }

        to.Add(IsOutput(action) ? new OutputAction(PortNumber.Controller) { MaxLen = action.MaxLen } : action);
    }

    // True if an output to the controller says all of the action.
    private static bool IsOutput(ControllerAction action) => action == new ControllerAction { MaxLen = action.MaxLen };

    private static string? Controller(ControllerAction action)
    {
        if (!action.UnknownProperties.IsEmpty)
            return null;
        if (IsOutput(action))
            return $"CONTROLLER:{action.MaxLen}";
        var arguments = ActionText.Joined(
            action.Reason == PacketInReason.Action ? null : $"reason={Of(action.Reason)}",
            action.MaxLen == AllBytes ? null : $"max_len={action.MaxLen}",
            action.ControllerId == 0 ? null : $"id={action.ControllerId}",
            action.Userdata.IsEmpty ? null : $"userdata={ActionText.Dotted(action.Userdata)}",
            action.Pause ? "pause" : null,
            action.MeterId is null ? null : $"meter_id={action.MeterId}");
        return $"controller({arguments})";
    }

    private static string Of(PacketInReason reason) =>
        Array.Find(Reasons, item => item.Reason == reason).Name ?? ((byte)reason).ToString(CultureInfo.InvariantCulture);

    private static PacketInReason Reason(TextPart text)
    {
        foreach (var (reason, name) in Reasons)
        {
            if (text.Is(name))
                return reason;
        }

        return (PacketInReason)text.ReadByte($"a reason that is none of {string.Join(", ", Reasons.Select(item => item.Name))}");
    }

    private static void Enqueue(ActionReader to, in KeyValue word)
    {
        var separator = word.Value.Span.IndexOfAny(':', ',', 'q');
        if (separator < 0)
            word.Value.Fail("enqueue has a port and a queue, as in enqueue:1:2");
        var port = word.Value[..separator].ReadPort();
        var queue = word.Value[(separator + 1)..].Trimmed.ReadUInt32("a queue");
        if (to.Is10)
        {
            to.Add(new EnqueueAction { Port = port, QueueId = queue });
            return;
        }

        to.Add(new SetQueueAction(queue));
        to.Add(new OutputAction(port) { MaxLen = AllBytes });
        to.Add(new PopQueueAction());
    }
}
