using System.Reactive;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Flows;

/// <content>What is sent: in bundles, or in batches that each end with a barrier.</content>
internal sealed partial class Reconciler
{
    // After so many bundles that were refused in a row, the rest is sent in batches.
    private const int MaxBundles = 3;

    private readonly BundleUse _batches = new();

    private bool CanBundle => _batches.IsAllowed && _datapath!.Version >= OpenFlowVersion.OpenFlow13;

    /// <summary>Sends the next of what differs.</summary>
    /// <returns>False if nothing differs.</returns>
    private bool TrySend()
    {
        while (_rules.HasWork(_isReady))
        {
            var batch = new Batch();
            var isBundle = Fill(batch);
            if (batch.Messages.Count == 0)
            {
                // What was pending turned out to be as it should be, or cannot be sent.
                _rules.Complete(batch, null);
                continue;
            }

            isBundle &= batch.Messages.Count > 1;
            _activity = Activity.Sending;
            var sent = isBundle
                ? _context.Fleet.SendBundle(Id, batch.Messages, BundleFlags.Atomic | BundleFlags.Ordered, _options.RequestTimeout)
                : _context.Fleet.SendMsgs(Id, batch.Messages, _options.RequestTimeout);
            Run<Unit>(sent, static _ => { }, error => OnSent(batch, isBundle, error));
            return true;
        }

        _batches.OnAllSent();
        _rules.Compact();
        return false;
    }

    // Meters cannot be in a bundle. What uses something comes after it, and goes before it.
    private bool Fill(Batch batch)
    {
        var (meters, groups, flows) = (_rules.Meters, _rules.Groups, _rules.Flows);
        if (meters.PendingCount > 0)
        {
            meters.Take(batch, _dialect, deletes: false, _options.BatchSize);
            return false;
        }

        var hasDeletes = _isReady && flows.StaleCount + groups.StaleCount > 0;
        if (groups.PendingCount + flows.PendingCount == 0 && !hasDeletes)
        {
            meters.Take(batch, _dialect, deletes: true, _options.BatchSize);
            return false;
        }

        if (CanBundle || _options.Policy == UpdatePolicy.Atomic)
        {
            var size = _options.Policy == UpdatePolicy.Atomic ? int.MaxValue : _options.BundleSize;
            groups.Take(batch, _dialect, deletes: false, int.MaxValue);
            flows.Take(batch, _dialect, deletes: false, Math.Max(size - batch.Messages.Count, 1));
            if (hasDeletes && flows.PendingCount == 0)
                flows.Take(batch, _dialect, deletes: true, Math.Max(size - batch.Messages.Count, 1));
            if (hasDeletes && flows.PendingCount + flows.StaleCount == 0)
                groups.Take(batch, _dialect, deletes: true, int.MaxValue);
            return true;
        }

        if (groups.PendingCount > 0)
            groups.Take(batch, _dialect, deletes: false, int.MaxValue);
        else if (flows.PendingCount > 0)
            flows.Take(batch, _dialect, deletes: false, _options.BatchSize);
        else if (flows.StaleCount > 0)
            flows.Take(batch, _dialect, deletes: true, _options.BatchSize);
        else
            groups.Take(batch, _dialect, deletes: true, int.MaxValue);
        return false;
    }

    private void OnSent(Batch batch, bool isBundle, Exception? error)
    {
        switch (error)
        {
            case null:
                _rules.Complete(batch, null);
                (_failures, _error) = (0, null);
                _batches.OnSuccess();
                if (batch.HasDeletes)
                    _rules.Flows.RetryFull();
                break;
            case MessagesFailedException failed when failed.Failures.Any(each => IsNotMaster(each.Error.Error)):
                // Another controller is the master: it is tried again after a pause, or when the role changes.
                _rules.TakeBack(batch, null);
                OnFailed(failed);
                break;
            case MessagesFailedException failed when isBundle || _options.Policy == UpdatePolicy.Atomic:
                OnBundleFailed(batch, failed);
                break;
            case MessagesFailedException failed:
                _rules.Complete(batch, FailuresOf(failed));
                break;
            case InvalidMessageException invalid:
                OnInvalid(batch, invalid);
                break;
            default:
                // What was carried out is not known: the datapath is read.
                _rules.TakeBack(batch, null);
                OnFailed(error);
                break;
        }
    }

