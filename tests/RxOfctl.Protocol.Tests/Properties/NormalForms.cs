using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Properties;

namespace RxOfctl.Protocol.Tests.Properties;

/// <summary>
/// Different values that are the same bytes: what each of them is read back as. Everything that is not listed here comes back as it went.
/// </summary>
internal static class NormalForms
{
    public static OpenFlowMessage Of(OpenFlowMessage message, OpenFlowVersion version) => (OpenFlowMessage)Rewrite(message, version)!;

    private static object? Normalize(object record, OpenFlowVersion version) => (record, version) switch
    {
        // 1.0 deletes in all tables and has no number for that.
        (FlowMod mod, OpenFlowVersion.OpenFlow10) => mod with { TableId = default, Instructions = Applied(mod.Actions) },

        // 1.0 has actions and no instructions: several lists of actions are one, and an empty list is none.
        (FlowStats stats, OpenFlowVersion.OpenFlow10) => stats with { Instructions = Applied(stats.Actions) },

        // 1.5 has an action for meters and no instruction.
        (FlowMod { Instructions: var instructions } mod, OpenFlowVersion.OpenFlow15) => mod with { Instructions = Metered(instructions) },
        (FlowStats { Instructions: var instructions } stats, OpenFlowVersion.OpenFlow15) => stats with { Instructions = Metered(instructions) },
        (FullFlowUpdate { Instructions: var instructions } update, OpenFlowVersion.OpenFlow15) => update with { Instructions = Metered(instructions) },

        // From 1.1 to 1.4 all buckets of a select group have a weight, those of others none that is 0.
        (GroupMod { Type: var type } mod, > OpenFlowVersion.OpenFlow10 and < OpenFlowVersion.OpenFlow15) => mod with { Buckets = Weighted(mod.Buckets, type) },
        (GroupDesc { Type: var type } desc, > OpenFlowVersion.OpenFlow10 and < OpenFlowVersion.OpenFlow15) => desc with { Buckets = Weighted(desc.Buckets, type) },

        // 1.0 and 1.1 have one action for the ports of all protocols.
        (SetFieldAction { Field: var field }, <= OpenFlowVersion.OpenFlow11) when Port(field, Oxm.TcpSrc, Oxm.UdpSrc, Oxm.SctpSrc) is { } port => new SetTpSrcAction(port),
        (SetFieldAction { Field: var field }, <= OpenFlowVersion.OpenFlow11) when Port(field, Oxm.TcpDst, Oxm.UdpDst, Oxm.SctpDst) is { } port => new SetTpDstAction(port),

        // 1.0 gives the body of a HELLO no form: elements are bytes like others.
        (Hello hello, OpenFlowVersion.OpenFlow10) => new Hello { Body = OpenFlowCodec.Encode(hello, version, 0)[FrameHeader.Size..] },

        // Actions and instructions fill up multiples of eight bytes, with zeros that nothing tells from data.
        (ExperimenterAction action, _) => action with { Data = Filled(action.Data) },
        (ExperimenterInstruction instruction, _) => instruction with { Data = Filled(instruction.Data) },

        // Before 1.3 the monitors of flows have actions and no instructions.
        (FullFlowUpdate update, <= OpenFlowVersion.OpenFlow13) => update with
        {
            Event = update.Event == FlowUpdateEvent.Initial ? FlowUpdateEvent.Added : update.Event,
            Instructions = version == OpenFlowVersion.OpenFlow13 ? update.Instructions : Applied(update.Instructions.OfType<ApplyActions>().SelectMany(apply => apply.Actions).ToValueList()),
        },

        // As other actions, but from two bytes on.
        (NoteAction action, _) => action with { Note = Filled(action.Note, header: 2) },
        _ => record,
    };

    // In the fixed structures of 1.0 and 1.1 a mask of all ones is no mask.
    private static Match Normalize(Match match, OpenFlowVersion version) =>
        version >= OpenFlowVersion.OpenFlow12 ? match : Match.Create([.. match.Select(WithoutFullMask)]);

