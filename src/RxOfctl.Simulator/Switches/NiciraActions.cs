using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Simulator.Fields;

namespace RxOfctl.Simulator.Switches;

/// <summary>Nicira's actions that the simulated switches support: registers, load and move, stack, learn, conjunction. The others are refused.</summary>
internal static class NiciraActions
{
    /// <summary>The error of an action of Nicira's.</summary>
    /// <param name="action">The action.</param>
    /// <param name="error">Why it is refused; null if it is not.</param>
    /// <returns>False if it is none of Nicira's.</returns>
    public static bool TryRefuse(OpenFlowAction action, out OpenFlowError? error)
    {
        error = action switch
        {
            NoteAction or ExitAction or SetTunnelAction or SetTunnel64Action => null,
            ResubmitAction { WithCt: false } or ControllerAction { Userdata.IsEmpty: true, Pause: false, MeterId: null } => null,
            RegLoadAction load => Writes(load.Dst.Field),
            OutputRegAction output => Reads(output.Src.Field),
            StackPushAction push => Reads(push.Subfield.Field),
            StackPopAction pop => Writes(pop.Subfield.Field),
            LearnAction { Limit: 0, ResultDst: null } learn => Learns(learn),
            FinTimeoutAction => null,
            ConjunctionAction { NClauses: >= 2 and <= 64 } part when part.Clause < part.NClauses => null,
            ConjunctionAction => OpenFlowError.NiciraBadActionBadConjunction,
            CtAction or CtClearAction or LearnAction or BundleActionBase or MultipathAction
                or CloneAction or SampleAction or ControllerAction or DecTtlCntIdsAction
                or OutputTruncAction or CheckPktLargerAction or EncapAction or DecapAction or DeleteFieldAction or ResubmitAction
                or PopQueueAction or DecNshTtlAction => OpenFlowError.BadActionBadExpType,
            _ => OpenFlowError.BadActionBadType,
        };
        return error is null || !error.Equals(OpenFlowError.BadActionBadType);
    }

    /// <summary>Applies an action that changes only the packet.</summary>
    /// <returns>False for another kind of action.</returns>
    public static bool TryApply(OpenFlowAction action, Packet packet)
    {
        switch (action)
        {
            case NoteAction or ConjunctionAction or FinTimeoutAction:
                return true;
            case RegLoadAction load:
                Put(packet, load.Dst, load.Value);
                return true;
            case StackPushAction push:
                packet.Stack.Push((Get(packet, push.Subfield), push.Subfield.Bits));
                return true;
            case StackPopAction pop:
                if (packet.Stack.TryPop(out var top))
                    Put(packet, pop.Subfield, top.Value & Ones(pop.Subfield.Bits));
                return true;
            case SetTunnelAction tunnel:
                packet.Key[FlowKey.TunnelId] = tunnel.TunId;
                return true;
            case SetTunnel64Action tunnel:
                packet.Key[FlowKey.TunnelId] = tunnel.TunId;
                return true;
            default:
                return false;
        }
    }

    /// <summary>The value of some bits of a field.</summary>
    public static UInt128 Get(Packet packet, Subfield of) => (PacketFields.Find(of.Field)!.Get(packet) >> of.Start) & Ones(of.Bits);

    /// <summary>The flow-mod of a learn action for a packet.</summary>
    public static FlowMod Learn(LearnAction learn, Packet packet)
    {
        var matched = new Dictionary<PacketField, (UInt128 Value, UInt128 Mask)>();
        var actions = new List<OpenFlowAction>();
        foreach (var spec in learn.Specs)
        {
            var value = spec.Src is { } source ? Get(packet, source) : NumberOf(spec.Value);
            switch (spec.Destination)
            {
                case LearnDestination.Match:
                    var field = PacketFields.Find(spec.Dst!.Field)!;
                    var before = matched.GetValueOrDefault(field);
                    matched[field] = (before.Value | value << spec.Dst.Start, before.Mask | Ones(spec.Bits) << spec.Dst.Start);
                    break;
                case LearnDestination.Load:
                    actions.Add(new RegLoadAction((ulong)value, spec.Dst!));
                    break;
                case LearnDestination.Output:
                    actions.Add(new OutputAction((uint)value));
                    break;
            }
        }

        return new()
        {
            TableId = learn.TableId,
            Priority = learn.Priority,
            Cookie = learn.Cookie,
            IdleTimeout = learn.IdleTimeout,
            HardTimeout = learn.HardTimeout,
            Flags = (learn.Flags & LearnFlags.SendFlowRem) != 0 ? FlowModFlags.SendFlowRem : FlowModFlags.None,
            Match = Match.Create([.. matched.Select(entry => entry.Value.Mask == entry.Key.AllOnes
                ? entry.Key.ToOxm(entry.Value.Value)
                : entry.Key.ToOxm(entry.Value.Value, entry.Value.Mask))]),
            Actions = actions.ToValueList(),
        };
    }

    private static void Put(Packet packet, Subfield to, UInt128 value) =>
        PacketFields.Find(to.Field)!.Set(packet, value << to.Start, Ones(to.Bits) << to.Start);

    private static UInt128 NumberOf(ByteString bytes)
    {
        UInt128 number = 0;
        foreach (var part in bytes.Span)
            number = number << 8 | part;
        return number;
    }

    private static UInt128 Ones(int bits) => bits == 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;

    private static OpenFlowError? Reads(OxmType field) => PacketFields.Find(field) is null ? OpenFlowError.BadActionBadArgument : null;

    private static OpenFlowError? Writes(OxmType field) =>
        PacketFields.Find(field) is { IsWritable: true } ? null : OpenFlowError.BadActionBadArgument;

    private static OpenFlowError? Learns(LearnAction learn)
    {
        foreach (var spec in learn.Specs)
        {
            var error = (spec.Src is { } source ? Reads(source.Field) : null) ?? spec.Destination switch
            {
                LearnDestination.Match => PacketFields.Find(spec.Dst!.Field) is null ? OpenFlowError.BadActionBadArgument : null,
                LearnDestination.Load => spec.Bits > 64 ? OpenFlowError.BadActionBadArgument : Writes(spec.Dst!.Field),
                _ => null,
            };
            if (error is not null)
                return error;
        }

        // Deleting learned flows together with the flow that learned them is not supported.
        return (learn.Flags & LearnFlags.DeleteLearned) != 0 ? OpenFlowError.BadActionBadArgument : null;
    }
}
