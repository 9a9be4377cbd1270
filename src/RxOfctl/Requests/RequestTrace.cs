using System.Diagnostics;
using System.Reactive.Concurrency;
using RxOfctl.Protocol;
using RxOfctl.Sessions;

namespace RxOfctl.Requests;

/// <summary>The measures of one request, which exist only while there are listeners. Their times are those of the controller's scheduler.</summary>
internal sealed class RequestTrace
{
    private const string Canceled = "canceled";

    private readonly Telemetry _telemetry;
    private readonly IScheduler _scheduler;
    private readonly DateTimeOffset _startedAt;
    private readonly string _message;
    private Activity? _activity;

    private RequestTrace(Telemetry telemetry, Session session, PendingRequest request)
    {
        _telemetry = telemetry;
        _scheduler = session.Scheduler;
        _startedAt = _scheduler.Now;
        _message = request.Message.GetType().Name;
        telemetry.Guard((This: this, Session: session), static state => state.This.Start(state.Session));
    }

    /// <summary>Begins to measure, if there are listeners.</summary>
    public static RequestTrace? Begin(Telemetry telemetry, Session session, PendingRequest request) =>
        telemetry.MeasuresRequests || Telemetry.Activities.HasListeners() ? new(telemetry, session, request) : null;

    /// <summary>The request has its transaction id.</summary>
    public void Registered(uint xid) => _activity?.SetTag("openflow.xid", (long)xid);

    /// <summary>The request ended.</summary>
    /// <param name="failure">In what, if not well.</param>
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
            _activity.SetTag("error.type", errorType).SetStatus(errorType == Canceled ? ActivityStatusCode.Unset : ActivityStatusCode.Error, description);
        _activity.SetEndTime(now.UtcDateTime);
        _telemetry.Guard(_activity, static activity =>
        {
            // To stop an activity makes its parent the current one, here where the connection is read.
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

    private void Start(Session session)
    {
        // The request goes its own way: what its subscriber does meanwhile is no part of it.
        var current = Activity.Current;
        try
        {
            _activity = Telemetry.Activities.StartActivity($"SendMsg {_message}", ActivityKind.Client, parentContext: default, startTime: _startedAt);
        }
        finally
        {
            Activity.Current = current;
        }

        _activity?.SetTag("openflow.message", _message)
            .SetTag("openflow.version", session.Version.ToText())
            .SetTag("openflow.datapath", session.DatapathId.ToString())
            .SetTag("network.peer.address", session.Peer);
    }
}
