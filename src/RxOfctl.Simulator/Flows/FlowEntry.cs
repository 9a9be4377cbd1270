using System.Reactive.Disposables;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Simulator.Flows;

/// <summary>A flow in a table.</summary>
internal sealed class FlowEntry(FlowMod mod, TableId tableId, FlowMatch match, DateTimeOffset now)
{
    public TableId TableId => tableId;

    public FlowMatch Match => match;

    public ushort Priority => mod.Priority;

    public FlowModFlags Flags => mod.Flags;

    public ushort IdleTimeout => mod.IdleTimeout;

    public ushort HardTimeout => mod.HardTimeout;

    public ulong Cookie { get; set; } = mod.Cookie;

    public ValueList<Instruction> Instructions { get; set; } = mod.Instructions;

    public ulong PacketCount { get; set; }

    public ulong ByteCount { get; set; }

    /// <summary>The flow that takes what no other flow of its table does (OpenFlow 1.3.5 §5.4).</summary>
    public bool IsTableMiss => Priority == 0 && match.IsAny;

    /// <summary>What removes the flow when its time is up.</summary>
    public SerialDisposable Timer { get; } = new();

    private DateTimeOffset CreatedAt { get; } = now;

    private DateTimeOffset LastUsed { get; set; } = now;

    public void Count(int bytes, DateTimeOffset at)
    {
        PacketCount++;
        ByteCount += (ulong)bytes;
        LastUsed = at;
    }

    /// <summary>When the flow goes, and why, if no packet comes until then; null if never.</summary>
    public (DateTimeOffset At, FlowRemovedReason Reason)? Expiry()
    {
        (DateTimeOffset At, FlowRemovedReason Reason)? expiry = null;
        if (HardTimeout != 0)
            expiry = (CreatedAt + TimeSpan.FromSeconds(HardTimeout), FlowRemovedReason.HardTimeout);
        if (IdleTimeout != 0 && LastUsed + TimeSpan.FromSeconds(IdleTimeout) is var idle && !(expiry?.At <= idle))
            expiry = (idle, FlowRemovedReason.IdleTimeout);
        return expiry;
    }

    public FlowStats Describe(DateTimeOffset at) => new()
    {
        TableId = tableId,
        Priority = Priority,
        Match = match.Match,
        Cookie = Cookie,
        Flags = Flags,
        IdleTimeout = IdleTimeout,
        HardTimeout = HardTimeout,
        Instructions = Instructions,
        PacketCount = PacketCount,
        ByteCount = ByteCount,
        DurationSec = Duration.Seconds(at - CreatedAt),
        DurationNsec = Duration.Nanoseconds(at - CreatedAt),
    };
}
