using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Flows;

/// <summary>
/// Makes one datapath what it should be. It is read when it connects and from time to time, and compared with what is wanted; what
/// differs is sent, and so is what changes later. One request is in flight at a time, and what changes meanwhile is sent together after
/// it.
/// </summary>
/// <remarks>
/// Everything here runs in <see cref="SerialWork"/>, one action at a time. After each turn <see cref="Advance"/> decides what is done next.
/// </remarks>
internal sealed partial class Reconciler
{
    private readonly RuleSet _rules;
    private readonly MaintainOptions _options;
    private readonly ReconcilerContext _context;
    private readonly SerialWork _work;
    private readonly SerialDisposable _operation = new();
    private readonly SerialDisposable _permit = new();
    private readonly SerialDisposable _audit = new();
    private readonly SerialDisposable _wake = new();
    private FleetDatapath? _datapath;
    private RuleDialect _dialect;
    private Activity _activity;
    private int _operationNumber;
    private bool _isReady;
    private bool _isBusy;
    private bool _hasEnded;
    private bool _isReconciling;
    private bool _dumpWanted;
    private bool _hasMonitor;
    private bool _monitorAsked;
    private int _parts;
    private long _reported;
    private DumpCutException? _cut;
    private int _failures;
    private DateTimeOffset _pausedUntil;
    private DateTimeOffset _startedAt;
    private DateTimeOffset? _lastReconciled;
    private TimeSpan _duration;
    private Exception? _error;
    private DatapathSummary? _summary;

    public Reconciler(DatapathId id, ReconcilerContext context)
    {
        (Id, _context, _options) = (id, context, context.Options);
        _rules = new(context.Options);
        _work = new(context.Fleet.Scheduler, context.Tracker, OnTurnEnd, context.Options.OnError);
    }

    private enum Activity
    {
        None,
        AwaitingPermit,
        Dumping,
        Sending,
    }

    public DatapathId Id { get; }

    /// <summary>The connection, as the thread of the fleet's work knows it.</summary>
    public FleetDatapath? Connection { get; set; }

    private DateTimeOffset Now => _context.Fleet.Scheduler.Now;

    private bool IsActive => _datapath is { IsOwned: true };

    /// <summary>Runs an action on the datapath's rules.</summary>
    public void Post(Action<RuleSet> action) => _work.Post(() => action(_rules));

    /// <summary>The datapath is connected, connected anew, owned by another member, or gone.</summary>
    public void OnDatapath(FleetDatapath? datapath) => _work.Post(() =>
    {
        var goesOn = datapath is not null && _datapath is not null
            && datapath.Connection == _datapath.Connection && datapath.IsOwned == _datapath.IsOwned;
        _datapath = datapath;
        if (goesOn)
            return;
        Cancel();
        _rules.Forget();
        (_isReconciling, _dumpWanted, _failures, _error) = (false, false, 0, null);
        (_hasMonitor, _monitorAsked, _hasManyDrifts, _pausedUntil) = (false, false, false, default);
        _batches.Reset();
        _audit.Disposable = null;
        if (datapath is null)
            return;
        _dialect = new(datapath.Version, _options.EffectiveLease, ReportsRemoval: false);
        _rules.SetVersion(datapath.Version);
        _dumpWanted = true;
    });

    /// <summary>From now on what is not wanted is deleted.</summary>
    public void OnReady() => _work.Post(() => _isReady = true);

    /// <summary>Reads and compares the datapath anew.</summary>
    public void Reconcile() => _work.Post(() =>
    {
        (_dumpWanted, _pausedUntil) = (true, default);
    });

    /// <summary>Publishes the status of each rule, and of each change.</summary>
    public void ReportStatuses() => _work.Post(_rules.ReportChanges);

    /// <summary>Sends and publishes nothing any more. What the datapath holds stays.</summary>
    /// <param name="onEnded">Called when that is so.</param>
    public void End(Action onEnded) => _work.Post(() =>
    {
        Cancel();
        (_datapath, _hasEnded) = (null, true);
        _audit.Dispose();
        _wake.Dispose();
        _permit.Dispose();
        onEnded();
    });

