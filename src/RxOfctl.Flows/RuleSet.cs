using System.Runtime.CompilerServices;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Flows;

/// <summary>The rules of all kinds for one datapath, and how they compare with what it reports.</summary>
internal sealed class RuleSet
{
    private readonly MaintainOptions _options;
    private readonly Dictionary<FlowKey, FlowKey> _aliases = [];
    private OpenFlowVersion _version = OpenFlowVersion.OpenFlow15;

    public RuleSet(MaintainOptions options)
    {
        _options = options;
        Groups = new(new GroupOrder(id => Groups!.RuleOf(id)));
        Flows = new(validate: Validate);
    }

    public RuleBook<FlowKey, FlowRule> Flows { get; }

    public RuleBook<GroupId, GroupRule> Groups { get; }

    public RuleBook<MeterId, MeterRule> Meters { get; } = new();

    public int Wanted => Flows.Count + Groups.Count + Meters.Count;

    public int Stale => Flows.StaleCount + Groups.StaleCount + Meters.StaleCount;

    /// <summary>When the next rule that flaps is to be repaired; null if none waits.</summary>
    public DateTimeOffset? NextRepair
    {
        get
        {
            DateTimeOffset? next = null;
            foreach (var each in (ReadOnlySpan<DateTimeOffset?>)[Flows.NextRepair, Groups.NextRepair, Meters.NextRepair])
                next = next is null || each < next ? each ?? next : next;
            return next;
        }
    }

    public int CountOf(RuleState state) => Flows[state] + Groups[state] + Meters[state];

    /// <summary>Whether there is something to send.</summary>
    public bool HasWork(bool mayDelete) => Flows.PendingCount + Groups.PendingCount + Meters.PendingCount > 0 || (mayDelete && Stale > 0);

    public void Want(FlowRule rule)
    {
        Flows.Want(rule.FlowKey, rule);
        AddAlias(rule.FlowKey);
    }

    public void Unwant(FlowRule rule) => Flows.Unwant(rule.FlowKey, rule);

    public void SetVersion(OpenFlowVersion version)
    {
        if (version == _version)
            return;
        _version = version;
        _aliases.Clear();
        foreach (var rule in Flows.Rules)
            AddAlias(rule.FlowKey);
    }

    public void ReportChanges()
    {
        Flows.ReportChanges();
        Groups.ReportChanges();
        Meters.ReportChanges();
    }

    public void Forget()
    {
        Flows.Forget();
        Groups.Forget();
        Meters.Forget();
    }

    public void Release(DateTimeOffset now)
    {
        Flows.Release(now);
        Groups.Release(now);
        Meters.Release(now);
    }

    public void Compact()
    {
        Flows.Compact();
        Groups.Compact();
        Meters.Compact();
    }

    public void Complete(Batch batch, Dictionary<int, RuleFailure>? failures)
    {
        Flows.Complete(batch.FailuresOf(Flows, failures));
        Groups.Complete(batch.FailuresOf(Groups, failures));
        Meters.Complete(batch.FailuresOf(Meters, failures));
    }

    public void TakeBack(Batch batch, Dictionary<int, RuleFailure>? failures)
    {
        Flows.TakeBack(batch.FailuresOf(Flows, failures));
        Groups.TakeBack(batch.FailuresOf(Groups, failures));
        Meters.TakeBack(batch.FailuresOf(Meters, failures));
    }

    public void BeginDump()
    {
        Flows.BeginDump();
        Groups.BeginDump();
        Meters.BeginDump();
    }

    /// <summary>Ends the comparison.</summary>
    /// <param name="isCut">Whether flows are there that were not reported.</param>
    /// <param name="now">The time.</param>
    public void EndDump(bool isCut, DateTimeOffset now)
    {
        Flows.EndDump(isCut, static rule => rule.CanExpire, static rule => rule.Renew, now);
        Groups.EndDump(isCut: false, static _ => false, static _ => false, now);
        Meters.EndDump(isCut: false, static _ => false, static _ => false, now);
    }

    public void OnFlow(FlowStats flow, in RuleDialect dialect, DateTimeOffset now)
    {
        var key = KeyOf(flow.TableId, flow.Priority, flow.Match);
        var isOwn = dialect.Lease.Includes(flow.Cookie);
        ref var entry = ref Flows.Find(key);
        if (Unsafe.IsNullRef(ref entry))
        {
            if (isOwn && IsInSlot(key))
                Flows.OnStale(key, FlowRule.Of(flow));
        }
        else if (!isOwn)
        {
            // What is taken over is added in place of what is there.
            if (!_options.TakeOver)
                Flows.OnForeign(key, new ForeignFlowException(FlowRule.Of(flow)));
        }
        else if (entry.Rule.IsHeldAs(flow, dialect))
        {
            Flows.OnSame(key, ref entry);
        }
        else
        {
            Flows.OnDifferent(key, FlowRule.Of(flow), dialect, now);
        }
    }

    public void OnGroup(GroupDesc group, in RuleDialect dialect, DateTimeOffset now) =>
        Compare(Groups, group.GroupId, GroupRule.Of(group), _options.Groups?.Includes(group.GroupId.Value) == true, dialect, now);

    public void OnMeter(MeterDesc meter, in RuleDialect dialect, DateTimeOffset now) =>
        Compare(Meters, meter.MeterId, MeterRule.Of(meter), _options.Meters?.Includes(meter.MeterId.Value) == true, dialect, now);

    /// <summary>Whether a flow that changed is the app's, or has the key of one of its rules.</summary>
    public bool Concerns(FullFlowUpdate update) =>
        _options.EffectiveLease.Includes(update.Cookie)
        || Flows.TryGetRule(KeyOf(update.TableId, update.Priority, update.Match), out _, out _);