    private static OxmField WithoutFullMask(OxmField field)
    {
        Match match = [field];
        return field.Type switch
        {
            OxmType<Ipv4Address> type when match.GetMask(type) == Ipv4Address.Broadcast => type.Is(match.Get(type)!.Value),
            OxmType<MacAddress> type when match.GetMask(type) == MacAddress.Broadcast => type.Is(match.Get(type)!.Value),
            OxmType<ulong> type when match.GetMask(type) == ulong.MaxValue => type.Is(match.Get(type)!.Value),
            OxmType<ushort> type when match.GetMask(type) == (1 << type.Bits) - 1 => type.Is(match.Get(type)!.Value),
            _ => field,
        };
    }

    private static ValueList<Bucket> Weighted(ValueList<Bucket> buckets, GroupType type) => buckets
        .Select(bucket => (type == GroupType.Select, bucket.Properties.OfType<WeightBucketProperty>().Any(), bucket.Weight) switch
        {
            (true, false, _) => bucket with { Properties = [new WeightBucketProperty { Weight = 1 }, .. bucket.Properties] },
            (false, true, 0) => bucket with { Properties = bucket.Properties.Where(property => property is not WeightBucketProperty).ToValueList() },
            _ => bucket,
        })
        .ToValueList();

    private static ushort? Port(OxmField field, params OxmType<ushort>[] types)
    {
        Match match = [field];
        return field.HasMask ? null : types.Where(type => type.Equals(field.Type)).Select(match.Get).FirstOrDefault();
    }

    // The meters before the actions that are applied, which are in the place of the first meter if there are none.
    private static ValueList<Instruction> Metered(ValueList<Instruction> instructions)
    {
        var meters = instructions.OfType<MeterInstruction>().ToList();
        if (meters.Count == 0)
            return instructions;
        var place = instructions.OfType<ApplyActions>().FirstOrDefault() ?? (Instruction)meters[0];
        var actions = meters.Select(meter => (OpenFlowAction)new MeterAction(meter.MeterId)).Concat((place as ApplyActions)?.Actions ?? []).ToValueList();
        return instructions
            .Select(instruction => ReferenceEquals(instruction, place) ? new ApplyActions(actions) : instruction)
            .Where(instruction => instruction is not MeterInstruction)
            .ToValueList();
    }

    private static ValueList<Instruction> Applied(ValueList<OpenFlowAction> actions) => actions.IsEmpty ? [] : [new ApplyActions(actions)];

    // The header is what of the last eight bytes comes before the data.
    private static ByteString Filled(ByteString data, int header = 0)
    {
        var bytes = new byte[((data.Length + header + 7) & ~7) - header];
        data.Span.CopyTo(bytes);
        return bytes;
    }

    // Nicira's matches are lists of fields in all versions, and so are those of flow monitors.
    private static object? RewriteMember(object? value, Type owner, OpenFlowVersion version) =>
        value is Match && (owner.Namespace == typeof(Nxm).Namespace || owner == typeof(FlowMonitor) || owner == typeof(FullFlowUpdate)) ? value : Rewrite(value, version);

    // From the innermost outwards.
    private static object? Rewrite(object? value, OpenFlowVersion version)
    {
        switch (value)
        {
            case Match match:
                return Normalize(match, version);
            case null or string:
                return value;
        }

        var type = value.GetType();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            var items = ((System.Collections.IEnumerable)value).Cast<object>().Select(item => Rewrite(item, version)!);
            return MessageMaker.ListOf(type.GetGenericArguments()[0], [.. items]);
        }

        if (type.IsValueType || type.GetMethod("<Clone>$") is null)
            return value;
        var record = ProtocolTypes.Members(type).Aggregate(value, (current, member) => ProtocolTypes.With(current, member, RewriteMember(member.GetValue(current), type, version)));
        return Normalize(record, version);
    }
}
