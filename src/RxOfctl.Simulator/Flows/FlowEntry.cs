using System.Reactive.Disposables;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Simulator.Flows;

/// <summary>A flow in a table.</summary>
internal sealed class FlowEntry
{
    private const int AboveAllPriorities = ushort.MaxValue + 1;

    private readonly DateTimeOffset _createdAt;
    private FlowTrigger? _trigger;
    private FlowProgram _program;
    private SerialDisposable? _timer;
    private DateTimeOffset _lastUsed;

    public FlowEntry(FlowMod mod, TableId tableId, FlowMatch match, FlowProgram program, ulong number, DateTimeOffset now)
    {
        (TableId, Match, Number, _createdAt, _lastUsed) = (tableId, match, number, now, now);
        (_program, _trigger) = (program, FlowTrigger.Of(program));
        (Priority, Flags, Importance, Cookie) = (mod.Priority, mod.Flags, mod.Importance, mod.Cookie);
        (IdleTimeout, HardTimeout) = (mod.IdleTimeout, mod.HardTimeout);
        Rank = match.IsExact10 ? AboveAllPriorities : Priority;
    }

    public TableId TableId { get; }

    public FlowMatch Match { get; }

    public ushort Priority { get; }

    public FlowModFlags Flags { get; }

    public ushort Importance { get; }

    public ushort IdleTimeout { get; private set; }

    public ushort HardTimeout { get; private set; }

    public ulong Cookie { get; set; }

    public FlowProgram Program
    {
        get => _program;
        set => (_program, _trigger) = (value, FlowTrigger.Of(value));
    }

    public ulong PacketCount { get; set; }

    public ulong ByteCount { get; set; }

    /// <summary>Rises with each flow that is added to the switch.</summary>
    public ulong Number { get; }

    /// <summary>The priority, or more than any priority for an exact flow of OpenFlow 1.0.</summary>
    public int Rank { get; }

    /// <summary>True for a clause of a conjunction, which takes no packets by itself.</summary>
    public bool IsConjunctive => _program.Conjunctions.Count > 0;

    /// <summary>True for the table-miss flow of its table (OpenFlow 1.3.5 §5.4).</summary>
    public bool IsTableMiss => Priority == 0 && Match.IsAny;

    /// <summary>The next one in the same place of a <see cref="FlowGroup"/>.</summary>
    public FlowEntry? NextInGroup;

    /// <summary>Counts a packet.</summary>
    /// <returns>True if the flow's stat trigger is due.</returns>
    public bool Count(int bytes, DateTimeOffset at)
    {
        var (packetsBefore, bytesBefore) = (PacketCount, ByteCount);
        if ((Flags & FlowModFlags.NoPktCounts) == 0)
            PacketCount++;
        if ((Flags & FlowModFlags.NoBytCounts) == 0)
            ByteCount += (ulong)bytes;
        _lastUsed = at;
        return _trigger is not null && _trigger.IsDue(packetsBefore, PacketCount, bytesBefore, ByteCount);
    }

    /// <summary>Lowers the timeouts to at most the given seconds; 0 leaves one as it is.</summary>
    /// <returns>True if one was changed.</returns>
    public bool ReduceTimeouts(ushort idle, ushort hard)
    {
        var (idleBefore, hardBefore) = (IdleTimeout, HardTimeout);
        (IdleTimeout, HardTimeout) = (Lower(IdleTimeout, idle), Lower(HardTimeout, hard));
        return (IdleTimeout, HardTimeout) != (idleBefore, hardBefore);

        static ushort Lower(ushort timeout, ushort limit) => limit != 0 && (timeout == 0 || timeout > limit) ? limit : timeout;
    }

    /// <summary>Sets the timer of the flow's expiry, in the place of the one before.</summary>
    public void SetTimer(IDisposable timer) => (_timer ??= new()).Disposable = timer;

    public void StopTimer() => _timer?.Dispose();

    /// <summary>When the flow expires if no packet matches it until then, and why; null if never.</summary>
    public (DateTimeOffset At, FlowRemovedReason Reason)? Expiry()
    {
        (DateTimeOffset At, FlowRemovedReason Reason)? expiry = null;
        if (HardTimeout != 0)
            expiry = (_createdAt + TimeSpan.FromSeconds(HardTimeout), FlowRemovedReason.HardTimeout);
        if (IdleTimeout != 0 && _lastUsed + TimeSpan.FromSeconds(IdleTimeout) is var idle && !(expiry?.At <= idle))
            expiry = (idle, FlowRemovedReason.IdleTimeout);
        return expiry;
    }

    public FlowLightweightStats Summarize(FlowStatsReason reason, DateTimeOffset at) => new()
    {
        TableId = TableId,
        Reason = reason,
        Priority = Priority,
        Match = Match.Match,
        Stats = Describe(at).Stats,
    };

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
