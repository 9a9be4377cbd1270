using System.Reactive.Linq;
using System.Reactive.Subjects;
using RxOfctl.Protocol;

namespace RxOfctl.Simulator;

/// <summary>A cable between two ports, or a port and a host. It keeps the order of frames, and loses none while it is up.</summary>
public sealed class SimulatedLink
{
    private readonly Turns _turns;
    private readonly ILinkEnd _first;
    private readonly ILinkEnd _second;
    private readonly Subject<LinkFrame> _frames = new();
    private readonly Subject<bool> _upChanges = new();
    private bool _isPlugged = true;
    private Queue<ByteString> _toFirst = new();
    private Queue<ByteString> _toSecond = new();

    internal SimulatedLink(Turns turns, ILinkEnd first, ILinkEnd second, TimeSpan latency)
    {
        (_turns, _first, _second, Latency) = (turns, first, second, latency);
        (first.Link, second.Link) = (this, this);
    }

    /// <summary>How long a frame takes from one end to the other.</summary>
    public TimeSpan Latency { get; }

    /// <summary>Whether frames pass.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>The frames that are put on the link, from subscription on.</summary>
    public IObservable<LinkFrame> Frames => _frames.AsObservable();

    /// <summary>True when the link comes up and false when it goes down, from subscription on.</summary>
    public IObservable<bool> UpChanges => _upChanges.AsObservable();

    /// <summary>Cuts the link, or mends it. What is on its way when it is cut is lost. Switches tell their controllers.</summary>
    /// <param name="isUp">Whether frames are to pass.</param>
    /// <exception cref="InvalidOperationException">The link was unplugged.</exception>
    public void SetUp(bool isUp)
    {
        using var turn = _turns.Begin();
        if (!_isPlugged)
            throw new InvalidOperationException($"The link {this} was unplugged. Connect its ends anew.");
        Change(isUp);
    }

    /// <summary>Takes the link out of both of its ends, which another can be plugged into then.</summary>
    public void Unplug()
    {
        using var turn = _turns.Begin();
        if (!_isPlugged)
            return;
        _isPlugged = false;
        (_first.Link, _second.Link) = (null, null);
        Change(false);
    }

    /// <summary>The ends: <c>s1:2 - s2:1</c>.</summary>
    public override string ToString() => $"{_first.Name} - {_second.Name}";

    internal void Transmit(ILinkEnd from, ByteString frame)
    {
        if (!IsUp)
            return;
        var (to, queue) = from == _first ? (_second, _toSecond) : (_first, _toFirst);
        _turns.Tell(_frames, new(from.Name, to.Name, frame, _turns.Scheduler.Now));
        queue.Enqueue(frame);
        // A real scheduler may take turns that are due together in any order, so each turn delivers the oldest frame, not its own.
        _turns.Schedule(Latency, () =>
        {
            if (queue.TryDequeue(out var oldest))
                to.Receive(oldest);
        });
    }

    private void Change(bool isUp)
    {
        if (IsUp == isUp)
            return;
        IsUp = isUp;
        _toFirst.Clear();
        _toSecond.Clear();
        // New queues: turns that wait for what was lost must find nothing.
        (_toFirst, _toSecond) = (new(), new());
        _turns.Tell(_upChanges, isUp);
        _first.OnLinkChanged();
        _second.OnLinkChanged();
    }
}
