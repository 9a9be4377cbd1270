using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Interop.Tests.Simulator;

/// <summary>Messages of a switch as lines, without what may differ from one switch to another: durations, order, undefined members.</summary>
internal sealed class OutcomeText
{
    /// <summary>False if switches may count other bytes.</summary>
    public bool WithBytes { get; init; }

    /// <summary>False if switches may describe instructions otherwise.</summary>
    public bool WithInstructions { get; init; }

    /// <summary>False if switches may select other buckets.</summary>
    public bool WithBuckets { get; init; }

    public static string Of(OpenFlowMessage message) => message switch
    {
        // A flow of OpenFlow 1.5 that names a meter which is not there is refused by either.
        ErrorMessage error when error.Error.Equals(OpenFlowError.MeterModFailedInvalidMeter) => $"error {OpenFlowError.BadActionBadMeter}",
        ErrorMessage error => $"error {error.Error}",
        BundleControl control => $"bundle {control.Type}",
        _ => message.GetType().Name,
    };

    public static string Of(PacketIn packet) =>
        $"controller: {(packet.Reason > PacketInReason.InvalidTtl ? PacketInReason.Action : packet.Reason)} table={packet.TableId} cookie={packet.Cookie & 0xff:x} {Text(packet.Match)} {packet.Data}";

    public string Of(FlowRemoved flow) =>
        $"removed {flow.Reason} table={flow.TableId} priority={flow.Priority} cookie={flow.Cookie & 0xff:x} {Text(flow.Match)} n={flow.PacketCount}{Bytes(flow.ByteCount)}";

    public IEnumerable<string> OfReply(OpenFlowMessage reply) => reply switch
    {
        FlowStatsReply flows => flows.Body.Select(flow =>
            $"flow table={flow.TableId} priority={flow.Priority} cookie={flow.Cookie & 0xff:x} {Text(flow.Match)} n={flow.PacketCount}{Bytes(flow.ByteCount)} "
            + $"idle={flow.IdleTimeout} hard={flow.HardTimeout} flags={flow.Flags & ~FlowModFlags.ResetCounts & ~FlowModFlags.CheckOverlap} "
            + $"importance={flow.Importance} {(WithInstructions ? Text(flow.Instructions) : "")}"),
        AggregateStatsReply sum => [$"sum {sum.FlowCount} {sum.PacketCount}{Bytes(sum.ByteCount)}"],
        GroupStatsReply groups => groups.Body.Select(group =>
            $"group {group.GroupId} n={group.PacketCount}{Bytes(group.ByteCount)} [{(WithBuckets
                ? string.Join(' ', group.BucketStats.Select(bucket => $"{bucket.PacketCount}{Bytes(bucket.ByteCount)}"))
                : group.BucketStats.Aggregate(0ul, (sum, bucket) => sum + bucket.PacketCount))}]"),
        GroupDescReply groups => groups.Body.Select(group =>
            $"group {group.GroupId} {group.Type} [{string.Join("; ", group.Buckets.Select(bucket => $"{bucket.BucketId} weight={(group.Type == GroupType.Select ? bucket.Weight : 0)} watch={bucket.WatchPort} {Text(bucket.Actions)}"))}]"),
        MeterStatsReply meters => meters.Body.Select(meter =>
            $"meter {meter.MeterId} flows={meter.RefCount} n={meter.PacketInCount}/{meter.ByteInCount} [{string.Join(' ', meter.BandStats.Select(band => band.PacketBandCount))}]"),
        MeterDescReply meters => meters.Body.Select(meter => $"meter {meter}"),
        ErrorMessage error => [$"error {error.Error}"],
        _ => [],
    };

    private string Bytes(ulong count) => WithBytes ? $"/{count}" : "";

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
