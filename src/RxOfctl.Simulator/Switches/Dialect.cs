using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Simulator.Fields;

namespace RxOfctl.Simulator.Switches;

/// <summary>Adapts messages of a switch to the version of a connection, by leaving out what that version does not have.</summary>
internal static class Dialect
{
    public static Port In(OpenFlowVersion version, Port port) =>
        version >= OpenFlowVersion.OpenFlow11 ? port : port with { CurrSpeed = 0, MaxSpeed = 0, State = port.State & ~PortState.Live };

    public static PortStats In(OpenFlowVersion version, PortStats stats) =>
        version >= OpenFlowVersion.OpenFlow13 ? stats : stats with { DurationSec = 0, DurationNsec = 0 };

    public static FlowStats In(OpenFlowVersion version, FlowStats stats) =>
        version >= OpenFlowVersion.OpenFlow15 ? stats with { Instructions = In15(stats.Instructions) }
        : version == OpenFlowVersion.OpenFlow14 ? stats
        : stats with { Importance = 0, Flags = version >= OpenFlowVersion.OpenFlow13 ? stats.Flags : FlowModFlags.None };

    // What a flow learned loads by Nicira's action is a masked set-field in OpenFlow 1.5, which does not have that action.
    private static ValueList<Instruction> In15(ValueList<Instruction> instructions) => instructions.Any(LoadsRegister)
        ? instructions.Select(instruction => LoadsRegister(instruction) ? new ApplyActions(((ApplyActions)instruction).Actions.Select(In15).ToValueList()) : instruction).ToValueList()
        : instructions;

    private static bool LoadsRegister(Instruction instruction) => instruction is ApplyActions apply && apply.Actions.Any(action => action is RegLoadAction);

    private static OpenFlowAction In15(OpenFlowAction action)
    {
        if (action is not RegLoadAction load || PacketFields.Find(load.Dst.Field) is not { } field)
            return action;
        var mask = ((UInt128.One << load.Dst.Bits) - 1) << load.Dst.Start;
        var value = (UInt128)load.Value << load.Dst.Start;
        return new SetFieldAction(mask == field.AllOnes ? field.ToOxm(value) : field.ToOxm(value, mask));
    }

    public static TableStats In(OpenFlowVersion version, TableStats stats)
    {
        if (version == OpenFlowVersion.OpenFlow12)
            return stats;
        var common = new TableStats
        {
            TableId = stats.TableId,
            ActiveCount = stats.ActiveCount,
            LookupCount = stats.LookupCount,
            MatchedCount = stats.MatchedCount,
        };
        if (version >= OpenFlowVersion.OpenFlow13)
            return common;
        common = common with { Name = stats.Name, Wildcards = stats.Wildcards, MaxEntries = stats.MaxEntries };
        return version == OpenFlowVersion.OpenFlow10 ? common : common with
        {
            Match = stats.Match,
            Instructions = stats.Instructions,
            WriteActions = stats.WriteActions,
            ApplyActions = stats.ApplyActions,
            Config = stats.Config,
        };
    }

    public static QueueStats In(OpenFlowVersion version, QueueStats stats) =>
        version >= OpenFlowVersion.OpenFlow13 ? stats : stats with { DurationSec = 0, DurationNsec = 0 };

    public static QueueDesc In(OpenFlowVersion version, QueueDesc queue) =>
        version >= OpenFlowVersion.OpenFlow12 ? queue : queue with { PortNo = default };

    public static FlowRemoved In(OpenFlowVersion version, FlowRemoved removed) => removed with
    {
        TableId = version >= OpenFlowVersion.OpenFlow11 ? removed.TableId : default,
        Reason = version < OpenFlowVersion.OpenFlow14 && removed.Reason > FlowRemovedReason.GroupDelete
            ? FlowRemovedReason.Delete
            : removed.Reason,
        HardTimeout = version >= OpenFlowVersion.OpenFlow12 ? removed.HardTimeout : (ushort)0,
    };

    public static PacketIn In(OpenFlowVersion version, PacketIn packet) => packet with
    {
        TableId = version >= OpenFlowVersion.OpenFlow11 ? packet.TableId : default,
        Cookie = version >= OpenFlowVersion.OpenFlow13 ? packet.Cookie : 0,
    };

    /// <summary>The reason of a packet-in: before OpenFlow 1.4 there is one for all actions.</summary>
    public static PacketInReason In(OpenFlowVersion version, PacketInReason reason) =>
        version < OpenFlowVersion.OpenFlow14 && reason > PacketInReason.InvalidTtl ? PacketInReason.Action : reason;

    /// <summary>Whether a packet-in brings fields other than the port.</summary>
    public static bool HasPacketInMatch(OpenFlowVersion version) => version >= OpenFlowVersion.OpenFlow12;

    /// <summary>True if a packet that matches no flow goes to the controller; from OpenFlow 1.3 on, it is dropped (§5.4).</summary>
    public static bool SendsMisses(OpenFlowVersion version) => version < OpenFlowVersion.OpenFlow13;

    /// <summary>Whether a length of 0xffff asks for the whole packet and no buffer (OFPCML_NO_BUFFER, OpenFlow 1.2 and later).</summary>
    public static bool AsksForNoBuffer(OpenFlowVersion version, ushort maxLen) =>
        version >= OpenFlowVersion.OpenFlow12 && maxLen == ushort.MaxValue;

    /// <summary>Whether the features bring the ports; later they are asked for by themselves.</summary>
    public static bool FeaturesHavePorts(OpenFlowVersion version) => version < OpenFlowVersion.OpenFlow13;
}
