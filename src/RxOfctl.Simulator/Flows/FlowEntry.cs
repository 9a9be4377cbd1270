using System.Reactive.Disposables;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Simulator.Flows;

/// <summary>A flow in a table.</summary>
internal sealed class FlowEntry
{
    private const int AboveAllPriorities = ushort.MaxValue + 1;

    private readonly SerialDisposable? _timer;
    private readonly DateTimeOffset _createdAt;
    private DateTimeOffset _lastUsed;

    public FlowEntry(FlowMod mod, TableId tableId, FlowMatch match, FlowProgram program, ulong number, DateTimeOffset now)
    {
        (TableId, Match, Program, Number, _createdAt, _lastUsed) = (tableId, match, program, number, now, now);
        (Priority, Flags, Importance, Cookie) = (mod.Priority, mod.Flags, mod.Importance, mod.Cookie);
        (IdleTimeout, HardTimeout) = (mod.IdleTimeout, mod.HardTimeout);
        Rank = match.IsExact10 ? AboveAllPriorities : Priority;
        if (IdleTimeout != 0 || HardTimeout != 0)
            _timer = new();
    }

    public TableId TableId { get; }

    public FlowMatch Match { get; }

    public ushort Priority { get; }

    public FlowModFlags Flags { get; }

    public ushort Importance { get; }

    public ushort IdleTimeout { get; }

    public ushort HardTimeout { get; }

    public ulong Cookie { get; set; }

    public FlowProgram Program { get; set; }

    public ulong PacketCount { get; set; }

    public ulong ByteCount { get; set; }

    /// <summary>Rises with each flow that is added to the switch.</summary>
    public ulong Number { get; }

    /// <summary>The priority, or more than that for a flow that goes before all others.</summary>
    public int Rank { get; }

    /// <summary>The flow that takes what no other flow of its table does (OpenFlow 1.3.5 §5.4).</summary>
    public bool IsTableMiss => Priority == 0 && Match.IsAny;

    /// <summary>The next one in the same place of a <see cref="FlowGroup"/>.</summary>
    public FlowEntry? NextInGroup;

    public void Count(int bytes, DateTimeOffset at)
    {
        if ((Flags & FlowModFlags.NoPktCounts) == 0)
            PacketCount++;
        if ((Flags & FlowModFlags.NoBytCounts) == 0)
            ByteCount += (ulong)bytes;
        _lastUsed = at;
    }

    /// <summary>Has something done when the flow's time may be up, instead of what was to be done then.</summary>
    public void SetTimer(IDisposable timer) => _timer!.Disposable = timer;

    public void StopTimer() => _timer?.Dispose();

    /// <summary>When the flow goes, and why, if no packet comes until then; null if never.</summary>
    public (DateTimeOffset At, FlowRemovedReason Reason)? Expiry()
    {
        (DateTimeOffset At, FlowRemovedReason Reason)? expiry = null;
        if (HardTimeout != 0)
            expiry = (_createdAt + TimeSpan.FromSeconds(HardTimeout), FlowRemovedReason.HardTimeout);
        if (IdleTimeout != 0 && _lastUsed + TimeSpan.FromSeconds(IdleTimeout) is var idle && !(expiry?.At <= idle))
            expiry = (idle, FlowRemovedReason.IdleTimeout);
        return expiry;
    }

    public FlowStats Describe(DateTimeOffset at) => new()
    {
        TableId = TableId,
        Priority = Priority,
        Match = Match.Match,
        Cookie = Cookie,
        Flags = Flags,
        IdleTimeout = IdleTimeout,
        HardTimeout = HardTimeout,
        Importance = Importance,
        Instructions = Program.Instructions,
        PacketCount = PacketCount,
        ByteCount = ByteCount,
        DurationSec = Duration.Seconds(at - _createdAt),
        DurationNsec = Duration.Nanoseconds(at - _createdAt),
    };
}
