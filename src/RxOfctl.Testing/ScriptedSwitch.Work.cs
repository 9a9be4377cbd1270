using System.Reactive.Concurrency;
using RxOfctl.Connections;
using RxOfctl.Protocol;

namespace RxOfctl.Testing;

/// <content>Running scripts.</content>
public sealed partial class ScriptedSwitch
{
    private async Task ReadAsync()
    {
        try
        {
            await _connection.ReadAsync(new Handler(this)).ConfigureAwait(false);
        }
        finally
        {
            DisconnectedAt = _scheduler.Now;
        }
    }

    private bool Receive(ReceivedMessage message)
    {
        lock (_gate)
        {
            _received.Add(message);
            _inbox.Enqueue(message);
        }

        Work();
        lock (_gate)
            return _reading;
    }

    // The first caller handles all messages, or leaves the rest to a later turn of the scheduler.
    private void Work()
    {
        while (TryTake(out var script, out var message))
        {
            if (script is null || !Run(script, message, step: 0))
                Finish();
        }
    }

    private bool TryTake(out Script? script, out ReceivedMessage message)
    {
        lock (_gate)
        {
            script = null;
            message = null!;
            if (_working || !_inbox.TryDequeue(out message!))
                return false;
            _working = true;
            var taken = message.Message;
            if (_silent)
                return true;
            script = _expected.Find(each => !each.IsMet && each.Takes(taken)) ?? _always.FindLast(each => each.Takes(taken));
            script?.Meet(message);
            return true;
        }
    }

    /// <summary>Runs a script from one of its steps on.</summary>
    /// <returns>True if a later turn continues, and other messages must wait for it.</returns>
    private bool Run(Script script, ReceivedMessage message, int step)
    {
        var held = true;
        for (; step < script.Steps.Count; step++)
        {
            var (delay, action, isMeanwhile) = script.Steps[step];
            held &= !isMeanwhile;
            if (delay > TimeSpan.Zero)
            {
                var (next, holds) = (step + 1, held);
                _scheduler.Schedule(delay, () =>
                {
                    if (!Run(script, message, next) && holds)
                    {
                        Finish();
                        Work();
                    }
                });
                return held;
            }

            action?.Invoke(message);
        }

        return false;
    }

    private void Finish()
    {
        lock (_gate)
            _working = false;
    }

    private sealed class Handler(ScriptedSwitch peer) : IFrameHandler
    {
        public bool OnFrame(FrameHeader header, ReadOnlySpan<byte> frame) =>
            peer.Receive(new(peer._scheduler.Now, header.Xid, header.Version, OpenFlowCodec.Decode(frame, out _)));
    }
}
