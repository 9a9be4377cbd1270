using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using RxOfctl.Caching;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Flows;

/// <summary>Rules that are kept true: how it stands with them. Made by <see cref="MaintainOperator.Maintain"/>.</summary>
public sealed class MaintainedRules : IDisposable
{
    // How long the rules must not change to be complete, if nothing else is said.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private readonly IFleet _fleet;
    private readonly MaintainOptions _options;
    private readonly BusyTracker _tracker;
    private readonly SerialWork _work;
    private readonly ReconcilerContext _context;
    private readonly Dictionary<DatapathId, Reconciler> _reconcilers = [];
    private readonly SharedRules<FlowRule, FlowRuleKey> _flows;
    private readonly SharedRules<GroupRule, GroupRuleKey> _groups;
    private readonly SharedRules<MeterRule, MeterRuleKey> _meters;
    private readonly SourceCache<DatapathSummary, DatapathId> _summaries = new(summary => summary.DatapathId);
    private readonly StatusCache<FlowRule, FlowRuleKey> _flowStatuses;
    private readonly StatusCache<GroupRule, GroupRuleKey> _groupStatuses;
    private readonly StatusCache<MeterRule, MeterRuleKey> _meterStatuses;
    private readonly SerialDisposable _quiet = new();
    private readonly CompositeDisposable _subscriptions;
    private readonly List<AsyncSubject<Unit>> _settling = [];
    private readonly TwoPhaseUpdater? _updater;
    private readonly BehaviorSubject<UpdateStatus> _update = new(new(UpdatePhase.Complete, null, null));
    private DateTimeOffset _lastChange;
    private bool _isQuietAwaited;
    private bool _isReady;
    private bool _isReadyHeld;
    private bool _isDisposed;
    private bool _hasEnded;

    internal MaintainedRules(
        IFleet fleet,
        MaintainOptions options,
        IObservable<IChangeSet<FlowRule, FlowRuleKey>> flows,
        IObservable<IChangeSet<GroupRule, GroupRuleKey>>? groups,
        IObservable<IChangeSet<MeterRule, MeterRuleKey>>? meters)
    {
        (_fleet, _options) = (fleet, options);
        _subscriptions = [Leases.Take(fleet, options), _quiet];
        _tracker = new(OnIdle);
        _work = new(fleet.Scheduler, _tracker, static () => { }, options.OnError);
        _context = new(fleet, options, new(options.MaxReconciling), _tracker, _summaries.AddOrUpdate, OnStatuses);
        _flowStatuses = new(status => new(status.DatapathId, status.Rule.FlowKey));
        _groupStatuses = new(status => new(status.DatapathId, status.Rule.GroupId));
        _meterStatuses = new(status => new(status.DatapathId, status.Rule.MeterId));
        _flows = new(static (rules, rule) => rules.Want(rule), static (rules, rule) => rules.Unwant(rule));
        _groups = new(
            static (rules, rule) => rules.Groups.Want(rule.GroupId, rule),
            static (rules, rule) => rules.Groups.Unwant(rule.GroupId, rule));
        _meters = new(
            static (rules, rule) => rules.Meters.Want(rule.MeterId, rule),
            static (rules, rule) => rules.Meters.Unwant(rule.MeterId, rule));

        if (options.Policy == UpdatePolicy.TwoPhase)
        {
            _updater = new(fleet, options.TwoPhase);
            // It decides by how it stands with its rules.
            _flowStatuses.Begin();
            Subscribe(_updater.Rules, _flows);
            _updater.Attach(this);
            _subscriptions.Add(flows.Subscribe(_updater.OnChanges, options.OnError));
        }
        else
        {
            Subscribe(flows, _flows);
        }

        if (groups is not null)
            Subscribe(groups, _groups);
        if (meters is not null)
            Subscribe(meters, _meters);
        if (options.Ready is { } ready)
            _subscriptions.Add(ready.Take(1).Subscribe(_ => Post(BecomeReady), options.OnError));
        _subscriptions.Add(fleet.Messages.Subscribe(OnMessage));
        _subscriptions.Add(fleet.Datapaths.Connect().Subscribe(changes => Post(() => OnDatapaths(changes))));
    }

