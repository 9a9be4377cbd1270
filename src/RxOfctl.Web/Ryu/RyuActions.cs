using System.Globalization;
using System.Text.Json;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Web.Ryu;

/// <summary>
/// What flows do, in Ryu's JSON from OpenFlow 1.1 on: written as texts such as <c>OUTPUT:2</c>, read as objects such as
/// <c>{"type":"OUTPUT","port":2}</c>. Instructions other than to apply actions stand in the same list.
/// </summary>
internal static class RyuActions
{
    public static void Write(Utf8JsonWriter json, ValueList<Instruction> instructions, OpenFlowVersion version)
    {
        json.WriteStartArray();
        foreach (var instruction in instructions)
        {
            switch (instruction)
            {
                case ApplyActions apply:
                    WriteTexts(json, apply.Actions, version);
                    break;
                case WriteActions { Actions.IsEmpty: true }:
                    break;
                case WriteActions write:
                    json.WriteStartObject();
                    json.WriteStartArray("WRITE_ACTIONS");
                    WriteTexts(json, write.Actions, version);
                    json.WriteEndArray();
                    json.WriteEndObject();
                    break;
                case ClearActions:
                    json.WriteStringValue("CLEAR_ACTIONS");
                    break;
                case GotoTable next:
                    json.WriteStringValue($"GOTO_TABLE:{RyuNumbers.NameOf(next.TableId) ?? RyuNumbers.Text(next.TableId.Value)}");
                    break;
                case WriteMetadata { MetadataMask: 0 } write:
                    json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"WRITE_METADATA:0x{write.Metadata:x}"));
                    break;
                case WriteMetadata write:
                    json.WriteStringValue(
                        string.Create(CultureInfo.InvariantCulture, $"WRITE_METADATA:0x{write.Metadata:x}/0x{write.MetadataMask:x}"));
                    break;
                case MeterInstruction meter:
                    json.WriteStringValue($"METER:{RyuNumbers.NameOf(meter.MeterId) ?? RyuNumbers.Text(meter.MeterId.Value)}");
                    break;
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a list of actions alone, as buckets have.</summary>
    public static void Write(Utf8JsonWriter json, ValueList<OpenFlowAction> actions, OpenFlowVersion version)
    {
        json.WriteStartArray();
        WriteTexts(json, actions, version);
        json.WriteEndArray();
    }

    /// <exception cref="FormatException">An action is unknown or lacks something. Ryu leaves an unknown action out.</exception>
    public static ValueList<Instruction> ReadInstructions(IEnumerable<RyuObject> list, OpenFlowVersion version)
    {
        if (version == OpenFlowVersion.OpenFlow10)
            return RyuActions10.Read(list) is { IsEmpty: false } all ? [new ApplyActions(all)] : [];
        var actions = new List<OpenFlowAction>();
        var others = new List<Instruction>();
        foreach (var item in list)
        {
            var type = item.Required("type");
            Instruction? other = type switch
            {
                "WRITE_ACTIONS" => new WriteActions(ReadActions(item.Objects("actions"))),
                "CLEAR_ACTIONS" => new ClearActions(),
                "GOTO_TABLE" => new GotoTable(RyuNumbers.ParseTable(item.Required("table_id"))),
                "WRITE_METADATA" => new WriteMetadata
                {
                    Metadata = item.Number("metadata", ulong.MaxValue),
                    MetadataMask = item.UInt64("metadata_mask", ulong.MaxValue),
                },
                "METER" => new MeterInstruction(RyuNumbers.ParseMeter(item.Required("meter_id"))),
                _ => null,
            };
            if (other is not null)
                others.Add(other);
            else
                actions.Add(ReadAction(item, type));
        }

        if (actions.Count > 0)
            others.Add(new ApplyActions([.. actions]));
        return [.. others.OrderBy(PlaceOf)];
    }

    public static ValueList<OpenFlowAction> ReadActions(IEnumerable<RyuObject> list) =>
        [.. list.Select(item => ReadAction(item, item.Required("type")))];

    // The order in which a datapath carries them out (OpenFlow 1.3.5 §5.9).
    private static int PlaceOf(Instruction instruction) => instruction switch
    {
        MeterInstruction => 0,
        ApplyActions => 1,
        ClearActions => 2,
        WriteActions => 3,
        WriteMetadata => 4,
        _ => 5,
    };

    private static void WriteTexts(Utf8JsonWriter json, ValueList<OpenFlowAction> actions, OpenFlowVersion version)
    {
        foreach (var action in actions)
            json.WriteStringValue(TextOf(action, version));
    }

    private static string TextOf(OpenFlowAction action, OpenFlowVersion version) => action switch
    {
        OutputAction output => $"OUTPUT:{RyuNumbers.Text(output.Port, version)}",
        CopyTtlOutAction => "COPY_TTL_OUT",
        CopyTtlInAction => "COPY_TTL_IN",
        SetMplsTtlAction set => $"SET_MPLS_TTL:{RyuNumbers.Text(set.MplsTtl)}",
        DecMplsTtlAction => "DEC_MPLS_TTL",
        PushVlanAction push => $"PUSH_VLAN:{RyuNumbers.Text(push.EtherType)}",
        PopVlanAction => "POP_VLAN",
        PushMplsAction push => $"PUSH_MPLS:{RyuNumbers.Text(push.EtherType)}",
        PopMplsAction pop => $"POP_MPLS:{RyuNumbers.Text(pop.EtherType)}",
        SetQueueAction set => $"SET_QUEUE:{RyuNumbers.NameOfQueue(set.QueueId) ?? RyuNumbers.Text(set.QueueId)}",
        GroupAction group => $"GROUP:{RyuNumbers.NameOf(group.GroupId) ?? RyuNumbers.Text(group.GroupId.Value)}",
        SetNwTtlAction set => $"SET_NW_TTL:{RyuNumbers.Text(set.NwTtl)}",
        DecNwTtlAction => "DEC_NW_TTL",
        SetFieldAction { Field: { HasMask: false, Type: var type } field } when type.Class == OxmClass.OpenFlowBasic =>
            $"SET_FIELD: {{{type.Name}:{RyuFields.Text(type, field.Number)}}}",
        PushPbbAction push => $"PUSH_PBB:{RyuNumbers.Text(push.EtherType)}",
        PopPbbAction => "POP_PBB",
        MeterAction meter => $"METER:{RyuNumbers.NameOf(meter.MeterId) ?? RyuNumbers.Text(meter.MeterId.Value)}",
        ExperimenterAction experimenter =>
            $"EXPERIMENTER: {{experimenter:{RyuNumbers.Text(experimenter.ExperimenterId)}, "
            + $"data:{Convert.ToBase64String(experimenter.Data.Span)}}}",

        // Extensions, which Ryu has in notations of its own, are in that of ovs-ofctl.
        _ => action.ToText(version),
    };

    private static OpenFlowAction ReadAction(RyuObject item, string type) => type switch
    {
        "OUTPUT" => new OutputAction
        {
            Port = RyuNumbers.ParsePort(item.Text("port") ?? "ANY", OpenFlowVersion.OpenFlow13),
            MaxLen = RyuNumbers.ParseMaxLen(item.Text("max_len") ?? "MAX"),
        },
        "COPY_TTL_OUT" => new CopyTtlOutAction(),
        "COPY_TTL_IN" => new CopyTtlInAction(),
        "SET_MPLS_TTL" => new SetMplsTtlAction((byte)item.Number("mpls_ttl", byte.MaxValue)),
        "DEC_MPLS_TTL" => new DecMplsTtlAction(),
        "PUSH_VLAN" => new PushVlanAction((ushort)item.Number("ethertype", ushort.MaxValue)),
        "POP_VLAN" => new PopVlanAction(),
        "PUSH_MPLS" => new PushMplsAction((ushort)item.Number("ethertype", ushort.MaxValue)),
        "POP_MPLS" => new PopMplsAction((ushort)item.Number("ethertype", ushort.MaxValue)),
        "SET_QUEUE" => new SetQueueAction(RyuNumbers.ParseQueue(item.Required("queue_id"))),
        "GROUP" => new GroupAction(RyuNumbers.ParseGroup(item.Required("group_id"))),
        "SET_NW_TTL" => new SetNwTtlAction((byte)item.Number("nw_ttl", byte.MaxValue)),
        "DEC_NW_TTL" => new DecNwTtlAction(),
        "SET_FIELD" => ReadSetField(item.Required("field"), item.Required("value")),
        "PUSH_PBB" => new PushPbbAction((ushort)item.Number("ethertype", ushort.MaxValue)),
        "POP_PBB" => new PopPbbAction(),
        "EXPERIMENTER" => new ExperimenterAction
        {
            ExperimenterId = (uint)item.Number("experimenter", uint.MaxValue),
            Data = RyuData.Read(item),
        },
        _ => throw new FormatException($"'{type}' is not a type of action."),
    };

    private static SetFieldAction ReadSetField(string name, string value) => new(RyuFields.Parse(
        RyuFields.Find(name) ?? throw new FormatException($"'{name}' is not a field that can be set."), value));
}
