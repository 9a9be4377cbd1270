using System.Reactive.Concurrency;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Sessions;

/// <content>Keepalive: a peer that is silent is sent an echo request, and closed if it stays silent.</content>
internal sealed partial class Session
{
    private long _echoSentAtTicks;
    private uint _echoXid;

    private void KeepAlive()
    {
        if (Options.EchoInterval == TimeSpan.Zero || Options.EchoInterval == Timeout.InfiniteTimeSpan)
            return;
        var silentSince = LastReceived;
        // A peer that is not read, because the app is slow, cannot be blamed for silence.
        var from = _queue.ReadingWaits ? Scheduler.Now : silentSince;
        _timer.Disposable = Scheduler.Schedule(from + Options.EchoInterval, () =>
        {
            if (LastReceived != silentSince || _queue.ReadingWaits)
                KeepAlive();
            else
                AskForSignOfLife(silentSince);
        });
    }

    private void AskForSignOfLife(DateTimeOffset silentSince)
    {
        var xid = Requests.NextXid();
        Volatile.Write(ref _echoSentAtTicks, Scheduler.Now.UtcTicks);
        Volatile.Write(ref _echoXid, xid);
        Write(new EchoRequest(), xid);
        var isLimited = Options.EchoTimeout != Timeout.InfiniteTimeSpan;
        _timer.Disposable = Scheduler.Schedule(isLimited ? Options.EchoTimeout : Options.EchoInterval, () =>
        {
            if (LastReceived != silentSince || _queue.ReadingWaits)
                KeepAlive();
            else if (!isLimited)
                AskForSignOfLife(silentSince);
            else
                Close($"it gave no sign of life within {Options.EchoTimeout}");
        });
    }

    // No request has transaction id 0, and none but the last is waited for.
    private void OnSignOfLife()
    {
        Volatile.Write(ref _echoXid, 0);
        Telemetry.EchoReturned(TimeSpan.FromTicks(LastReceived.UtcTicks - Volatile.Read(ref _echoSentAtTicks)));
    }
}