    /// <summary>Whether a flow that went is the app's.</summary>
    public bool Concerns(FlowRemoved removed) => _options.EffectiveLease.Includes(removed.Cookie);

    public bool IsWanted(FlowRemoved removed) => Flows.TryGetRule(KeyOf(removed.TableId, removed.Priority, removed.Match), out _, out _);

    public void OnExpired(FlowRemoved removed) => Expire(KeyOf(removed.TableId, removed.Priority, removed.Match));

    /// <summary>Whether a flow-mod for the flow was sent and is not confirmed yet.</summary>
    public bool IsInFlight(FullFlowUpdate update) => Flows.IsInFlight(KeyOf(update.TableId, update.Priority, update.Match));

    /// <summary>Something else changed a flow while its rule may have been on its way.</summary>
    public void Distrust(FullFlowUpdate update) => Flows.Distrust(KeyOf(update.TableId, update.Priority, update.Match));

    /// <summary>A flow was added, changed or removed by something else than us.</summary>
    public void OnUpdate(FullFlowUpdate update, in RuleDialect dialect, DateTimeOffset now)
    {
        var key = KeyOf(update.TableId, update.Priority, update.Match);
        var isWanted = Flows.TryGetRule(key, out var rule, out _);
        if (update.Event == FlowUpdateEvent.Removed)
        {
            if (!isWanted)
                Flows.OnGone(key);
            else if (update.Reason is FlowRemovedReason.IdleTimeout or FlowRemovedReason.HardTimeout)
                Expire(key);
            else
                Flows.Drift(key, null, now);
            Flows.RetryFull();
            return;
        }

        var held = HeldBy(update, rule);
        var isOwn = dialect.Lease.Includes(update.Cookie);
        if (!isWanted)
        {
            if (isOwn && IsInSlot(key))
                Flows.OnStale(key, held);
        }
        else if (!isOwn)
        {
            if (_options.TakeOver)
                Flows.Drift(key, null, now);
            else
                Flows.OnForeign(key, new ForeignFlowException(held));
        }
        else if (!rule!.IsHeldAs(held, dialect) && !Flows.IsNormalized(key, held, dialect))
        {
            Flows.Drift(key, held, now);
        }
    }

    /// <summary>Whether an update reports what is wanted: what we did ourselves, where another monitor on the connection asks for
    /// that.</summary>
    public bool IsAsWanted(FullFlowUpdate update, in RuleDialect dialect)
    {
        var isWanted = Flows.TryGetRule(KeyOf(update.TableId, update.Priority, update.Match), out var rule, out _);
        return update.Event == FlowUpdateEvent.Removed ? !isWanted : isWanted && rule!.IsHeldAs(HeldBy(update, rule), dialect);
    }

    // An update has neither flags nor importance: those of the rule are taken for granted until the next comparison.
    private static FlowRule HeldBy(FullFlowUpdate update, FlowRule? rule) => new()
    {
        TableId = update.TableId,
        Priority = update.Priority,
        Match = update.Match,
        Instructions = update.Instructions,
        IdleTimeout = update.IdleTimeout,
        HardTimeout = update.HardTimeout,
        Importance = rule?.Importance ?? 0,
        Flags = rule?.Flags ?? default,
        Tag = update.Cookie,
    };

    private void Expire(FlowKey key)
    {
        if (Flows.TryGetRule(key, out var rule, out var state) && state is RuleState.Installed or RuleState.Normalized)
            Flows.Expire(key, rule!.Renew);
    }

    private static void Compare<TKey, TRule>(
        RuleBook<TKey, TRule> book, TKey key, TRule held, bool isOwn, in RuleDialect dialect, DateTimeOffset now)
        where TKey : notnull
        where TRule : DesiredRule
    {
        ref var entry = ref book.Find(key);
        if (Unsafe.IsNullRef(ref entry))
        {
            if (isOwn)
                book.OnStale(key, held);
        }
        else if (entry.Rule.IsHeldAs(held, dialect))
        {
            book.OnSame(key, ref entry);
        }
        else
        {
            book.OnDifferent(key, held, dialect, now);
        }
    }

    private bool IsInSlot(FlowKey key) => _options.Slot?.Includes(key) ?? true;

    private Exception? Validate(FlowRule rule)
    {
        if (_options.Slot is { } slot && !slot.Includes(rule.FlowKey))
            return new OutsideSlotException(rule.FlowKey, slot);
        return (rule.Tag & _options.EffectiveLease.Mask) == 0
            ? null
            : new ArgumentException(
                $"The tag 0x{rule.Tag:x} has bits of the lease {_options.EffectiveLease}. A tag has only bits outside the mask.");
    }

    // The key under which a flow that is reported is wanted.
    private FlowKey KeyOf(TableId tableId, ushort priority, Match match)
    {
        var key = new FlowKey(tableId, priority, match);
        return _aliases.Count > 0 && _aliases.TryGetValue(key, out var wanted) ? wanted : key;
    }

    // The structures of OpenFlow 1.0 and 1.1 can report a match by other fields than it was made of.
    private void AddAlias(FlowKey key)
    {
        if (_version >= OpenFlowVersion.OpenFlow12)
            return;
        try
        {
            var request = OpenFlowCodec.Encode(new FlowStatsRequest { Match = key.Match }, _version, xid: 0);
            var match = ((FlowStatsRequest)OpenFlowCodec.Decode(request, out _)).Match;
            if (!match.Equals(key.Match))
                _aliases[key with { Match = match }] = key;
        }
        catch (UnsupportedByVersionException)
        {
            // The rule fails when it is sent.
        }
    }
}