    private void OnTurnEnd()
    {
        Advance();
        if (!_hasEnded)
            Publish();
        var isBusy = IsActive && (_activity != Activity.None || _dumpWanted || _rules.HasWork(_isReady));
        if (isBusy == _isBusy)
            return;
        _isBusy = isBusy;
        if (isBusy)
            _context.Tracker.Begin();
        else
            _context.Tracker.End();
    }

    private void Advance()
    {
        if (!IsActive || _activity != Activity.None)
            return;
        if (_hasManyDrifts)
        {
            _hasManyDrifts = false;
            OnFailed(new ManyDriftsException(Id));
        }

        if (_pausedUntil > Now)
        {
            WakeAt(_pausedUntil);
            return;
        }

        if (_dumpWanted)
        {
            AskForPermit();
            return;
        }

        _rules.Release(Now);
        if (TrySend())
            return;
        if (_isReconciling)
            OnReconciled();
        if (_rules.NextRepair is { } next)
            WakeAt(next);
    }

    private void AskForPermit()
    {
        _activity = Activity.AwaitingPermit;
        if (_isReconciling)
        {
            Dump();
            return;
        }

        var number = ++_operationNumber;
        _permit.Disposable = _context.Permits.Enter(() => _work.Post(() =>
        {
            if (number == _operationNumber)
                Dump();
        }));
    }

    private void Dump()
    {
        if (!_isReconciling)
            (_isReconciling, _startedAt) = (true, Now);
        (_activity, _dumpWanted) = (Activity.Dumping, false);
        var id = Id;
        var (fleet, limit) = (_context.Fleet, _options.RequestTimeout);
        var version = _datapath!.Version;
        var meters = version >= OpenFlowVersion.OpenFlow13 && (_rules.Meters.Count > 0 || _options.Meters is not null)
            ? fleet.SendMsg(id, new MeterDescRequest(), limit)
                .Select<MeterDesc, Action>(meter => () => _rules.OnMeter(meter, _dialect, Now))
            : Observable.Empty<Action>();
        var groups = version >= OpenFlowVersion.OpenFlow11 && (_rules.Groups.Count > 0 || _options.Groups is not null)
            ? fleet.SendMsg(id, new GroupDescRequest(), limit)
                .Select<GroupDesc, Action>(group => () => _rules.OnGroup(group, _dialect, Now))
            : Observable.Empty<Action>();
        // Part by part: the queues between here and the connection cost more for each single flow than the comparison.
        var flows = fleet.SendMsg<FlowStatsReply>(id, new FlowStatsRequest(), replyMulti: true, limit)
            .Select<FlowStatsReply, Action>(part => () => OnFlows(part));
        var begin = Observable.Return<Action>(() =>
        {
            (_parts, _reported, _cut) = (0, 0, null);
            _dialect = _dialect with { ReportsRemoval = !_hasMonitor };
            _rules.BeginDump();
        });
        Run(
            Observable.Concat(AskForMonitor(), begin, meters, groups, flows),
            action => action(),
            error =>
            {
                if (error is null)
                    OnDumped();
                else
                    OnFailed(error);
            });
    }

    private void OnFlows(FlowStatsReply part)
    {
        _parts++;
        _reported += part.Body.Count;
        var now = Now;
        foreach (var flow in part.Body)
            _rules.OnFlow(flow, _dialect, now);
    }

    // Rules that were not reported are missing, unless the datapath has more flows than it reported.
    private void OnDumped()
    {
        if (_parts == 0)
        {
            OnFailed(new DumpMissingException(Id));
            return;
        }

        if (!_rules.Flows.HasUnreported())
        {
            _rules.EndDump(isCut: false, Now);
            return;
        }

        _activity = Activity.Dumping;
        Run(
            _context.Fleet.SendMsg(Id, new AggregateStatsRequest(), _options.RequestTimeout),
            reply => _cut = reply.FlowCount > _reported ? new DumpCutException(Id, _reported, reply.FlowCount) : null,
            error =>
            {
                if (error is null or OpenFlowErrorException)
                    _rules.EndDump(_cut is not null, Now);
                else
                    OnFailed(error);
            });
    }