    /// <summary>How it stands with the flows, by the datapath and the flow. Filled when it is first asked for: it costs about 200 bytes a
    /// rule.</summary>
    public IObservableCache<RuleStatus<FlowRule>, FlowRuleKey> Flows => Report(_flowStatuses);

    /// <summary>How it stands with the groups, as <see cref="Flows"/>.</summary>
    public IObservableCache<RuleStatus<GroupRule>, GroupRuleKey> Groups => Report(_groupStatuses);

    /// <summary>How it stands with the meters, as <see cref="Flows"/>.</summary>
    public IObservableCache<RuleStatus<MeterRule>, MeterRuleKey> Meters => Report(_meterStatuses);

    /// <summary>
    /// How it stands with the rules that are updated in two phases (<see cref="UpdatePolicy.TwoPhase"/>): the present status, and then
    /// each new one.
    /// <see cref="Flows"/> has the rules with their version tags, as they are installed. With other policies nothing changes.
    /// </summary>
    public IObservable<UpdateStatus> Update => _update.AsObservable();

    /// <summary>How it stands with each datapath that is connected, was, or has rules of its own.</summary>
    public IObservableCache<DatapathSummary, DatapathId> Summaries => _summaries.AsObservableCache();

    /// <summary>
    /// Emits once, and completes, when all that was wanted at subscription is installed, has failed or has expired on the datapaths that
    /// are connected and owned by this member of the fleet. What changes meanwhile is waited for, too. Datapaths that are not connected
    /// do not count, except that a two-phase update waits for all its datapaths.
    /// </summary>
    public IObservable<Unit> Settled => Observable.Create<Unit>(observer =>
    {
        var settled = new AsyncSubject<Unit>();
        _work.Post(() =>
        {
            lock (_settling)
                _settling.Add(settled);
        });
        return settled.Subscribe(observer);
    });

    /// <summary>Reads and compares a datapath now, without waiting for the next audit or the end of a pause.</summary>
    /// <param name="datapathId">The datapath. One that is not connected is compared when it connects.</param>
    public void Reconcile(DatapathId datapathId) => Post(() =>
    {
        if (_reconcilers.TryGetValue(datapathId, out var reconciler))
            reconciler.Reconcile();
    });

