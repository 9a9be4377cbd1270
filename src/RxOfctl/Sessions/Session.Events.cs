using System.Reactive.Concurrency;
using RxOfctl.Datapaths;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Sessions;

/// <content>Messages for the app: how they are queued, and what happens when there are too many.</content>
internal sealed partial class Session
{
    // Open vSwitch disconnects from a controller that sends nothing for 10 s; while reading is paused its echo requests stay unread for
    // longer.
    private static readonly TimeSpan PausedEchoInterval = TimeSpan.FromSeconds(3);

    private TokenBucket _packetIns;
    private long _droppedByRate;
    private long _countedDropped;
    private int _isKeptAlive;
    private volatile bool _wasPaused;

    /// <summary>How many packet-ins were dropped.</summary>
    public long DroppedPacketIns => _queue.Dropped + Volatile.Read(ref _droppedByRate);

    // Answers to requests must be read, and so must those of the handshake, before which nothing is delivered.
    private bool MayPause => _phase == Phase.Ready && Requests.Count == 0;

    MessageStream IMessageTarget.Messages => _datapath!.MessageStream;

    Envelope<OpenFlowMessage> IMessageTarget.EnvelopeOf(in QueuedMessage message) =>
        new(_datapath!, message.Xid, message.Message, new(message.ReceivedAtTicks, TimeSpan.Zero));

    void IMessageTarget.Apply(OpenFlowMessage message) => _datapath!.Apply(message);

    void IMessageTarget.End() => _datapath!.End();

    void IMessageTarget.ResumeReading() => _connection.Resume();

    private bool Enqueue(OpenFlowMessage message, uint xid, int length) =>
        _queue.Add(message, xid, Volatile.Read(ref _lastReceivedTicks), length) || Publish();

    private bool Publish() => MayContinue(_queue.Publish(MayPause));

    private bool MayContinue(QueueState state)
    {
        CountDropped();
        switch (state)
        {
            case QueueState.Overflow:
                Close($"more than {Options.QueueByteLimit} bytes of its messages wait for the app, and none of them may be dropped");
                return true;
            case QueueState.Paused:
                KeepAliveWhilePaused();
                // A request may have been started meanwhile.
                if (!MayPause)
                    _queue.StopWaiting();
                return false;
            default:
                return true;
        }
    }

    // Whether a packet-in exceeds the rate, in which case it is not even decoded.
    private bool IsOverRate()
    {
        if (Options.PacketInRate is null || _phase != Phase.Ready || _packetIns.TryTake(LastReceived))
            return false;
        Volatile.Write(ref _droppedByRate, _droppedByRate + 1);
        CountDropped();
        return true;
    }

    private void CountDropped()
    {
        var dropped = DroppedPacketIns;
        if (dropped == _countedDropped)
            return;
        Telemetry.Dropped(dropped - _countedDropped);
        _countedDropped = dropped;
    }

    // While reading is paused, the peer's echo requests stay unread. Echo requests of ours are sent instead, which keep most peers
    // connected.
    private void KeepAliveWhilePaused()
    {
        _wasPaused = true;
        if (Volatile.Read(ref _isKeptAlive) == 0 && Interlocked.Exchange(ref _isKeptAlive, 1) == 0)
            _pausedTimer.Disposable = Scheduler.Schedule(PausedEchoInterval, KeepOnAlive);
    }

    private void KeepOnAlive()
    {
        if (IsClosed || !(_wasPaused || _queue.ReadingWaits))
        {
            Volatile.Write(ref _isKeptAlive, 0);
            return;
        }

        _wasPaused = false;
        Write(new EchoRequest(), Requests.NextXid());
        _pausedTimer.Disposable = Scheduler.Schedule(PausedEchoInterval, KeepOnAlive);
    }
}