    // Runs a request; what comes of it is handled in the serial work, unless the request has been canceled.
    private void Run<T>(IObservable<T> request, Action<T> onNext, Action<Exception?> onEnd)
    {
        var number = ++_operationNumber;
        _operation.Disposable = request.Subscribe(
            value => Handle(() => onNext(value)),
            error => Handle(() => End(error)),
            () => Handle(() => End(null)));

        void Handle(Action action) => _work.Post(() =>
        {
            if (number == _operationNumber)
                action();
        });

        void End(Exception? error)
        {
            _operationNumber++;
            _activity = Activity.None;
            // What has ended holds its messages as long as it is held.
            _operation.Disposable = null;
            onEnd(error);
        }
    }

    private void Cancel()
    {
        _operationNumber++;
        _activity = Activity.None;
        _operation.Disposable = null;
        _permit.Disposable = null;
    }

    private void OnReconciled()
    {
        (_isReconciling, _failures, _error) = (false, 0, _cut);
        (_lastReconciled, _duration) = (Now, Now - _startedAt);
        _permit.Disposable = null;
        if (_options.AuditInterval != Timeout.InfiniteTimeSpan)
            _audit.Disposable = _context.Fleet.Scheduler.Schedule(_options.AuditInterval, () => _work.Post(() => _dumpWanted = true));
    }

    // The datapath is read anew after a pause that grows with each failure.
    private void OnFailed(Exception error)
    {
        _error = error;
        (_dumpWanted, _isReconciling) = (true, false);
        _permit.Disposable = null;
        var pause = _options.FirstBackoff * Math.Pow(2, Math.Min(_failures++, 16));
        _pausedUntil = Now + (pause < _options.MaxBackoff ? pause : _options.MaxBackoff);
    }

    private void WakeAt(DateTimeOffset due) =>
        _wake.Disposable = _context.Fleet.Scheduler.Schedule(due, () => _work.Post(static () => { }));

    private void Publish()
    {
        var summary = new DatapathSummary(
            Id,
            _datapath is not null,
            _rules.Wanted,
            _rules.CountOf(RuleState.Installed) + _rules.CountOf(RuleState.Normalized),
            _rules.CountOf(RuleState.Failed),
            _rules.CountOf(RuleState.Pending) + _rules.CountOf(RuleState.Drifted),
            _rules.CountOf(RuleState.Expired),
            _rules.Stale,
            _lastReconciled,
            _duration,
            _error);
        if (summary != _summary)
            _context.OnSummary(_summary = summary);
        _context.OnStatuses(this, _rules);
    }
}

/// <summary>What the reconcilers of a fleet have in common.</summary>
/// <param name="Fleet">The fleet.</param>
/// <param name="Options">The options.</param>
/// <param name="Permits">Bound how many datapaths are reconciled at the same time.</param>
/// <param name="Tracker">Is busy while anything is to be done.</param>
/// <param name="OnSummary">Publishes a summary.</param>
/// <param name="OnStatuses">Publishes the statuses that changed.</param>
internal sealed record ReconcilerContext(
    IFleet Fleet,
    MaintainOptions Options,
    Permits Permits,
    BusyTracker Tracker,
    Action<DatapathSummary> OnSummary,
    Action<Reconciler, RuleSet> OnStatuses);

/// <summary>A datapath did not answer the request for its flows, although it answered the barrier after it.</summary>
public sealed class DumpMissingException : Exception
{
    internal DumpMissingException(DatapathId datapathId)
        : base($"Datapath {datapathId} did not answer the request for its flows (OFPMP_FLOW). "
            + "They are not compared, and are read again after a pause.")
    {
    }
}

/// <summary>
/// A datapath reports fewer flows than it has. Rules that it confirmed before and does not report now are taken for installed; others are
/// sent.
/// </summary>
public sealed class DumpCutException : Exception
{
    internal DumpCutException(DatapathId datapathId, long reported, long count)
        : base($"Datapath {datapathId} reported {reported} of its {count} flows. "
            + "Those that it did not report are not checked, and none of them is deleted.")
    {
    }
}
