using System.Buffers.Binary;
using System.Globalization;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Security.Cryptography;
using System.Text;
using RxOfctl.Caching;
using RxOfctl.Protocol;

namespace RxOfctl.Flows;

/// <summary>
/// Gives each version of the rules that are marked with a <see cref="PathPart"/> a version tag, and replaces one version by the next in
/// two phases, so that each packet is processed by one version on its whole way: the internal and egress rules of the new version are
/// added on all datapaths; then the ingress rules are changed, which push its tag; when no packet of the old version is on its way any
/// more, its rules are removed.
/// </summary>
/// <remarks>
/// It only decides which rules there should be (<see cref="Rules"/>), and goes on when those of a phase are installed everywhere. What is
/// installed is kept true by <see cref="MaintainedRules"/>, so that a lost connection or a drift in any phase is repaired as always.
/// </remarks>
internal sealed class TwoPhaseUpdater : IDisposable
{
    private static readonly NetworkVersion None = new(null, []);

    private readonly IFleet _fleet;
    private readonly TwoPhaseOptions _options;
    private readonly TaggedRules _tagged;
    private readonly Lock _gate = new();
    private readonly SourceCache<FlowRule, FlowRuleKey> _rules = new(rule => rule.Key);
    private readonly Dictionary<FlowRuleKey, FlowRule> _wanted = [];
    // Of versions that were given up before the first was installed: until then nothing of them is deleted.
    private readonly HashSet<uint> _spent = [];
    private readonly SerialDisposable _drain = new();
    private MaintainedRules? _maintained;
    private Dictionary<DatapathId, List<FlowRule>>? _held;
    private NetworkVersion _active = None;
    private NetworkVersion _target = None;
    private NetworkVersion _other = None;
    private UpdatePhase _phase = UpdatePhase.Complete;
    private UpdateStatus _status = new(UpdatePhase.Complete, null, null);
    private TwoPhaseRefusedException? _refusal;
    private bool _hasChanged;
    private bool _isDisposed;

    public TwoPhaseUpdater(IFleet fleet, TwoPhaseOptions options) => (_fleet, _options, _tagged) = (fleet, options, new(options.Tag));

    /// <summary>What should be installed now.</summary>
    public IObservable<IChangeSet<FlowRule, FlowRuleKey>> Rules => _rules.Connect();

    /// <summary>
    /// Whether nothing may be deleted yet: flows of an earlier run of the app are in use until the ingress rules of the first version are
    /// changed.
    /// </summary>
    public bool HoldsDeletions
    {
        get
        {
            lock (_gate)
                return _active == None && _wanted.Count > 0;
        }
    }

    /// <summary>Begins to work with what keeps the rules.</summary>
    public void Attach(MaintainedRules maintained)
    {
        lock (_gate)
            _maintained = maintained;
    }

    /// <summary>The app's rules changed.</summary>
    public void OnChanges(IChangeSet<FlowRule, FlowRuleKey> changes)
    {
        List<Change<FlowRule, FlowRuleKey>> effective = [.. changes.Where(static change => change.Reason != ChangeReason.Refresh)];
        lock (_gate)
        {
            _rules.Edit(updater =>
            {
                foreach (var change in effective.Where(static change => change.Current.Part == PathPart.None))
                {
                    if (change.Reason == ChangeReason.Remove)
                        updater.Remove(change.Key);
                    else
                        updater.AddOrUpdate(change.Current);
                }
            });
            foreach (var change in effective.Where(static change => change.Current.Part != PathPart.None))
            {
                _hasChanged = true;
                if (change.Reason == ChangeReason.Remove)
                    _wanted.Remove(change.Key);
                else
                    _wanted[change.Key] = change.Current;
            }
        }

        Advance();
    }

    /// <summary>What a datapath holds of the app's that is not wanted: of an earlier run of the app.</summary>
    public void OnHeld(DatapathId id, IEnumerable<FlowRule> flows)
    {
        lock (_gate)
            _held?[id] = [.. flows];
    }

