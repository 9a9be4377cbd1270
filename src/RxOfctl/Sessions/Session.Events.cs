using System.Reactive.Concurrency;
using RxOfctl.Datapaths;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Sessions;

/// <content>The messages that are for the app: how they wait for it, and what happens when there are too many.</content>
internal sealed partial class Session
{
    // Open vSwitch gives up a controller from which nothing came for 10 s; its own echo requests may wait unread for longer.
    private static readonly TimeSpan PausedEchoInterval = TimeSpan.FromSeconds(3);

    private TokenBucket _packetIns;
    private long _droppedByRate;
    private long _toldDropped;
    private int _isKeptAlive;
    private volatile bool _wasPaused;

    /// <summary>How many packet-ins were dropped.</summary>
    public long DroppedPacketIns => _queue.Dropped + Volatile.Read(ref _droppedByRate);

    // The answers to requests must be read, and so must those of the handshake, before whose end nothing is delivered.
    private bool MayPause => _phase == Phase.Ready && Requests.Count == 0;

    MessageStream IMessageTarget.Messages => _datapath!.MessageStream;

    Envelope<OpenFlowMessage> IMessageTarget.EnvelopeOf(in QueuedMessage message) =>
        new(_datapath!, message.Xid, message.Message, new(message.ReceivedAtTicks, TimeSpan.Zero));

    void IMessageTarget.Apply(OpenFlowMessage message) => _datapath!.Apply(message);

    void IMessageTarget.End() => _datapath!.End();

    void IMessageTarget.ResumeReading() => _connection.Resume();

    private bool Enqueue(OpenFlowMessage message, uint xid, int length, bool isDroppable) =>
        GoOn(_queue.Add(message, xid, Volatile.Read(ref _lastReceivedTicks), length, isDroppable, MayPause));

    private bool Publish() => GoOn(_queue.Publish(MayPause));

    private bool GoOn(QueueState state)
    {
        CountDropped();
        switch (state)
        {
            case QueueState.Overflow:
                Close($"more than {Options.QueueByteLimit} bytes of its messages wait for the app, and they are none that may be dropped");
                return true;
            case QueueState.Paused:
                KeepAliveWhilePaused();
                // A request may have begun just now.
                if (!MayPause)
                    _queue.StopWaiting();
                return false;
            default:
                return true;
        }
    }

    // Whether a packet-in is one too many. It is not even decoded.
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
        if (dropped == _toldDropped)
            return;
        Telemetry.Dropped(dropped - _toldDropped);
        _toldDropped = dropped;
    }

    // While reading pauses, the peer's echo requests wait unread. It is sent some of ours instead, which most peers take for a sign of life.
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
