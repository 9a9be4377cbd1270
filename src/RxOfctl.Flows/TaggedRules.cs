using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Flows;

/// <summary>Makes rules of one version: with a version tag that they push, match or pop.</summary>
/// <param name="field">The header field.</param>
internal sealed class TaggedRules(VersionTag field)
{
    private const ushort VlanEtherType = 0x8100;
    private const ushort MplsEtherType = 0x8847;
    private const ushort VlanPresent = 0x1000;

    /// <summary>The rule as it is installed.</summary>
    /// <param name="rule">The app's rule.</param>
    /// <param name="tag">The version tag.</param>
    /// <param name="version">The version of OpenFlow of its datapath.</param>
    /// <exception cref="TwoPhaseRefusedException">The rule cannot have a version tag.</exception>
    public FlowRule Make(FlowRule rule, uint tag, OpenFlowVersion version)
    {
        if (Refusal(rule, version) is { } reason)
        {
            throw new TwoPhaseRefusedException(
                $"The rule '{rule}' of datapath {rule.Datapaths} cannot take part in a two-phase update: {reason}");
        }
        return rule.Part switch
        {
            PathPart.Ingress => Untagged(rule) with { Instructions = WithPush(rule.Instructions, Push(tag, version)) },
            PathPart.Internal => Tagged(rule, tag),
            PathPart.Egress => Tagged(rule, tag) with { Instructions = WithPop(rule.Instructions, Pop(rule)) },
            _ => Untagged(rule),
        };
    }

    /// <summary>The version tag that a flow matches; null if it matches none.</summary>
    public uint? TagOf(Match match) => field == VersionTag.VlanId
        ? match.Get(Oxm.VlanVid) is { } vlan && (vlan & VlanPresent) != 0 ? (uint)(vlan & ~VlanPresent) : null
        : match.Get(Oxm.MplsLabel);

    private string? Refusal(FlowRule rule, OpenFlowVersion version)
    {
        if (rule.Datapaths.Id is null)
            return "it is for several datapaths. Make a rule for each of them, with its id.";
        if (rule.CanExpire)
            return "it has a timeout, so that one version of it could expire before the other.";
        if (field == VersionTag.VlanId)
        {
            var matchesVlan = rule.Match.Get(Oxm.VlanVid) is not null;
            return matchesVlan && rule.Part is not (PathPart.Ingress or PathPart.Local)
                ? "it matches on the VLAN id, which is the version tag."
                : rule.Part == PathPart.Internal && Actions(rule).Any(IsOfVlan) ? "it changes the VLAN tag, which is the version tag."
                : null;
        }

        if (version == OpenFlowVersion.OpenFlow10)
            return "OpenFlow 1.0, which its datapath speaks, has no MPLS labels. Use the VLAN id as the version tag.";
        if (rule.Match.Get(Oxm.EthType) is null or MplsEtherType)
            return "its match has no Ethernet type, or that of MPLS. The type is needed to push and pop the label.";
        return rule.Part is PathPart.Internal or PathPart.Egress && rule.Match.Any(IsAboveEthernet)
            ? "it matches on a field that is not visible under an MPLS label. Use the VLAN id as the version tag."
            : null;
    }

    private FlowRule Untagged(FlowRule rule) => field == VersionTag.VlanId && rule.Match.Get(Oxm.VlanVid) is null
        ? rule with { Match = rule.Match.With(Oxm.VlanVid.Is(0)) }
        : rule;

    private FlowRule Tagged(FlowRule rule, uint tag) => rule with
    {
        Match = field == VersionTag.VlanId
            ? rule.Match.With(Oxm.VlanVid.Is((ushort)(VlanPresent | tag)))
            : rule.Match.With(Oxm.EthType.Is(MplsEtherType)).With(Oxm.MplsLabel.Is(tag)),
    };

    private OpenFlowAction[] Push(uint tag, OpenFlowVersion version) => (field, version) switch
    {
        (VersionTag.MplsLabel, _) => [new PushMplsAction(MplsEtherType), new SetFieldAction(Oxm.MplsLabel.Is(tag))],
        // Adds a tag where there is none.
        (_, OpenFlowVersion.OpenFlow10) => [new SetVlanVidAction((ushort)tag)],
        (_, OpenFlowVersion.OpenFlow11) => [new PushVlanAction(VlanEtherType), new SetVlanVidAction((ushort)tag)],
        _ => [new PushVlanAction(VlanEtherType), new SetFieldAction(Oxm.VlanVid.Is((ushort)(VlanPresent | tag)))],
    };

    private OpenFlowAction Pop(FlowRule rule) =>
        field == VersionTag.VlanId ? new PopVlanAction() : new PopMplsAction(rule.Match.Get(Oxm.EthType)!.Value);

    // Before the first action that lets a copy of the packet out, so that the actions before it see the packet as it came.
    private static ValueList<Instruction> WithPush(ValueList<Instruction> instructions, OpenFlowAction[] push) => WithActions(
        instructions, actions =>
    {
        List<OpenFlowAction> list = [.. actions];
        var output = list.FindIndex(static action => action is OutputAction or GroupAction or EnqueueAction);
        list.InsertRange(output < 0 ? list.Count : output, push);
        return list;
    });

    private static ValueList<Instruction> WithPop(ValueList<Instruction> instructions, OpenFlowAction pop) =>
        WithActions(instructions, actions => [pop, .. actions]);

    // The actions that are applied come before those that are written, and before the next table.
    private static ValueList<Instruction> WithActions(
        ValueList<Instruction> instructions, Func<ValueList<OpenFlowAction>, List<OpenFlowAction>> change)
    {
        List<Instruction> list = [.. instructions];
        var index = list.FindIndex(static instruction => instruction is ApplyActions);
        if (index >= 0)
        {
            list[index] = new ApplyActions([.. change(((ApplyActions)list[index]).Actions)]);
            return [.. list];
        }

        // A meter is the only instruction that comes before them.
        list.Insert(list is [MeterInstruction, ..] ? 1 : 0, new ApplyActions([.. change([])]));
        return [.. list];
    }

    private static IEnumerable<OpenFlowAction> Actions(FlowRule rule) =>
        rule.Instructions.SelectMany(static instruction => instruction switch
    {
        ApplyActions apply => apply.Actions,
        WriteActions write => write.Actions,
        _ => [],
    });

    private static bool IsOfVlan(OpenFlowAction action) => action switch
    {
        PushVlanAction or PopVlanAction or SetVlanVidAction => true,
        SetFieldAction { Field.Type: var type } => type.Equals(Oxm.VlanVid),
        _ => false,
    };

    private static bool IsAboveEthernet(OxmField field) =>
        !(field.Type.Equals(Oxm.InPort) || field.Type.Equals(Oxm.InPhyPort) || field.Type.Equals(Oxm.Metadata)
            || field.Type.Equals(Oxm.EthType) || field.Type.Equals(Oxm.EthSrc) || field.Type.Equals(Oxm.EthDst));
}
