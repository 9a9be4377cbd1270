using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Nicira;

namespace RxOfctl.Protocol.Text;

/// <summary>The actions that send the packet somewhere: ports, queues, groups, controllers.</summary>
internal static class OutputText
{
    private const ushort AllBytes = 0xffff;

    public static Dictionary<string, ReadAction> Words { get; } = new()
    {
        ["output"] = Output,
        ["controller"] = Controller,
        ["enqueue"] = Enqueue,
        ["set_queue"] = SetQueue,
        ["pop_queue"] = static (to, in _) => to.Add(new PopQueueAction()),
        ["group"] = Group,
    };

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
            var src = word.Value.ReadSubfield();
            to.Add(src.Field.Class == OxmClass.Experimenter ? new OutputReg2Action(src) : new OutputRegAction(src));
        }
    }

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

        var action = new Controller2Action();
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

        // The oldest form that can say it.
        if (!action.Userdata.IsEmpty || action.Pause || action.MeterId is not null)
            to.Add(action);
        else if (action.ControllerId != 0 || action.Reason != PacketInReason.Action)
            to.Add(new ControllerAction { MaxLen = action.MaxLen, ControllerId = action.ControllerId, Reason = action.Reason });
        else
            to.Add(new OutputAction(PortNumber.Controller) { MaxLen = action.MaxLen });
    }

    private static PacketInReason Reason(TextPart text) => text.ToString() switch
    {
        "no_match" => PacketInReason.NoMatch,
        "action" => PacketInReason.Action,
        "invalid_ttl" => PacketInReason.InvalidTtl,
        "action_set" => PacketInReason.ActionSet,
        "group" => PacketInReason.Group,
        "packet_out" => PacketInReason.PacketOut,
        _ => (PacketInReason)text.ReadByte("a reason that is none of no_match, action, invalid_ttl, action_set, group, packet_out"),
    };

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

    private static void SetQueue(ActionReader to, in KeyValue word)
    {
        var queue = word.Value.ReadUInt32("a queue");
        to.Add(new SetQueueAction(queue));
    }

    private static void Group(ActionReader to, in KeyValue word)
    {
        var group = word.Value.ReadGroup();
        to.Add(new GroupAction(group));
    }
}
