using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Interop.Tests.Simulator;

/// <summary>Messages of a switch as lines, without what may differ from one switch to another: durations, order, undefined members.</summary>
internal static class OutcomeText
{
    public static string Of(OpenFlowMessage message) => message switch
    {
        ErrorMessage error => $"error {error.Error}",
        _ => message.GetType().Name,
    };

    public static string Of(PacketIn packet) =>
        $"controller: {(packet.Reason > PacketInReason.InvalidTtl ? PacketInReason.Action : packet.Reason)} table={packet.TableId} cookie={packet.Cookie & 0xff:x} {Text(packet.Match)} {packet.Data}";

    public static string Of(FlowRemoved flow, bool withBytes) =>
        $"removed {flow.Reason} table={flow.TableId} priority={flow.Priority} cookie={flow.Cookie & 0xff:x} {Text(flow.Match)} n={flow.PacketCount}{Bytes(flow.ByteCount, withBytes)}";

    public static IEnumerable<string> OfReply(OpenFlowMessage reply, bool withBytes) => reply switch
    {
        FlowStatsReply flows => flows.Body.Select(flow =>
            $"flow table={flow.TableId} priority={flow.Priority} cookie={flow.Cookie & 0xff:x} {Text(flow.Match)} n={flow.PacketCount}{Bytes(flow.ByteCount, withBytes)} "
            + $"idle={flow.IdleTimeout} hard={flow.HardTimeout} flags={flow.Flags & ~FlowModFlags.ResetCounts & ~FlowModFlags.CheckOverlap} "
            + $"importance={flow.Importance} {Text(flow.Instructions)}"),
        AggregateStatsReply sum => [$"sum {sum.FlowCount} {sum.PacketCount}{Bytes(sum.ByteCount, withBytes)}"],
        GroupStatsReply groups => groups.Body.Select(group =>
            $"group {group.GroupId} n={group.PacketCount}{Bytes(group.ByteCount, withBytes)} [{string.Join(' ', group.BucketStats.Select(bucket => $"{bucket.PacketCount}{Bytes(bucket.ByteCount, withBytes)}"))}]"),
        GroupDescReply groups => groups.Body.Select(group =>
            $"group {group.GroupId} {group.Type} [{string.Join("; ", group.Buckets.Select(bucket => $"{bucket.BucketId} watch={bucket.WatchPort} {Text(bucket.Actions)}"))}]"),
        ErrorMessage error => [$"error {error.Error}"],
        _ => [],
    };

    private static string Bytes(ulong count, bool withBytes) => withBytes ? $"/{count}" : "";

    private static string Text(Match match) => string.Join(',', match
        .Where(field => !field.Type.Equals(Oxm.VlanPcp) || match.Get(Oxm.VlanVid) != 0)
        .Select(field => field.ToString()).Order(StringComparer.Ordinal));

    private static string Text(ValueList<Instruction> instructions) => string.Join(' ', instructions.Select(instruction => instruction switch
    {
        ApplyActions { Actions.IsEmpty: true } or WriteActions { Actions.IsEmpty: true } => "",
        ApplyActions apply => $"apply({Text(apply.Actions)})",
        WriteActions write => $"write({Text(write.Actions)})",
        _ => instruction.ToString()!,
    }).Where(text => text.Length > 0).Order(StringComparer.Ordinal));

    // How much of a packet goes to the controller has no meaning for other ports.
    private static string Text(ValueList<OpenFlowAction> actions) => string.Join(',', actions.Select(action =>
        action is OutputAction output && output.Port != PortNumber.Controller ? new OutputAction(output.Port).ToString() : action.ToString()));
}