    private void OnBundleFailed(Batch batch, MessagesFailedException failed)
    {
        var failures = FailuresOf(failed);
        if (_options.Policy == UpdatePolicy.Atomic)
        {
            FailAll(batch, failures, failed);
        }
        else if (failures.Values.Any(each => each.Kind == FailureKind.Full))
        {
            _batches.Avoid();
            _rules.TakeBack(batch, null);
        }
        else
        {
            if (failed.Failures.Any(each => each.Index is null && IsUnknown(each.Error.Error)))
                _batches.Forbid();
            else if (_batches.OnRefused() >= MaxBundles)
                _batches.Avoid();
            _rules.TakeBack(batch, failures);
        }
    }

    private void OnInvalid(Batch batch, InvalidMessageException invalid)
    {
        // All that cannot be encoded is found at once, as far as that depends on the version alone.
        var failures = new Dictionary<int, RuleFailure>();
        for (var index = 0; index < batch.Messages.Count; index++)
        {
            var message = (OpenFlowMessage)batch.Messages[index];
            var error = ReferenceEquals(message, invalid.InvalidMessage) ? invalid.InnerException : ErrorOf(message);
            if (error is not null)
                failures[index] = new(error, FailureKind.Refused);
        }

        if (_options.Policy == UpdatePolicy.Atomic)
            FailAll(batch, failures, invalid);
        else
            _rules.TakeBack(batch, failures);
        // No rule is to blame: what cannot be sent is the bundle.
        if (failures.Count == 0)
            _batches.Forbid();
    }

    private OpenFlowEncodeException? ErrorOf(OpenFlowMessage message)
    {
        try
        {
            OpenFlowCodec.Encode(message, _dialect.Version, xid: 0, EncodeOptions.NiciraFlowMod | EncodeOptions.FlowModTableId);
            return null;
        }
        catch (OpenFlowEncodeException error)
        {
            return error;
        }
    }

    private void FailAll(Batch batch, Dictionary<int, RuleFailure> failures, Exception error)
    {
        for (var index = 0; index < batch.Messages.Count; index++)
            failures.TryAdd(index, new(error, FailureKind.Refused));
        _rules.Complete(batch, failures);
    }

    private static Dictionary<int, RuleFailure> FailuresOf(MessagesFailedException failed)
    {
        var failures = new Dictionary<int, RuleFailure>();
        foreach (var failure in failed.Failures)
        {
            if (failure.Index is { } index)
            {
                var kind = IsFull(failure.Error.Error) ? FailureKind.Full : FailureKind.Refused;
                failures.TryAdd(index, new(new OpenFlowErrorException(failure.Message, [failure.Error]), kind));
            }
        }

        return failures;
    }

    internal static bool IsFull(OpenFlowError error) =>
        error == OpenFlowError.FlowModFailedTableFull || error == OpenFlowError.GroupModFailedOutOfGroups
        || error == OpenFlowError.MeterModFailedOutOfMeters;

    private static bool IsNotMaster(OpenFlowError error) =>
        error == OpenFlowError.BadRequestIsSlave || error == OpenFlowError.BadRequestEperm
        || error == OpenFlowError.FlowModFailedEperm || error == OpenFlowError.GroupModFailedEperm
        || error == OpenFlowError.BundleFailedEperm;

    private static bool IsUnknown(OpenFlowError error) =>
        error == OpenFlowError.BadRequestBadType || error == OpenFlowError.BadRequestBadExperimenter
        || error == OpenFlowError.BadRequestBadExpType;

    /// <summary>Whether bundles are used on the present connection.</summary>
    private sealed class BundleUse
    {
        private bool _isForbidden;
        private bool _isAvoided;
        private int _refused;

        public bool IsAllowed => !_isForbidden && !_isAvoided;

        public void Reset() => (_isForbidden, _isAvoided, _refused) = (false, false, 0);

        public void OnSuccess() => _refused = 0;

        public int OnRefused() => ++_refused;

        /// <summary>No bundles until all that waits is sent.</summary>
        public void Avoid() => _isAvoided = true;

        /// <summary>No bundles on this connection.</summary>
        public void Forbid() => _isForbidden = true;

        public void OnAllSent() => (_isAvoided, _refused) = (false, 0);
    }
}