    /// <summary>Ceases to maintain the rules. What the datapaths hold stays.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        _subscriptions.Dispose();
        _updater?.Dispose();
        _work.Post(() =>
        {
            _hasEnded = true;
            var running = _reconcilers.Count;
            if (running == 0)
                DisposeCaches();
            foreach (var reconciler in _reconcilers.Values)
            {
                reconciler.End(() => _work.Post(() =>
                {
                    if (--running == 0)
                        DisposeCaches();
                }));
            }

            _reconcilers.Clear();
        });
    }

    // After the last reconciler has ended, which publishes to them.
    private void DisposeCaches()
    {
        _summaries.Dispose();
        _flowStatuses.Dispose();
        _groupStatuses.Dispose();
        _meterStatuses.Dispose();
        _update.OnCompleted();
    }

    /// <summary>Whether a datapath is connected and was read.</summary>
    internal bool IsReconciled(DatapathId id) =>
        _summaries.AsObservableCache().TryLookup(id, out var summary)
        && summary is { IsConnected: true, LastReconciled: not null };

    /// <summary>Gives what each datapath holds of the app's that is not wanted.</summary>
    internal void ReadStale(Action<DatapathId, IReadOnlyList<FlowRule>> onRead) => Post(() =>
    {
        foreach (var (id, reconciler) in _reconcilers)
            reconciler.Post(rules => onRead(id, [.. rules.Flows.StaleRules]));
    });

    /// <summary>A two-phase update has another status.</summary>
    internal void OnUpdate(UpdateStatus status) => Post(() =>
    {
        if (_isReadyHeld && _updater?.HoldsDeletions == false)
            BecomeReady();
        _update.OnNext(status);
    });

    // What arrives while the rules are disposed of has no effect.
    private void Post(Action action) => _work.Post(() =>
    {
        if (!_hasEnded)
            action();
    });

    private void Subscribe<TRule, TKey>(IObservable<IChangeSet<TRule, TKey>> source, SharedRules<TRule, TKey> rules)
        where TRule : DesiredRule
        where TKey : notnull =>
        _subscriptions.Add(source.Subscribe(
            changes => Post(() =>
            {
                rules.Apply(changes, GetOrAdd, _reconcilers.Values, Includes);
                OnRulesChanged();
            }),
            _options.OnError));

    private void OnRulesChanged()
    {
        _lastChange = _fleet.Scheduler.Now;
        if (_options.Ready is not null || _isQuietAwaited || _isReady)
            return;
        _isQuietAwaited = true;
        AwaitQuiet();
    }

    private void AwaitQuiet() => _quiet.Disposable = _fleet.Scheduler.Schedule(_lastChange + Quiet, () => Post(() =>
    {
        if (_fleet.Scheduler.Now - _lastChange < Quiet)
            AwaitQuiet();
        else
            BecomeReady();
    }));

    private void BecomeReady()
    {
        _isReadyHeld = _updater?.HoldsDeletions == true;
        if (_isReadyHeld || _isReady)
            return;
        _isReady = true;
        foreach (var reconciler in _reconcilers.Values)
            reconciler.OnReady();
    }

    private void OnDatapaths(IChangeSet<FleetDatapath, DatapathId> changes)
    {
        foreach (var change in changes)
        {
            var reconciler = GetOrAdd(change.Key);
            reconciler.Connection = change.Reason == ChangeReason.Remove ? null : change.Current;
            if (reconciler.Connection is { } datapath && datapath.Connection != change.Previous?.Connection)
            {
                _flows.Place(reconciler, datapath, Includes);
                _groups.Place(reconciler, datapath, Includes);
                _meters.Place(reconciler, datapath, Includes);
            }

            reconciler.OnDatapath(reconciler.Connection);
        }
    }

    private void OnMessage(FleetEnvelope<OpenFlowMessage> envelope)
    {
        if (envelope.Message is not (FlowMonitorReply or FlowRemoved or RoleStatus))
            return;
        Post(() =>
        {
            if (_reconcilers.TryGetValue(envelope.Datapath.Id, out var reconciler)
                && reconciler.Connection?.Connection == envelope.Datapath.Connection)
                reconciler.OnMessage(envelope.Message);
        });
    }

    private Reconciler GetOrAdd(DatapathId id)
    {
        if (_reconcilers.TryGetValue(id, out var known))
            return known;
        var reconciler = _reconcilers[id] = new(id, _context);
        if (_isReady)
            reconciler.OnReady();
        if (_flowStatuses.IsReported || _groupStatuses.IsReported || _meterStatuses.IsReported)
            reconciler.ReportStatuses();
        return reconciler;
    }

    // A predicate is the app's code.
    private bool Includes(DatapathTarget target, FleetDatapath datapath)
    {
        try
        {
            return target.Includes(datapath);
        }
#pragma warning disable CA1031 // The app gets the exception; the datapath is not included.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            _options.OnError(thrown);
            return false;
        }
    }

    private IObservableCache<RuleStatus<TRule>, TKey> Report<TRule, TKey>(StatusCache<TRule, TKey> statuses)
        where TRule : DesiredRule
        where TKey : notnull
    {
        if (statuses.Begin())
        {
            Post(() =>
            {
                foreach (var reconciler in _reconcilers.Values)
                    reconciler.ReportStatuses();
            });
        }

        return statuses.Cache;
    }

    private void OnStatuses(Reconciler reconciler, RuleSet rules)
    {
        _flowStatuses.Publish(reconciler.Id, rules.Flows, key => new(reconciler.Id, key));
        _groupStatuses.Publish(reconciler.Id, rules.Groups, key => new(reconciler.Id, key));
        _meterStatuses.Publish(reconciler.Id, rules.Meters, key => new(reconciler.Id, key));
    }

    // What was added to the list was added while something was busy, so that all before it is done now.
    private void OnIdle()
    {
        if (_updater?.Advance() == true)
            return;
        AsyncSubject<Unit>[] settled;
        lock (_settling)
        {
            if (_settling.Count == 0 || !_tracker.IsIdle)
                return;
            settled = [.. _settling];
            _settling.Clear();
        }

        foreach (var each in settled)
        {
            each.OnNext(Unit.Default);
            each.OnCompleted();
        }
    }
}
