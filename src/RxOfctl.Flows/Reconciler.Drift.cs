using System.Reactive.Linq;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Flows;

/// <content>What changes on the datapath without us: reported by a flow monitor, or by flow-removed.</content>
internal sealed partial class Reconciler
{
    // More drifts within a second than this, or than 1 % of the rules, are not repaired one by one.
    private const int MaxDrifts = 1000;

    private DateTimeOffset _driftsSince;
    private int _drifts;
    private bool _hasManyDrifts;

    /// <summary>A message that the datapath sent unasked.</summary>
    public void OnMessage(OpenFlowMessage message) => _work.Post(() =>
    {
        if (!IsActive || !_monitorAsked)
            return;
        switch (message)
        {
            case FlowMonitorReply reply:
                foreach (var update in reply.Body)
                    OnUpdate(update);
                break;
            case FlowRemoved removed:
                OnRemoved(removed);
                break;
            case RoleStatus { Role: not ControllerRole.Slave } when _error is not null:
                (_dumpWanted, _pausedUntil) = (true, default);
                break;
        }
    });

    // What we do ourselves is reported by its transaction id only. The monitor lasts as long as the connection.
    private IObservable<Action> AskForMonitor()
    {
        if (_monitorAsked)
            return Observable.Empty<Action>();
        var monitor = new FlowMonitor
        {
            // Of the lease, so that apps on one connection do not take each other's.
            MonitorId = (uint)(_options.EffectiveLease.Value >> 32) ^ (uint)_options.EffectiveLease.Value,
            Flags = FlowMonitorFlags.Add | FlowMonitorFlags.Removed | FlowMonitorFlags.Modify | FlowMonitorFlags.Instructions,
        };
        return _context.Fleet.SendMsg(Id, new FlowMonitorRequest { Body = [monitor] }, _options.RequestTimeout)
            .IgnoreElements()
            .Select<FlowUpdate, Action>(static _ => static () => { })
            .Append(() => (_monitorAsked, _hasMonitor) = (true, true))
            .Catch((OpenFlowErrorException refused) =>
                Observable.Return<Action>(() => (_monitorAsked, _hasMonitor) = (true, Exists(refused))))
            .Catch((InvalidMessageException _) => Observable.Return<Action>(() => _monitorAsked = true))
            .Catch((ReplyMissingException _) => Observable.Return<Action>(() => _monitorAsked = true));
    }

    private static bool Exists(OpenFlowErrorException refused) =>
        refused.Errors.Any(each => each.Error == OpenFlowError.FlowMonitorFailedMonitorExists);

    private void OnUpdate(FlowUpdate update)
    {
        switch (update)
        {
            // What changed meanwhile is not reported one by one.
            case ResumedFlowUpdate:
                _dumpWanted = true;
                break;
            case FullFlowUpdate { Event: not FlowUpdateEvent.Initial } full when _rules.Concerns(full):
                OnUpdate(full);
                break;
        }
    }

    private void OnUpdate(FullFlowUpdate update)
    {
        if (_activity != Activity.None && _rules.IsAsWanted(update, _dialect))
            return;
        if (!IsExpiry(update))
            CountDrift();
        // A flow-mod that is in flight, or a dump, may have been processed before the change or after it. After many drifts the datapath is
        // read as a whole.
        var isUncertain = _activity switch
        {
            Activity.None => false,
            Activity.Sending => _rules.IsInFlight(update),
            _ => true,
        };
        if (isUncertain || _dumpWanted || _hasManyDrifts)
        {
            _rules.Distrust(update);
            _dumpWanted = true;
        }
        else
        {
            _rules.OnUpdate(update, _dialect, Now);
        }
    }

    private void OnRemoved(FlowRemoved removed)
    {
        if (!_rules.Concerns(removed))
            return;
        _rules.Flows.RetryFull();
        if (_activity == Activity.None && removed.Reason is FlowRemovedReason.IdleTimeout or FlowRemovedReason.HardTimeout)
            _rules.OnExpired(removed);
        else if (!_hasMonitor && _rules.IsWanted(removed))
            _dumpWanted = true;
    }

    private static bool IsExpiry(FullFlowUpdate update) =>
        update.Event == FlowUpdateEvent.Removed && update.Reason is FlowRemovedReason.IdleTimeout or FlowRemovedReason.HardTimeout;

    // Once for each second with many.
    private void CountDrift()
    {
        if (Now - _driftsSince > TimeSpan.FromSeconds(1))
            (_driftsSince, _drifts) = (Now, 0);
        if (++_drifts == Math.Max(MaxDrifts, _rules.Flows.Count / 100) + 1)
            _hasManyDrifts = true;
    }
}

/// <summary>So many flows of a datapath were changed by others at once that it is read and compared as a whole.</summary>
public sealed class ManyDriftsException : Exception
{
    internal ManyDriftsException(Protocol.DatapathId datapathId)
        : base($"More flows of datapath {datapathId} were changed by others within a second than are repaired one by one. "
            + "It is read and compared as a whole after a pause.")
    {
    }
}
