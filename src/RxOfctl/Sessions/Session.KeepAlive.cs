using System.Reactive.Concurrency;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Sessions;

/// <content>Keepalive: an echo request is sent to a silent peer, and the connection is closed if it stays silent.</content>
internal sealed partial class Session
{
    private long _echoSentAtTicks;
    private uint _echoXid;

    private void KeepAlive()
    {
        if (Options.EchoInterval == TimeSpan.Zero || Options.EchoInterval == Timeout.InfiniteTimeSpan)
            return;
        var silentSince = LastReceived;
        // A peer whose connection is not read, because the app is slow, is not silent.
        var from = _queue.ReadingWaits ? Scheduler.Now : silentSince;
        _timer.Disposable = Scheduler.Schedule(from + Options.EchoInterval, () =>
        {
            if (LastReceived != silentSince || _queue.ReadingWaits)
                KeepAlive();
            else
                SendEcho(silentSince);
        });
    }

    private void SendEcho(DateTimeOffset silentSince)
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
                SendEcho(silentSince);
            else
                Close($"it did not answer an echo request within {Options.EchoTimeout}");
        });
    }

    // Only the last echo request is awaited; no message that we send has transaction id 0.
    private void OnEchoReply()
    {
        Volatile.Write(ref _echoXid, 0);
        Telemetry.EchoReturned(TimeSpan.FromTicks(LastReceived.UtcTicks - Volatile.Read(ref _echoSentAtTicks)));
    }
}
