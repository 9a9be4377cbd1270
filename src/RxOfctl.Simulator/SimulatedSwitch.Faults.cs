using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator;

/// <content>What can go wrong with the switch: see <see cref="SimulatedFaults"/>.</content>
public sealed partial class SimulatedSwitch
{
    private readonly List<SimulatedLink> _linksDownByCrash = [];
    private readonly List<MemoryDialer> _dialers = [];

    /// <summary>Whether the switch is down, from a crash until it is restarted.</summary>
    public bool IsCrashed { get; private set; }

    /// <summary>Whether the switch leaves the messages of its controllers unread. Packets are forwarded all the same.</summary>
    public bool IsHung { get; private set; }

    /// <summary>How long a message of a controller waits before the switch reads it; zero unless it is made slow.</summary>
    public TimeSpan AnswerDelay { get; private set; }

    /// <summary>Whether the switch accepts flow, group and meter modifications and does not carry them out.</summary>
    public bool IgnoresModifications { get; private set; }

    /// <summary>Whether messages of controllers have to wait.</summary>
    internal bool HoldsFrames => IsHung || AnswerDelay > TimeSpan.Zero;

    internal void Crash()
    {
        if (IsCrashed)
            return;
        IsCrashed = true;
        Disconnect();
        Clear();
        foreach (var port in _state.Ports.Values)
        {
            if (port.Link is not { IsUp: true } link)
                continue;
            link.SetUp(false);
            _linksDownByCrash.Add(link);
        }
    }

    internal void Restart()
    {
        if (!IsCrashed)
            Crash();
        IsCrashed = false;
        foreach (var link in _linksDownByCrash.Where(link => link.IsPlugged))
            link.SetUp(true);
        _linksDownByCrash.Clear();
        Redial();
    }

    internal void SetHung(bool isHung)
    {
        IsHung = isHung;
        if (!HoldsFrames)
            ReleaseFrames();
    }

    internal void SetAnswerDelay(TimeSpan delay)
    {
        AnswerDelay = delay;
        if (!HoldsFrames)
            ReleaseFrames();
    }

    internal void SetIgnoresModifications(bool ignores) => IgnoresModifications = ignores;

    /// <summary>Connects again to the controllers in this process that it was connected to, unless it is down or connected.</summary>
    internal void Redial()
    {
        foreach (var dialer in _dialers)
            dialer.Dial();
    }

    private void ReleaseFrames()
    {
        foreach (var channel in _state.Channels.ToArray())
            channel.ReleaseFrames();
    }

    /// <summary>Clears what a switch loses with its power, after its connections have ended: no controller is notified.</summary>
    private void Clear()
    {
        var change = new Transaction(OpenFlowVersion.OpenFlow13);
        Apply(new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All }, change);
        Apply(new GroupMod { Command = GroupModCommand.Delete, GroupId = GroupId.All }, change);
        Apply(new MeterMod { Command = MeterModCommand.Delete, MeterId = MeterId.All }, change);
        foreach (var port in _state.Ports.Keys)
            _state.Bridge.Forget(port);
        _buffers.Clear();
        _generationId = null;
        Config = new() { MissSendLen = 128 };
    }

    /// <summary>Keeps the connection to a controller in this process: it is made at first and whenever the switch dials again.</summary>
    private sealed class MemoryDialer(SimulatedSwitch owner, OpenFlowController controller) : IDisposable
    {
        private CancellationTokenSource? _connection;
        private bool _isDisposed;

        /// <summary>Connects, on the scheduler: the controller must not be entered while the network's lock is held.</summary>
        public void Dial() => System.Reactive.Concurrency.Scheduler.Schedule(owner._lock.Scheduler, () =>
        {
            var connection = new CancellationTokenSource();
            using (owner._lock.Enter())
            {
                if (_isDisposed || _connection is not null || owner.IsCrashed)
                    return;
                _connection = connection;
            }

            owner.Connect(controller, connection, onEnded: () =>
            {
                using var scope = owner._lock.Enter();
                if (_connection == connection)
                    _connection = null;
            });
        });

        /// <summary>Counts the connection as ended, while it is ending: the next one need not wait for that.</summary>
        public void Forget() => _connection = null;

        public void Dispose()
        {
            CancellationTokenSource? connection;
            using (owner._lock.Enter())
                (connection, _isDisposed) = (_connection, true);
            connection?.Cancel();
        }
    }
}