    /// <summary>Goes as far as what is installed allows.</summary>
    /// <returns>Whether an update is in progress.</returns>
    public bool Advance()
    {
        lock (_gate)
        {
            if (_maintained is null || _isDisposed)
                return false;
            while (Step())
            {
            }

            return _phase is not (UpdatePhase.Complete or UpdatePhase.Refused);
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _isDisposed = true;
        _drain.Dispose();
        _rules.Dispose();
    }

    private bool Step()
    {
        switch (_phase)
        {
            case UpdatePhase.Complete or UpdatePhase.Refused or UpdatePhase.Waiting:
                return _hasChanged && TryPrepare();
            case UpdatePhase.Preparing when _hasChanged && !TryGetVersions(_target.Datapaths, out _):
                GiveUp();
                Enter(UpdatePhase.Waiting);
                return true;
            case UpdatePhase.Preparing:
                if (!AreInstalled(_target.Tagged, out var failed))
                    return failed.Count > 0 && Refuse(failed);
                Replace(_active.Edge, by: _target.Edge);
                (_other, _refusal) = (_active, null);
                Enter(UpdatePhase.Switching);
                return true;
            case UpdatePhase.Switching:
                if (AreInstalled(_target.Edge, out failed))
                    return Drain();
                return failed.Count > 0 && RollBack(failed);
            case UpdatePhase.RollingBack:
                // What is refused even now cannot be changed by waiting.
                return (AreInstalled(_target.Edge, out failed) || failed.Count > 0) && Drain();
            default:
                return false;
        }
    }

    // Begins with a new version, if all its datapaths are there.
    private bool TryPrepare()
    {
        List<DatapathId> ids = [.. _wanted.Values.Select(static rule => rule.Datapaths.Id).OfType<DatapathId>().Distinct()];
        if (!TryGetVersions(ids, out var versions) || !TryGetHeld(ids))
        {
            if (_phase != UpdatePhase.Waiting)
                Enter(UpdatePhase.Waiting);
            return false;
        }

        _hasChanged = false;
        try
        {
            _target = Make(versions);
        }
        catch (TwoPhaseRefusedException refused)
        {
            return Refuse(refused);
        }

        if (_target == _active)
        {
            Enter(UpdatePhase.Complete);
            return true;
        }

        Replace([], by: _target.Tagged);
        Enter(UpdatePhase.Preparing);
        return true;
    }

    private bool TryGetVersions(IEnumerable<DatapathId> ids, out Dictionary<DatapathId, OpenFlowVersion> versions)
    {
        versions = [];
        foreach (var id in ids)
        {
            if (!_fleet.Datapaths.TryLookup(id, out var datapath))
                return false;
            versions[id] = datapath.Version;
        }

        return true;
    }

    // Before the first version, asks what is there of an earlier run: its version tag must not be given to other rules.
    private bool TryGetHeld(List<DatapathId> ids)
    {
        if (_active != None)
            return true;
        if (!ids.All(_maintained!.IsReconciled))
            return false;
        if (_held is not null)
            return ids.All(_held.ContainsKey);
        _held = [];
        _maintained.ReadStale(OnHeld);
        return false;
    }

    // The tag follows from the content: the same rules have the same tag when the app is restarted, so that none is sent again.
    private NetworkVersion Make(Dictionary<DatapathId, OpenFlowVersion> versions)
    {
        var texts = _wanted.Values.Select(static rule => $"{rule.Datapaths} {rule.Part} {rule}").Order(StringComparer.Ordinal);
        var content = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts)));
        if (_active.Content.AsSpan().SequenceEqual(content))
            return _active;
        var range = _options.EffectiveRange;
        var count = range.Last - range.First + 1;
        var first = BinaryPrimitives.ReadUInt32BigEndian(content);
        for (uint tried = 0; tried < count; tried++)
        {
            var tag = range.First + (uint)(((ulong)first + tried) % count);
            if (tag == _active.Tag || _spent.Contains(tag))
                continue;
            var made = Make(tag, content, versions);
            if (!IsInUse(tag, made))
                return made;
        }

        throw new TwoPhaseRefusedException($"All version tags from {range.First} to {range.Last} are in use by flows of other versions.");
    }

    private NetworkVersion Make(uint tag, byte[] content, Dictionary<DatapathId, OpenFlowVersion> versions)
    {
        var made = new NetworkVersion(tag, content);
        foreach (var rule in _wanted.Values)
        {
            var tagged = _tagged.Make(rule, tag, rule.Datapaths.Id is { } id ? versions[id] : default);
            if (!(rule.Part is PathPart.Internal or PathPart.Egress ? made.Tagged : made.Edge).TryAdd(tagged.Key, tagged))
            {
                throw new TwoPhaseRefusedException(
                    $"Two rules of datapath {rule.Datapaths} have the same match with their version tag: {tagged.FlowKey}.");
            }
        }

        return made;
    }

    // Whether flows have the tag that are not just these rules.
    private bool IsInUse(uint tag, NetworkVersion made)
    {
        return _held is not null && _held.Any(of => of.Value.Exists(flow =>
            _tagged.TagOf(flow.Match) == tag && !IsOf(of.Key, flow, PathPart.Internal) && !IsOf(of.Key, flow, PathPart.Egress)));

        bool IsOf(DatapathId id, FlowRule flow, PathPart part) =>
            made.Tagged.TryGetValue(new(id, flow.FlowKey, part), out var rule) && rule.Instructions == flow.Instructions;
    }

    private bool AreInstalled(Dictionary<FlowRuleKey, FlowRule> rules, out List<RuleStatus<FlowRule>> failed)
    {
        failed = [];
        var areInstalled = true;
        foreach (var rule in rules.Values)
        {
            if (!_maintained!.Flows.TryLookup(new(rule.Datapaths, rule.FlowKey), out var status) || status.Rule != rule)
                areInstalled = false;
            else if (status.State == RuleState.Failed)
                failed.Add(status);
            else
                areInstalled &= status.State is RuleState.Installed or RuleState.Normalized;
        }

        return areInstalled && failed.Count == 0;
    }

    private void Replace(Dictionary<FlowRuleKey, FlowRule> rules, Dictionary<FlowRuleKey, FlowRule> by) => _rules.Edit(updater =>
    {
        foreach (var key in rules.Keys.Where(key => !by.ContainsKey(key)))
            updater.Remove(key);
        updater.AddOrUpdate(by.Values);
    });

    private bool Drain()
    {
        if (_phase == UpdatePhase.Switching)
            Enter(UpdatePhase.Draining);
        else
            _phase = UpdatePhase.Draining;
        _drain.Disposable = _fleet.Scheduler.Schedule(_options.MaxTransit, () =>
        {
            lock (_gate)
            {
                if (_isDisposed)
                    return;
                Replace(_other.Tagged, by: []);
                (_active, _other, _held) = (_target, None, null);
                _spent.Clear();
                Enter(_refusal is null ? UpdatePhase.Complete : UpdatePhase.Refused);
            }

            Advance();
        });
        return false;
    }

    private bool RollBack(List<RuleStatus<FlowRule>> failed)
    {
        _refusal = RefusalOf(failed);
        Replace(_target.Edge, by: _active.Edge);
        (_target, _other) = (_active, _target);
        Enter(UpdatePhase.RollingBack);
        return true;
    }

    private bool Refuse(List<RuleStatus<FlowRule>> failed)
    {
        GiveUp();
        return Refuse(RefusalOf(failed));
    }

    private void GiveUp()
    {
        Replace(_target.Tagged, by: []);
        if (_active == None && _target.Tag is { } tag)
            _spent.Add(tag);
    }

    private bool Refuse(TwoPhaseRefusedException refusal)
    {
        _refusal = refusal;
        Enter(UpdatePhase.Refused);
        return true;
    }

    private static TwoPhaseRefusedException RefusalOf(List<RuleStatus<FlowRule>> failed)
    {
        var (id, rule, error) = (failed[0].DatapathId, failed[0].Rule, failed[0].Error!);
        var why = error is OpenFlowErrorException { Errors: var errors } && errors.Any(each => Reconciler.IsFull(each.Error))
            ? $"Table {rule.TableId} of datapath {id} cannot hold both versions of the rules"
            : $"Datapath {id} refused a rule of the version";
        return new(
            $"{why}: '{rule}' failed ({error.Message}). "
            + string.Create(CultureInfo.InvariantCulture, $"{failed.Count} rules failed in all; the previous version stays in force."),
            failed);
    }

    private void Enter(UpdatePhase phase)
    {
        _phase = phase;
        var error = phase is UpdatePhase.Refused or UpdatePhase.RollingBack ? _refusal : null;
        var tag = phase is UpdatePhase.Complete or UpdatePhase.Refused ? _active.Tag : phase == UpdatePhase.Waiting ? null : _target.Tag;
        var status = new UpdateStatus(phase, tag, error);
        if (status == _status)
            return;
        _status = status;
        _maintained!.OnUpdate(status);
    }

    /// <summary>The rules of a version as they are installed.</summary>
    /// <param name="tag">Its version tag; null for that before the first.</param>
    /// <param name="content">A hash of the app's rules.</param>
    private sealed class NetworkVersion(uint? tag, byte[] content)
    {
        public uint? Tag => tag;

        public byte[] Content => content;

        /// <summary>The rules that packets from outside meet.</summary>
        public Dictionary<FlowRuleKey, FlowRule> Edge { get; } = [];

        /// <summary>The rules that packets with the tag meet.</summary>
        public Dictionary<FlowRuleKey, FlowRule> Tagged { get; } = [];

        public IEnumerable<DatapathId> Datapaths =>
            Edge.Values.Concat(Tagged.Values).Select(static rule => rule.Datapaths.Id).OfType<DatapathId>().Distinct();
    }
}
