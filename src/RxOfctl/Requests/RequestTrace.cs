using System.Diagnostics;
using System.Reactive.Concurrency;
using RxOfctl.Protocol;

namespace RxOfctl.Requests;

/// <summary>The activity and the duration of one request, while there are listeners. Times are those of the controller's
/// scheduler.</summary>
internal sealed class RequestTrace
{
    private const string Canceled = "canceled";

    private readonly Telemetry _telemetry;
    private readonly IScheduler _scheduler;
    private readonly DateTimeOffset _startedAt;
    private readonly string _message;
    private Activity? _activity;

    private RequestTrace(IRequestChannel channel, PendingRequest request)
    {
        _telemetry = channel.Telemetry;
        _scheduler = channel.Scheduler;
        _startedAt = _scheduler.Now;
        _message = request.Message.GetType().Name;
        _telemetry.Guard((This: this, Channel: channel), static state => state.This.Start(state.Channel));
    }

    /// <summary>Begins to measure, if there are listeners.</summary>
    public static RequestTrace? Begin(IRequestChannel channel, PendingRequest request) =>
        channel.Telemetry.MeasuresRequests || Telemetry.Activities.HasListeners() ? new(channel, request) : null;

    /// <summary>The request has its transaction id.</summary>
    public void Registered(uint xid) => _activity?.SetTag("openflow.xid", (long)xid);

    /// <summary>The request ended.</summary>
    /// <param name="failure">How it failed; null if it succeeded.</param>
    public void End(Exception? failure) => End(failure?.GetType().Name, failure?.Message);

    /// <summary>The request was canceled.</summary>
    public void Cancel() => End(Canceled, null);

    private void End(string? errorType, string? description)
    {
        var now = _scheduler.Now;
        _telemetry.RequestEnded(_message, now - _startedAt, errorType);
        if (_activity is null)
            return;
        if (errorType is not null)
        {
            var status = errorType == Canceled ? ActivityStatusCode.Unset : ActivityStatusCode.Error;
            _activity.SetTag("error.type", errorType).SetStatus(status, description);
        }

        _activity.SetEndTime(now.UtcDateTime);
        _telemetry.Guard(_activity, static activity =>
        {
            // Stopping an activity makes its parent the current one, on this thread, which reads the connection.
            var current = Activity.Current;
            try
            {
                activity.Stop();
            }
            finally
            {
                Activity.Current = current;
            }
        });
    }

    private void Start(IRequestChannel channel)
    {
        // What the subscriber does while the request is in flight is no part of its activity.
        var current = Activity.Current;
        try
        {
            _activity = Telemetry.Activities.StartActivity(
                $"SendMsg {_message}", ActivityKind.Client, parentContext: default, startTime: _startedAt);
        }
        finally
        {
            Activity.Current = current;
        }

        _activity?.SetTag("openflow.message", _message)
            .SetTag("openflow.version", channel.Version.ToText())
            .SetTag("openflow.datapath", channel.DatapathId.ToString())
            .SetTag("network.peer.address", channel.Peer);
    }
}
