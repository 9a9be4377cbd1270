using System.Reactive.Linq;
using System.Reactive.Subjects;
using RxOfctl.Protocol;

namespace RxOfctl.Simulator;

/// <summary>A link between two ports, or a port and a host. It keeps the order of frames.</summary>
public sealed class SimulatedLink
{
    private readonly NetworkLock _lock;
    private readonly Random _random;
    private readonly ILinkEnd _first;
    private readonly ILinkEnd _second;
    private readonly Subject<LinkFrame> _frames = new();
    private readonly Subject<LinkFrame> _arrived = new();
    private readonly Subject<LinkFrame> _lost = new();
    private readonly Subject<bool> _upChanges = new();
    private SimulatedLinkOptions _options;
    private Direction _toFirst = new();
    private Direction _toSecond = new();

    internal SimulatedLink(NetworkLock networkLock, Random random, ILinkEnd first, ILinkEnd second, SimulatedLinkOptions options)
    {
        (_lock, _random, _first, _second, _options) = (networkLock, random, first, second, options);
        (first.Link, second.Link) = (this, this);
    }

    /// <summary>The properties of the link. A change holds for frames that are sent after it.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A property is out of its range.</exception>
    public SimulatedLinkOptions Options
    {
        get => _options;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            value.Check(nameof(value));
            using var scope = _lock.Enter();
            _options = value;
        }
    }

    /// <summary>How long a frame takes at least from one end to the other.</summary>
    public TimeSpan Latency => _options.Latency;

    /// <summary>Whether frames pass.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>Whether it is in both of its ends: until <see cref="Unplug"/>.</summary>
    public bool IsPlugged { get; private set; } = true;

    /// <summary>The names of the two ends, as in <c>s1:2</c> and <c>h1</c>.</summary>
    public (string First, string Second) Ends => (_first.Name, _second.Name);

    /// <summary>The frames that are put on the link, lost ones too, from subscription on.</summary>
    public IObservable<LinkFrame> Frames => _frames.AsObservable();

    /// <summary>The frames that arrive, with the time of arrival, from subscription on.</summary>
    public IObservable<LinkFrame> Arrived => _arrived.AsObservable();

    /// <summary>
    /// The frames that do not arrive, from subscription on: lost by chance, dropped at a full queue, or on their way when the link went down.
    /// </summary>
    public IObservable<LinkFrame> Lost => _lost.AsObservable();

    /// <summary>True when the link comes up and false when it goes down, from subscription on.</summary>
    public IObservable<bool> UpChanges => _upChanges.AsObservable();

    /// <summary>Cuts the link, or mends it. What is on its way when it is cut is lost. Switches send port-status messages.</summary>
    /// <param name="isUp">Whether frames are to pass.</param>
    /// <exception cref="InvalidOperationException">The link was unplugged.</exception>
    public void SetUp(bool isUp)
    {
        using var scope = _lock.Enter();
        if (!IsPlugged)
            throw new InvalidOperationException($"The link {this} was unplugged. Connect its ends anew.");
        Change(isUp);
    }

    /// <summary>Takes the link out of both of its ends, which another can be plugged into then.</summary>
    public void Unplug()
    {
        using var scope = _lock.Enter();
        if (!IsPlugged)
            return;
        IsPlugged = false;
        (_first.Link, _second.Link) = (null, null);
        Change(false);
        Unplugged?.Invoke();
    }

    /// <summary>The ends: <c>s1:2 - s2:1</c>.</summary>
    public override string ToString() => $"{_first.Name} - {_second.Name}";

    internal event Action? Unplugged;

    internal void Transmit(ILinkEnd from, ByteString frame)
    {
        if (!IsUp)
            return;
        var now = _lock.Scheduler.Now;
        var (to, direction) = from == _first ? (_second, _toSecond) : (_first, _toFirst);
        var sent = new LinkFrame(from.Name, to.Name, frame, now);
        _lock.Notify(_frames, sent);
        if (direction.Depart(now, frame.Length, _options) is not { } departure || (_options.Loss > 0 && _random.NextDouble() < _options.Loss))
        {
            _lock.Notify(_lost, sent);
            return;
        }

        var jitter = _options.Jitter > TimeSpan.Zero ? TimeSpan.FromTicks((long)(_random.NextDouble() * _options.Jitter.Ticks)) : TimeSpan.Zero;
        var arrival = direction.Arrive(departure + _options.Latency + jitter, sent);
        // A real scheduler may run actions that are due together in any order, so each delivers the oldest frame, not its own.
        _lock.Schedule(arrival - now, () =>
        {
            if (!direction.OnTheirWay.TryDequeue(out var oldest))
                return;
            if (_arrived.HasObservers)
                _lock.Notify(_arrived, oldest with { At = _lock.Scheduler.Now });
            to.Receive(oldest.Data);
        });
    }

    private void Change(bool isUp)
    {
        if (IsUp == isUp)
            return;
        IsUp = isUp;
        foreach (var lost in _toFirst.OnTheirWay.Concat(_toSecond.OnTheirWay))
            _lock.Notify(_lost, lost);
        _toFirst.OnTheirWay.Clear();
        _toSecond.OnTheirWay.Clear();
        // New directions: actions that wait for what was lost must find nothing.
        (_toFirst, _toSecond) = (new(), new());
        _lock.Notify(_upChanges, isUp);
        _first.OnLinkChanged();
        _second.OnLinkChanged();
    }

    /// <summary>The frames of one direction that are on their way, and when the sender is free for the next.</summary>
    private sealed class Direction
    {
        private readonly Queue<DateTimeOffset> _waiting = new(); // when each frame that waits for the sender begins to be sent
        private DateTimeOffset _free;
        private DateTimeOffset _lastArrival;

        public Queue<LinkFrame> OnTheirWay { get; } = new();

        /// <summary>When the frame's last bit is sent; null if the queue is full.</summary>
        public DateTimeOffset? Depart(DateTimeOffset now, int length, SimulatedLinkOptions options)
        {
            if (options.BitsPerSecond == 0)
                return now;
            while (_waiting.TryPeek(out var start) && start <= now)
                _waiting.Dequeue();
            var begin = _free > now ? _free : now;
            if (begin > now)
            {
                if (_waiting.Count >= options.QueueLength)
                    return null;
                _waiting.Enqueue(begin);
            }

            return _free = begin + TimeSpan.FromTicks((long)(length * 8L * (double)TimeSpan.TicksPerSecond / options.BitsPerSecond));
        }

        public DateTimeOffset Arrive(DateTimeOffset arrival, LinkFrame frame)
        {
            OnTheirWay.Enqueue(frame);
            return _lastArrival = arrival > _lastArrival ? arrival : _lastArrival;
        }
    }
}
